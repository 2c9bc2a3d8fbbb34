import type { ResourceInstance } from '../../terraform/configuration';
import type { ReferenceValue, Value } from '../../terraform/value';
import { writeText } from '../../terraform/writeJson';
import { known, unknown } from '../maybe';
import type { Maybe } from '../model';
import { unknownCause, type Context } from './context';
import type { Argument } from './fields';
import { toText } from './read';

/**
 * The Availability Zone of a subnet. Zones that a data source lists have no names before apply, but each has its place
 * in the list: two subnets at one place are in one zone, and at two places in two.
 */
export function zoneOfSubnet(context: Context, resource: ResourceInstance): Maybe<string> {
  const argument = zoneArgument(context, resource);
  const own = `${resource.address}.availability_zone`;
  if (argument === undefined) {
    return unknown({ value: own, why: 'AWS chooses it at apply', ...sameAs(resource.address, own) });
  }
  const listed = listedZone(context, argument.value);
  if (listed === undefined) return toText(context, argument);
  const { text, isOneOfTheFirst } = listed;
  if (isOneOfTheFirst && context.once(comparable).has(context.place(resource).key)) return known(text);
  const cause = unknownCause(argument) ?? { value: text, why: 'known after apply', source: argument.source };
  return unknown({ ...context.reason(cause), ...sameAs(text, text) });
}

function zoneArgument(context: Context, resource: ResourceInstance): Argument | undefined {
  const fields = context.fields(resource);
  return fields.argument('availability_zone') ?? fields.argument('availability_zone_id');
}

/** One that stands for several is not the same as itself. */
function sameAs(address: string, text: string): { readonly same?: string } {
  return address.includes('[*]') ? {} : { same: text };
}

interface ListedZone {
  /** The list that it stands in: `data.aws_availability_zones.here.names`. */
  readonly list: string;
  readonly text: string;
  /** Whether places that differ are zones that differ. */
  readonly isOneOfTheFirst: boolean;
}

/** A zone as a place in a list, or as the attribute of another resource. */
function listedZone(context: Context, value: Value): ListedZone | undefined {
  if (value.kind === 'reference') {
    const zones = zonesOf(context, value);
    const list = zones === undefined ? value.address : listName(context, zones, value);
    const text = [list, ...(zones === undefined ? value.path : value.path.slice(1))].join('.');
    return { list, text, isOneOfTheFirst: zones !== undefined };
  }
  if (value.kind !== 'unknown' || value.element === undefined) return undefined;
  const { of, index } = value.element;
  const zones = zonesOf(context, of);
  const list = zones === undefined ? [of.address, ...of.path].join('.') : listName(context, zones, of);
  // Every Region has two zones at least: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
  const isSecond = index === 1 && zones !== undefined && !isChosen(context, zones);
  return {
    list,
    text: isSecond ? `${list}.1` : `element(${list}, ${index})`,
    isOneOfTheFirst: isSecond,
  };
}

function zonesOf(context: Context, { address }: ReferenceValue): ResourceInstance | undefined {
  const resource = context.resource(address);
  return resource?.mode === 'data' && resource.type === 'aws_availability_zones' ? resource : undefined;
}

/** Whether the data source may leave zones out. */
function isChosen(context: Context, zones: ResourceInstance): boolean {
  const fields = context.fields(zones);
  return ['filter', 'exclude_names', 'exclude_zone_ids'].some((name) => fields.blocks(name).given);
}

/** Data sources that ask for the same find the same, in whichever module they stand. */
function listName(context: Context, zones: ResourceInstance, { path }: ReferenceValue): string {
  const same = context.once(sameQuestions).get(zones.address) ?? zones.address;
  return [same, ...path.slice(0, 1)].join('.');
}

function sameQuestions(context: Context): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const names = new Map<string, string>();
  for (const zones of context.data('aws_availability_zones')) {
    const { attributes, blocks } = zones.body;
    const asked = [...attributes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { value }]) => [name, writeText(value)]);
    const question = blocks.length > 0 ? zones.address : JSON.stringify([context.place(zones).key, asked]);
    names.set(zones.address, first.get(question) ?? zones.address);
    if (!first.has(question)) first.set(question, zones.address);
  }
  return names;
}

/** The places where places of a list that differ are zones that differ: there is one list, and no zone has a name. */
function comparable(context: Context): ReadonlySet<string> {
  const lists = new Map<string, Set<string>>();
  for (const subnet of context.of('aws_subnet', 'aws_default_subnet')) {
    const value = zoneArgument(context, subnet)?.value;
    const listed = value === undefined ? undefined : listedZone(context, value);
    const list = value?.kind === 'string' ? 'named' : listed?.list;
    if (list === undefined) continue;
    const { key } = context.place(subnet);
    lists.set(key, (lists.get(key) ?? new Set()).add(list));
  }
  return new Set([...lists].flatMap(([key, found]) => (found.size === 1 ? [key] : [])));
}
