import { quoted } from '../../edits/hcl';
import type { Attribute } from '../../syntax/tree';
import { literalText } from '../../syntax/literalText';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { insertArgument, placeEdits, replaceArgument, type ChunkEdit } from '../textEdits';
import { parsedArgument, readCidrArguments, type CidrArgument } from './cidrArguments';
import { isLiteral, writtenArgument, type WrittenArgument } from './fixes';

/**
 * An IPv4 block in an argument for IPv6, or the other way round. The provider refuses it, and IPv4 and IPv6 never stand in
 * for each other: `0.0.0.0/0` says nothing about IPv6, `::/0` nothing about IPv4.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export const cidrWrongFamily: Rule = {
  id: 'cidr-wrong-family',
  severity: 'error',
  title: 'An IPv4 block where IPv6 is wanted, or the other way round',
  check: (context) => readCidrArguments(context.configuration).flatMap((cidr) => findingFor(cidr, context)),
};

/** The argument of the other family, beside each. */
const counterparts: Readonly<Record<string, string>> = {
  cidr_blocks: 'ipv6_cidr_blocks',
  ipv6_cidr_blocks: 'cidr_blocks',
  cidr_block: 'ipv6_cidr_block',
  ipv6_cidr_block: 'cidr_block',
  cidr_ipv4: 'cidr_ipv6',
  cidr_ipv6: 'cidr_ipv4',
  destination_cidr_block: 'destination_ipv6_cidr_block',
  destination_ipv6_cidr_block: 'destination_cidr_block',
};

/** Resources that can not be moved to the other family by renaming an argument. */
const fixedFamily: ReadonlySet<string> = new Set([
  'aws_vpc',
  'aws_vpc_ipv4_cidr_block_association',
  'aws_vpc_ipv6_cidr_block_association',
  'aws_vpn_connection_route',
]);

function findingFor(cidr: CidrArgument, context: RuleContext): RawFinding[] {
  const parsed = parsedArgument(cidr);
  if (parsed.kind === 'error' || cidr.family === undefined || parsed.cidr.family === cidr.family) return [];
  const { family } = parsed.cidr;
  return [
    {
      source: cidr.source,
      subject: cidr.resource.address,
      message: (subjects) =>
        `${cidr.text} is an IPv${family} block, and ${cidr.argument} of ${subjects} takes IPv${cidr.family ?? ''} only.`,
      fixes: () => moved(cidr, context),
    },
  ];
}

function moved(cidr: CidrArgument, context: RuleContext): Fix[] {
  const name = counterparts[cidr.argument];
  const written = writtenArgument(cidr);
  if (name === undefined || written === undefined || !isLiteral(cidr) || fixedFamily.has(cidr.resource.type))
    return [];
  const other = written.siblings.find((attribute) => attribute.name === name);
  const edits = cidr.argument.endsWith('blocks')
    ? moveElement(cidr, written, name, other)
    : other === undefined
      ? replaceArgument(cidr.source.chunk, written.siblings, written.attribute, name, quoted(cidr.text))
      : undefined;
  const placed = edits === undefined ? undefined : placeEdits(edits, context.configuration);
  return placed === undefined
    ? []
    : [{ title: `Move ${cidr.text} to ${name}`, edits: placed, preferred: false }];
}

/** Takes the element out of its list and puts it into the other; the list goes with its last element. */
function moveElement(
  cidr: CidrArgument,
  { attribute, siblings }: WrittenArgument,
  name: string,
  other: Attribute | undefined,
): ChunkEdit[] | undefined {
  const { chunk } = cidr.source;
  if (attribute.expression.kind !== 'tuple') return undefined;
  const texts = attribute.expression.elements.map(literalText);
  const rest = texts.filter((text) => text !== undefined && text !== cidr.text);
  if (texts.includes(undefined)) return undefined;
  const list = (elements: readonly (string | undefined)[]): string =>
    `[${elements.map((text) => quoted(text ?? '')).join(', ')}]`;
  if (other === undefined) {
    if (rest.length === 0) return replaceArgument(chunk, siblings, attribute, name, list([cidr.text]));
    const shortened: ChunkEdit = { chunk, range: attribute.expression.range, newText: list(rest) };
    return [shortened, ...insertArgument(chunk, siblings, attribute, name, list([cidr.text]))];
  }
  if (other.expression.kind !== 'tuple') return undefined;
  const others = other.expression.elements.map(literalText);
  if (others.includes(undefined)) return undefined;
  return [
    { chunk, range: attribute.expression.range, newText: list(rest) },
    { chunk, range: other.expression.range, newText: list([...others, cidr.text]) },
  ];
}
