import { parseAddress, parseCidr, type Cidr, type Family } from '../../ip/cidr';
import type { SourceRange } from '../../terraform/source';
import { known, unknown } from '../maybe';
import type { ComponentKind, Id, Maybe } from '../model';
import { unknownCause, type Context } from './context';
import { listElements, type Argument, type Fields } from './fields';
import { identify } from './identities';
import { referredResource } from './referred';

/** A value that was read, and the place that gave it. */
export interface Read<T> {
  readonly value: Maybe<T>;
  readonly source: SourceRange;
}

type Reader<T> = (context: Context, argument: Argument) => Maybe<T>;

/** A string; a number or boolean is one too, as Terraform converts it. */
export const toText: Reader<string> = (context, argument) => {
  const { value } = argument;
  if (value.kind === 'string') return known(value.value);
  if (value.kind === 'number') return known(value.value.toFixed());
  if (value.kind === 'boolean') return known(String(value.value));
  return notKnown(context, argument, 'a string');
};

/** A number, also as text. */
export const toNumber: Reader<number> = (context, argument) => {
  const { value } = argument;
  if (value.kind === 'number') return known(value.value.toNumber());
  if (value.kind === 'string' && /^-?\d+(\.\d+)?$/.test(value.value)) return known(Number(value.value));
  return notKnown(context, argument, 'a number');
};

/** A boolean, also as text or as the `enable` and `disable` of some resources. */
export const toBoolean: Reader<boolean> = (context, argument) => {
  const { value } = argument;
  if (value.kind === 'boolean') return known(value.value);
  if (value.kind === 'string' && /^(true|1|enable|enabled)$/.test(value.value)) return known(true);
  if (value.kind === 'string' && /^(false|0|disable|disabled)$/.test(value.value)) return known(false);
  return notKnown(context, argument, 'true or false');
};

/** A CIDR block; `family` is what the argument is for. */
export function toCidr(context: Context, argument: Argument, family?: Family): Maybe<Cidr> {
  const { value } = argument;
  if (value.kind !== 'string') return notKnown(context, argument, 'a CIDR block', family);
  const parsed = parseCidr(value.value);
  if (parsed.kind === 'cidr') return known(parsed.cidr);
  context.problem(parsed.message, argument.source);
  return unknown(
    context.reason({ value: `"${value.value}"`, why: 'not a CIDR block', source: argument.source }, family),
  );
}

/** An address alone, or with a prefix length, as a block. */
export const toCidrOrAddress: Reader<Cidr> = (context, argument) => {
  const { value } = argument;
  const address = value.kind === 'string' ? parseAddress(value.value) : undefined;
  return address === undefined ? toCidr(context, argument) : known(address);
};

/** A reference to a component of one of these kinds; what is named so and not built here becomes a stub. */
export function toId(context: Context, argument: Argument, ...kinds: readonly ComponentKind[]): Maybe<Id> {
  const identity = identify(context, argument.value, kinds[0]) ?? groupByName(context, argument, kinds);
  const [wanted = 'workloads'] = kinds;
  if (identity === undefined) return notKnown(context, argument, `one of the ${wordsOf(wanted)}`);
  if (!kinds.includes(identity.kind)) {
    const message = `${identity.id} is not one of the ${wordsOf(wanted)}`;
    context.problem(message, argument.source);
    return unknown(
      context.reason({
        value: identity.id,
        why: `not one of the ${wordsOf(wanted)}`,
        source: argument.source,
      }),
    );
  }
  const why = identity.id.includes('data.') ? 'read from AWS by a data source' : 'not in this code';
  context.mention(identity.kind, identity.id, why, argument.source);
  return known(identity.id);
}

/** Instances in a default VPC may name their groups instead: `security_groups = ["web"]`. */
function groupByName(
  context: Context,
  { value }: Argument,
  kinds: readonly ComponentKind[],
): ReturnType<typeof identify> {
  if (value.kind !== 'string' || !kinds.includes('securityGroups')) return undefined;
  const group = referredResource(context, value, ['aws_security_group'], ['name']);
  return group === undefined ? undefined : { kind: 'securityGroups', id: group.address };
}

/** `internetGateways` → `internet gateways`, `vpcs` → `VPCs` */
function wordsOf(kind: ComponentKind): string {
  const words = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replace(/\b(vpc|vpn|nat|acls)/g, (word) => (word === 'acls' ? 'ACLs' : word.toUpperCase()));
}

/** An argument of this name; undefined where it is absent. */
export function read<T>(
  context: Context,
  fields: Fields,
  name: string,
  reader: Reader<T>,
): Maybe<T> | undefined {
  const argument = fields.argument(name);
  return argument === undefined ? undefined : reader(context, argument);
}

/** A boolean argument, with what the provider or AWS takes where it is absent. */
export function readBoolean(
  context: Context,
  fields: Fields,
  name: string,
  fallback: boolean,
): Maybe<boolean> {
  return read(context, fields, name, toBoolean) ?? known(fallback);
}

/** The id that an argument names; undefined where it is absent. */
export function readId(
  context: Context,
  fields: Fields,
  name: string,
  ...kinds: readonly ComponentKind[]
): Maybe<Id> | undefined {
  return read(context, fields, name, (_context, argument) => toId(context, argument, ...kinds));
}

/** All elements of a list argument; a list that is not known is one unknown element. */
export function readList<T>(
  context: Context,
  fields: Fields,
  name: string,
  reader: Reader<T>,
): readonly Read<T>[] {
  const argument = fields.argument(name);
  if (argument === undefined) return [];
  const { items, incomplete } = listElements(argument);
  if (incomplete !== undefined) {
    // A list that is not known may still be known to be the subnets of one resource.
    const one = reader(context, argument);
    const value = one.known ? one : unknown<T>(context.reason({ source: argument.source, ...incomplete }));
    return [{ value, source: argument.source }];
  }
  return items.map((item) => ({ value: reader(context, item), source: item.source }));
}

/** The ids of a list argument. */
export function readIds(
  context: Context,
  fields: Fields,
  name: string,
  ...kinds: readonly ComponentKind[]
): readonly Maybe<Id>[] {
  const ids = readList(context, fields, name, (_context, argument) => toId(context, argument, ...kinds));
  return ids.map((id) => id.value);
}

function notKnown<T>(context: Context, argument: Argument, wanted: string, family?: Family): Maybe<T> {
  const cause = unknownCause(argument) ?? {
    value: textOf(argument),
    why: `not ${wanted}`,
    source: argument.source,
  };
  return unknown(context.reason(cause, family));
}

function textOf({ value }: Argument): string {
  if (value.kind === 'string') return `"${value.value}"`;
  if (value.kind === 'number') return value.value.toFixed();
  return `a ${value.kind}`;
}
