import { cidrsOverlap, formatCidr } from '../../ip/cidr';
import { groupBy } from '../../util/collections';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { moveToFreeBlock } from './freeBlock';
import { placedBlocks, type PlacedBlock } from './placed';

/**
 * Two subnets of one VPC with addresses in common. AWS makes the first and refuses the second.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export const subnetOverlap: Rule = {
  id: 'subnet-overlap',
  severity: 'error',
  title: 'Two subnets of one VPC that overlap',
  check: (context) =>
    [...groupBy(placedBlocks(context), ({ vpc, cidr }) => `${vpc.id} ${cidr.family}`).values()].flatMap(
      (blocks) => overlapping(blocks).map(([first, second]) => finding(first, second, context)),
    ),
};

/** Pairs that overlap, the one that comes first in the code first. Of blocks, one holds the other or they are apart. */
function overlapping(blocks: readonly PlacedBlock[]): readonly (readonly [PlacedBlock, PlacedBlock])[] {
  const order = new Map(blocks.map((block, index) => [block, index]));
  const sorted = blocks.toSorted((a, b) =>
    a.cidr.address === b.cidr.address
      ? a.cidr.prefixLength - b.cidr.prefixLength
      : a.cidr.address < b.cidr.address
        ? -1
        : 1,
  );
  const pairs: (readonly [PlacedBlock, PlacedBlock])[] = [];
  let widest: PlacedBlock | undefined;
  for (const block of sorted) {
    if (widest !== undefined && cidrsOverlap(widest.cidr, block.cidr)) {
      const [first, second] =
        (order.get(widest) ?? 0) < (order.get(block) ?? 0) ? [widest, block] : [block, widest];
      pairs.push([first, second]);
    } else widest = block;
  }
  return pairs;
}

function finding(first: PlacedBlock, second: PlacedBlock, context: RuleContext): RawFinding {
  const { resource, vpc, cidr, source } = second;
  return {
    source,
    subject: resource.address,
    message: (subjects) =>
      `AWS refuses ${subjects}: ${formatCidr(cidr)} overlaps ${formatCidr(first.cidr)} of ${first.resource.address}, in the same VPC.`,
    related: [{ message: `${formatCidr(first.cidr)} of ${first.resource.address}`, source: first.source }],
    fixes: () => moveToFreeBlock(resource, vpc, cidr, context),
  };
}
