import { parseCidr, type Cidr } from '../ip/cidr';
import { literalText } from '../syntax/literalText';
import type { Attribute, Expression } from '../syntax/tree';
import { children } from '../syntax/walk';
import type { Range } from '../util/text';

/** A literal that says something about the network. Ranges are relative to the chunk. */
export type NetworkLiteral =
  | { readonly kind: 'cidr'; readonly cidr: Cidr; readonly text: string; readonly range: Range }
  | {
      readonly kind: 'port';
      readonly port: number;
      /** The protocols that it can be a port of: both where nothing says which, none where it is no port at all. */
      readonly protocols: readonly ('tcp' | 'udp')[];
      /** The argument that it is the value of: `from_port`. */
      readonly argument: string;
      /** The protocol beside it, as it is written. */
      readonly protocol: string | undefined;
      /** Whether it is one end of a range of several ports. */
      readonly ofRange: boolean;
      readonly range: Range;
    }
  | { readonly kind: 'protocol'; readonly text: string; readonly range: Range };

/** Something with a name and a value: an argument, or an item of an object. */
interface Field {
  readonly name: string;
  readonly expression: Expression;
}

/** Arguments whose texts are for people, whatever they look like. */
const forPeople = new Set([
  'description',
  'name',
  'name_prefix',
  'tags',
  'tags_all',
  'comment',
  'error_message',
]);

/** The literals of an argument, also those in lists and objects; `siblings` are the arguments of its block, itself among them. */
export function networkLiterals(
  attribute: Attribute,
  siblings: readonly Attribute[],
): readonly NetworkLiteral[] {
  return inField(attribute, siblings);
}

function inField(field: Field, siblings: readonly Field[]): NetworkLiteral[] {
  if (forPeople.has(field.name)) return [];
  const own = portOf(field, siblings) ?? protocolOf(field);
  return own === undefined ? inExpression(field.expression) : [own];
}

function inExpression(expression: Expression): NetworkLiteral[] {
  if (expression.kind === 'object') {
    const fields = expression.items.map(({ key, value }) => ({
      name: literalText(key) ?? '',
      expression: value,
    }));
    return fields.flatMap((field) => inField(field, fields));
  }
  const text = literalText(expression);
  if (text === undefined) return children(expression).flatMap(inExpression);
  if (!text.includes('/')) return [];
  const parsed = parseCidr(text);
  return parsed.kind === 'cidr' ? [{ kind: 'cidr', cidr: parsed.cidr, text, range: expression.range }] : [];
}

function portOf({ name, expression }: Field, siblings: readonly Field[]): NetworkLiteral | undefined {
  if (!/(^|_)port$/.test(name)) return undefined;
  const port = numberOf(expression);
  if (port === undefined || port < 1 || port > 65535) return undefined;
  const other = name === 'from_port' ? 'to_port' : name === 'to_port' ? 'from_port' : undefined;
  const otherEnd = other === undefined ? undefined : siblings.find((one) => one.name === other)?.expression;
  const ofRange = other !== undefined && (otherEnd === undefined || numberOf(otherEnd) !== port);
  const beside = siblings.find((one) => one.name === 'protocol' || one.name === 'ip_protocol')?.expression;
  const protocol = beside === undefined ? undefined : scalarText(beside);
  const protocols = protocolsMeant(protocol, beside !== undefined);
  return { kind: 'port', port, argument: name, protocol, protocols, ofRange, range: expression.range };
}

const transports: Readonly<Record<string, readonly ('tcp' | 'udp')[]>> = {
  tcp: ['tcp'],
  '6': ['tcp'],
  http: ['tcp'],
  https: ['tcp'],
  tls: ['tcp'],
  ssl: ['tcp'],
  udp: ['udp'],
  '17': ['udp'],
  quic: ['udp'],
  tcp_udp: ['tcp', 'udp'],
};

/** Without a protocol it is TCP's; with one that is not written out, either's. */
function protocolsMeant(text: string | undefined, isGiven: boolean): readonly ('tcp' | 'udp')[] {
  if (!isGiven) return ['tcp'];
  return text === undefined ? ['tcp', 'udp'] : (transports[text.toLowerCase()] ?? []);
}

function protocolOf({ name, expression }: Field): NetworkLiteral | undefined {
  if (name !== 'protocol' && name !== 'ip_protocol') return undefined;
  const text = scalarText(expression);
  return text === undefined ? undefined : { kind: 'protocol', text, range: expression.range };
}

function numberOf(expression: Expression): number | undefined {
  const text = scalarText(expression);
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}

/** A literal text or number as text; `-1` is an operation on a number. */
function scalarText(expression: Expression): string | undefined {
  if (expression.kind === 'number') return expression.text;
  if (expression.kind === 'unary' && expression.operator === '-' && expression.operand.kind === 'number')
    return `-${expression.operand.text}`;
  return literalText(expression);
}
