import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import type { UnknownCause, Value } from '../../terraform/value';
import type { Component, ComponentKind, Id, NetworkProblem, Origin, Unknown } from '../model';
import type { Family } from '../../ip/cidr';
import { bodyFields, referenceCause, type Argument, type Fields } from './fields';

/** What all builders share while one network is built. */
export interface Context {
  readonly configuration: Configuration;
  /** Managed resources of these types (`aws_lb` has `aws_alb` in it too), in the order of the code. */
  readonly of: (...types: readonly string[]) => readonly ResourceInstance[];
  /** Data sources of this type. */
  readonly data: (type: string) => readonly ResourceInstance[];
  /** The resource or data source with this address. */
  resource(address: string): ResourceInstance | undefined;
  /** What `make` finds in all of the configuration, looked for once. */
  once<T>(make: (context: Context) => T): T;
  fields(resource: ResourceInstance): Fields;
  component(resource: ResourceInstance): Component;
  origin(source: SourceRange | undefined): Origin | undefined;
  reason(cause: UnknownCause, family?: Family): Unknown;
  /** Notes that a component is named somewhere: if nothing builds it, it becomes a stub that is known by its id alone. */
  mention(kind: ComponentKind, id: Id, why: string, source?: SourceRange): void;
  readonly mentioned: ReadonlyMap<ComponentKind, ReadonlyMap<Id, UnknownCause>>;
  problem(message: string, source: SourceRange): void;
  readonly problems: readonly NetworkProblem[];
  /** Where a resource lives: its provider's Region, or its own `region`; and the account that the provider assumes. */
  place(resource: ResourceInstance): Place;
}

/** `key` tells two places apart, also where the Region is unknown. */
export interface Place {
  readonly region?: string;
  readonly account?: string;
  readonly key: string;
}

/** The old names of the load balancer resources: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb */
export function canonicalType(type: string): string {
  return type.startsWith('aws_alb') ? type.replace('aws_alb', 'aws_lb') : type;
}

/** A fresh context for a configuration. */
export function createContext(configuration: Configuration): Context {
  const managed = groupByType(configuration.resources.filter((resource) => resource.mode === 'managed'));
  const data = groupByType(configuration.resources.filter((resource) => resource.mode === 'data'));
  const places = new Map<string, Place>();
  const fields = new Map<ResourceInstance, Fields>();
  const mentioned = new Map<ComponentKind, Map<Id, UnknownCause>>();
  const problems: NetworkProblem[] = [];
  const told = new Set<string>();
  const made = new Map<unknown, unknown>();
  const origin = (source: SourceRange | undefined): Origin | undefined => {
    const place = source === undefined ? undefined : configuration.locate(source);
    return place === undefined ? undefined : { file: place.path, range: place.range };
  };
  const reason = (cause: UnknownCause, family?: Family): Unknown => ({
    value: cause.value,
    why: cause.why,
    ...withOrigin(origin(cause.source)),
    ...(family === undefined ? {} : { family }),
  });
  const context: Context = {
    configuration,
    of: (...types) =>
      types.length === 1
        ? (managed.get(types[0] ?? '') ?? [])
        : types.flatMap((type) => managed.get(type) ?? []),
    data: (type) => data.get(type) ?? [],
    resource: (address) => configuration.byAddress.get(address),
    once: <T>(make: (whole: Context) => T): T => {
      if (!made.has(make)) made.set(make, make(context));
      // What is stored under a function is what that function returned.
      return made.get(make) as T;
    },
    fields: (resource) => {
      const known = fields.get(resource);
      if (known !== undefined) return known;
      const made = bodyFields(resource.body, resource.uncertain);
      fields.set(resource, made);
      return made;
    },
    component: (resource) => {
      const { region, account } = context.place(resource);
      return {
        id: resource.address,
        name: resource.address,
        ...withOrigin(origin(resource.source)),
        ...(region === undefined ? {} : { region }),
        ...(account === undefined ? {} : { account }),
        ...(resource.uncertain === undefined ? {} : { uncertain: reason(resource.uncertain) }),
      };
    },
    origin,
    reason,
    mention: (kind, id, why, source) => {
      const ids = mentioned.get(kind) ?? new Map<Id, UnknownCause>();
      mentioned.set(kind, ids);
      if (!ids.has(id)) ids.set(id, { value: id, why, ...(source === undefined ? {} : { source }) });
    },
    mentioned,
    problem: (message, source) => {
      const problem = { message, ...withOrigin(origin(source)) };
      const key = JSON.stringify(problem);
      // Arguments are read more than once.
      if (!told.has(key)) problems.push(problem);
      told.add(key);
    },
    problems,
    place: (resource) => {
      const own = textValue(resource.body.attributes.get('region')?.value);
      const key = own === undefined ? resource.provider.name : `${resource.provider.name}/${own}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      const made = { ...providerPlace(resource), ...(own === undefined ? {} : { region: own }), key };
      places.set(key, made);
      return made;
    },
  };
  return context;
}

/** `{ origin }`, or nothing where there is none. */
export function withOrigin(origin: Origin | undefined): { readonly origin?: Origin } {
  return origin === undefined ? {} : { origin };
}

/** `{ uncertain }` of a thing that may not exist: by its own doing, or by that of the resource it stands in. */
export function withUncertain(
  context: Context,
  ...causes: readonly (UnknownCause | undefined)[]
): { readonly uncertain?: Unknown } {
  const cause = causes.find((one) => one !== undefined);
  return cause === undefined ? {} : { uncertain: context.reason(cause) };
}

/** Why an argument's value is not known; undefined where it is. */
export function unknownCause(argument: Argument): UnknownCause | undefined {
  const { value, source } = argument;
  if (value.kind === 'unknown') {
    const [cause] = value.causes;
    return cause === undefined ? undefined : { source, ...cause };
  }
  if (value.kind === 'reference') return { ...referenceCause(value.address, value.path), source };
  return undefined;
}

function textValue(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

function groupByType(resources: readonly ResourceInstance[]): Map<string, ResourceInstance[]> {
  const groups = new Map<string, ResourceInstance[]>();
  for (const resource of resources) {
    const type = canonicalType(resource.type);
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [resource]);
    else group.push(resource);
  }
  return groups;
}

function providerPlace({ provider }: ResourceInstance): { region?: string; account?: string } {
  if (provider.body === undefined) return {};
  const fields = bodyFields(provider.body);
  const region = textValue(fields.argument('region')?.value);
  const role = fields.blocks('assume_role').items[0]?.argument('role_arn')?.value;
  const account = /^arn:[\w-]+:iam::(\d{12}):/.exec(textValue(role) ?? '')?.[1] ?? onlyAllowedAccount(fields);
  return { ...(region === undefined ? {} : { region }), ...(account === undefined ? {} : { account }) };
}

function onlyAllowedAccount(fields: Fields): string | undefined {
  const value = fields.argument('allowed_account_ids')?.value;
  return value?.kind === 'list' && value.elements.length === 1 ? textValue(value.elements[0]) : undefined;
}
