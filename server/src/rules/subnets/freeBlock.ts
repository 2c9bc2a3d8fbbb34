/** Rules about subnets and their address space. This file finds a block that is free. */
import { quoted } from '../../edits/hcl';
import { attributeExpression } from '../../edits/naming';
import { cidrContains, cidrOf, cidrSize, cidrsOverlap, formatCidr, type Cidr } from '../../ip/cidr';
import type { Vpc } from '../../network/model';
import { literalText } from '../../syntax/literalText';
import type { ResourceInstance } from '../../terraform/configuration';
import type { Fix, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';

/** How many blocks are tried; a VPC of /16 has 4096 of the smallest. */
const tries = 4096;

/**
 * The first block of this size in the VPC that overlaps no subnet of it. Undefined where all is taken, and where the blocks of
 * the VPC or of a subnet are not known.
 */
function freeBlock(context: RuleContext, vpc: Vpc, prefixLength: number, but: string): Cidr | undefined {
  const subnets = context
    .index()
    .subnetsOfVpc(vpc.id)
    .filter((one) => one.id !== but);
  const taken = subnets.flatMap((one) => one.cidrs);
  if (taken.some((cidr) => !cidr.known && cidr.unknown.family !== 6)) return undefined;
  const used = taken.flatMap((cidr) => (cidr.known ? [cidr.value] : []));
  for (const block of vpc.cidrs) {
    if (!block.known || block.value.family !== 4 || block.value.prefixLength > prefixLength) continue;
    let address = block.value.address;
    for (let step = 0; step < tries; step += 1) {
      const candidate = cidrOf(4, address, prefixLength);
      if (!cidrContains(block.value, candidate)) break;
      if (!used.some((one) => cidrsOverlap(one, candidate))) return candidate;
      address += cidrSize(candidate);
    }
  }
  return undefined;
}

/** Another block for a subnet, as its text is written: a literal for a literal, `cidrsubnet` for `cidrsubnet`. */
export function moveToFreeBlock(subnet: ResourceInstance, vpc: Vpc, own: Cidr, context: RuleContext): Fix[] {
  const argument = subnet.body.attributes.get('cidr_block');
  if (argument === undefined || subnet.key !== undefined || own.family !== 4) return [];
  const { expression, source } = argument;
  const isCall = expression.kind === 'call' && expression.name === 'cidrsubnet';
  const size = Math.min(28, Math.max(16, own.prefixLength));
  const free = freeBlock(context, vpc, size, subnet.address);
  if (free === undefined || (!isCall && literalText(expression) === undefined)) return [];
  const newText = isCall ? asCall(subnet, vpc, free, context) : quoted(formatCidr(free));
  const edits =
    newText === undefined ? undefined : placeEdits([{ ...source, newText }], context.configuration);
  const title = `Write ${newText ?? ''}${isCall ? `, ${formatCidr(free)}` : ''}: a free block, which replaces the subnet`;
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}

/** `cidrsubnet(aws_vpc.main.cidr_block, 8, 3)`; undefined where the block is not in the VPC's first one. */
function asCall(
  subnet: ResourceInstance,
  vpc: Vpc,
  block: Cidr,
  { configuration }: RuleContext,
): string | undefined {
  const [first] = vpc.cidrs;
  const resource = configuration.byAddress.get(vpc.id);
  const expression =
    resource === undefined
      ? undefined
      : attributeExpression(resource, 'cidr_block', subnet.module, configuration);
  if (expression === undefined || first?.known !== true || !cidrContains(first.value, block))
    return undefined;
  const number = (block.address - first.value.address) / cidrSize(block);
  return `cidrsubnet(${expression}, ${block.prefixLength - first.value.prefixLength}, ${number})`;
}
