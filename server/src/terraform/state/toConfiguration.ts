import type { Chunk, Block } from '../../syntax/tree';
import type { Range } from '../../util/text';
import type { Configuration, EvaluatedAttribute, ModuleInstance, ResourceInstance } from '../configuration';
import type { SourceRange } from '../source';
import { anyType, stringType } from '../type';
import type { Value } from '../value';
import { booleanValue, nullValue, numberValue, objectValue, stringValue, tupleValue } from '../values/make';
import { isObject, type Json, type JsonObject, type StateFile, type StateResource } from './resource';
import { idResolver, type ResolveId } from './resolve';

/**
 * A state or plan as a configuration, so that the network is built from it as from code. Nothing has a place in a file.
 * Ids are as AWS gave them; in a plan what is known after apply is a reference where the plan tells which single thing
 * is meant, else unknown.
 */
export function configurationFromState(file: StateFile): Configuration {
  const modules = moduleTree(file.resources);
  const names = namesOf(file.resources);
  const resources = file.resources.map((resource) => instanceOf(resource, modules, names));
  const root = modules.get('');
  return {
    root: '',
    module: root ?? newModule(''),
    resources,
    byAddress: new Map(resources.map((resource) => [resource.address, resource])),
    problems: [],
    files: [],
    locate: () => undefined,
  };
}

/** What texts in a file can name: the addresses of its resources, and their ids. */
export interface StateNames {
  readonly addresses: ReadonlySet<string>;
  readonly resolve: ResolveId;
}

export function namesOf(resources: readonly StateResource[]): StateNames {
  return {
    addresses: new Set(resources.map((resource) => resource.address)),
    resolve: idResolver(resources),
  };
}

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const noChunk: Chunk = { text: '', body: { attributes: [], blocks: [] }, comments: [], problems: [] };
const noSource: SourceRange = { chunk: noChunk, range: nowhere };

function instanceOf(
  resource: StateResource,
  modules: ReadonlyMap<string, ModuleInstance>,
  names: StateNames,
): ResourceInstance {
  // An empty list is what a block that is not there leaves in a state; what a plan does not know and the code does not
  // set is the provider's to choose, as if it were not there.
  const given = [...new Set([...Object.keys(resource.values), ...Object.keys(resource.unknown)])].filter(
    (name) => !isEmptyList(resource, name) && !isLeftToProvider(resource, name),
  );
  const attributes = new Map([
    ...given.map((name) => [name, attributeOf(name, attributeValue(resource, name, names))] as const),
    ...publicAddressArgument(resource),
  ]);
  return {
    address: resource.address,
    mode: resource.mode,
    type: resource.type,
    name: resource.name,
    key: resource.key,
    uncertain: undefined,
    module: modules.get(resource.moduleAddress) ?? newModule(resource.moduleAddress),
    provider: { name: resource.provider, body: undefined },
    block: emptyBlock(resource),
    source: noSource,
    body: { attributes, blocks: [], source: noSource },
  };
}

function isEmptyList(resource: StateResource, name: string): boolean {
  const value = resource.values[name];
  return Array.isArray(value) && value.length === 0 && resource.unknown[name] !== true;
}

/** Whether an instance has a public address shows in the address itself; the argument can lag behind. */
function publicAddressArgument(resource: StateResource): readonly (readonly [string, EvaluatedAttribute])[] {
  const address = resource.values['public_ip'];
  if (resource.type !== 'aws_instance' || typeof address !== 'string') return [];
  const name = 'associate_public_ip_address';
  return [[name, attributeOf(name, booleanValue(address !== ''))]];
}

function isLeftToProvider(resource: StateResource, name: string): boolean {
  return resource.unknown[name] === true && !resource.references.has(name);
}

/** The value of one attribute: what the file says, where it says it. */
export function attributeValue(resource: StateResource, name: string, names: StateNames): Value {
  const unknown = resource.unknown[name];
  const known = resource.values[name];
  if (unknown === undefined || unknown === false || isEmptyShape(unknown))
    return knownValue(known ?? null, name, resource, names);
  const references = resource.references.get(name) ?? [];
  // With several unknown parts nobody can tell which of them the reference is.
  const reference =
    unknownParts(unknown) === 1 ? singleReference(references, resource, names.addresses) : undefined;
  return withUnknowns(known ?? null, unknown, { resource, names, reference }, name);
}

function unknownParts(unknown: Json): number {
  const parts = isObject(unknown)
    ? Object.values(unknown)
    : Array.isArray(unknown)
      ? (unknown as readonly Json[])
      : [];
  return parts.reduce<number>((sum, part) => sum + unknownParts(part ?? null), unknown === true ? 1 : 0);
}

function isEmptyShape(unknown: Json): boolean {
  if (Array.isArray(unknown)) return (unknown as readonly Json[]).every(isEmptyShape);
  if (isObject(unknown))
    return Object.values(unknown).every((value) => value === undefined || isEmptyShape(value));
  return unknown !== true;
}

/** What a value with unknown parts belongs to. */
interface Site {
  readonly resource: StateResource;
  readonly names: StateNames;
  /** What the only unknown part is. */
  readonly reference: Value | undefined;
}

/** The known parts of a value, and for each unknown part the reference where there is only one, else an unknown. */
function withUnknowns(known: Json, unknown: Json, site: Site, path: string): Value {
  if (unknown === true) return unknownPart(site, path);
  if (Array.isArray(unknown)) {
    const elements: readonly Json[] = Array.isArray(known) ? (known as readonly Json[]) : [];
    return tupleValue(
      (unknown as readonly Json[]).map((shape, index) =>
        withUnknowns(elements[index] ?? null, shape, site, `${path}[${index}]`),
      ),
    );
  }
  if (isObject(unknown)) {
    const values = isObject(known) ? known : {};
    const names = new Set([...Object.keys(values), ...Object.keys(unknown)]);
    return objectValue(
      [...names].map((name) => [
        name,
        withUnknowns(values[name] ?? null, unknown[name] ?? false, site, `${path}.${name}`),
      ]),
    );
  }
  return knownValue(known, path.split(/[.[]/).at(-1) ?? path, site.resource, site.names);
}

function unknownPart({ resource, reference }: Site, path: string): Value {
  if (reference !== undefined) return isListName(path) ? tupleValue([reference]) : reference;
  const cause = {
    value: `${resource.address}.${path}`,
    why: 'known after apply, and the plan does not tell what it refers to',
  };
  return { kind: 'unknown', type: anyType, causes: [cause] };
}

/** Arguments that hold lists have names in the plural; the plan does not say the type of what it does not know. */
function isListName(path: string): boolean {
  return /(ids|groups|subnets|blocks|arns|ips|gateways)$/.test(path);
}

/** The reference of an expression that refers to one attribute of one existing instance and nothing else. */
function singleReference(
  references: readonly string[],
  resource: StateResource,
  addresses: ReadonlySet<string>,
): Value | undefined {
  // Terraform lists `a.b.id` with its prefix `a.b`: the longest of each is what the expression says.
  const whole = references.filter(
    (text) => !references.some((other) => other !== text && other.startsWith(`${text}.`)),
  );
  const [only] = whole;
  const match = /^((?:data\.)?[\w-]+\.[\w-]+(?:\[[^\]]+\])?)\.(\w+)$/.exec(only ?? '');
  if (whole.length !== 1 || match === null) return undefined;
  const [, local = '', attribute = ''] = match;
  const address = resource.moduleAddress === '' ? local : `${resource.moduleAddress}.${local}`;
  return addresses.has(address)
    ? { kind: 'reference', type: stringType, address, path: [attribute] }
    : undefined;
}

/**
 * JSON as a value: lists are tuples, objects are objects, ids of other resources references to them. The provider writes
 * `""` for arguments that are not set.
 */
function knownValue(json: Json, name: string, resource: StateResource, names: StateNames): Value {
  if (json === null || json === '') return nullValue();
  if (typeof json === 'boolean') return booleanValue(json);
  if (typeof json === 'number') return numberValue(json);
  if (typeof json === 'string') {
    return (name === 'id' ? undefined : names.resolve(json, name, resource)) ?? stringValue(json);
  }
  if (Array.isArray(json)) {
    return tupleValue((json as readonly Json[]).map((element) => knownValue(element, name, resource, names)));
  }
  return objectValue(
    Object.entries(json as JsonObject).map(([key, value]) => [
      key,
      knownValue(value ?? null, key, resource, names),
    ]),
  );
}

/** An attribute without a place. */
export function attributeOf(name: string, value: Value, source: SourceRange = noSource): EvaluatedAttribute {
  return { name, value, expression: { kind: 'invalid', range: nowhere }, source, nameSource: source };
}

function emptyBlock(resource: StateResource): Block {
  return {
    kind: 'block',
    type: resource.mode === 'data' ? 'data' : 'resource',
    typeRange: nowhere,
    labels: [
      { text: resource.type, range: nowhere },
      { text: resource.name, range: nowhere },
    ],
    body: { attributes: [], blocks: [] },
    range: nowhere,
    bodyRange: nowhere,
  };
}

function newModule(address: string): ModuleInstance & { calls: ModuleInstance[] } {
  return {
    address,
    directory: '',
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: [],
    callSource: undefined,
  };
}

/** Module instances by address, each below its caller; the root's address is empty. */
function moduleTree(resources: readonly StateResource[]): ReadonlyMap<string, ModuleInstance> {
  const modules = new Map<string, ModuleInstance & { calls: ModuleInstance[] }>([['', newModule('')]]);
  const reach = (address: string): ModuleInstance & { calls: ModuleInstance[] } => {
    const present = modules.get(address);
    if (present !== undefined) return present;
    const module = newModule(address);
    modules.set(address, module);
    reach(address.replace(/\.?module\.[^.[]+(\[("[^"]*"|\d+)\])?$/, '')).calls.push(module);
    return module;
  };
  for (const resource of resources) reach(resource.moduleAddress);
  return modules;
}
