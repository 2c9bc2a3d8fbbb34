import { listInWords } from '../../explain/traffic';
import { cidrContains, formatCidr } from '../../ip/cidr';
import { identityKey } from '../networkAcls/aclKey';
import { managed } from '../../terraform/resources';
import { isOwnVpc } from '../routes/candidates';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { moveToFreeBlock } from './freeBlock';
import { placedBlocks, type PlacedBlock } from './placed';

/**
 * A subnet whose block is not in any block of its VPC. Silent where the VPC may have blocks that nobody knows.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export const subnetOutsideVpc: Rule = {
  id: 'subnet-outside-vpc',
  severity: 'error',
  title: 'A subnet whose block is not in its VPC',
  check: (context) =>
    mayHaveMoreBlocks(context)
      ? []
      : placedBlocks(context)
          .filter((block) => isOwnVpc(context, block.vpc.id))
          .flatMap((block) => findingFor(block, context)),
};

/** A block that is added to an unknown VPC may be any VPC's. */
function mayHaveMoreBlocks({ configuration }: RuleContext): boolean {
  return managed(
    configuration,
    'aws_vpc_ipv4_cidr_block_association',
    'aws_vpc_ipv6_cidr_block_association',
  ).some((one) => identityKey(one.body.attributes.get('vpc_id')?.value) === undefined);
}

function findingFor({ resource, vpc, cidr, source }: PlacedBlock, context: RuleContext): RawFinding[] {
  const same = vpc.cidrs.filter(
    (block) => (block.known ? block.value.family : (block.unknown.family ?? cidr.family)) === cidr.family,
  );
  const known = same.flatMap((block) => (block.known ? [block.value] : []));
  if (known.length < same.length || known.some((block) => cidrContains(block, cidr))) return [];
  const blocks =
    known.length === 0 ? `no IPv${cidr.family} block` : listInWords(known.map((block) => formatCidr(block)));
  const own = context.configuration.byAddress.get(vpc.id)?.body.attributes.get('cidr_block');
  return [
    {
      source,
      subject: resource.address,
      message: (subjects) =>
        `AWS refuses ${subjects}: ${formatCidr(cidr)} is not in ${vpc.name}, which has ${blocks}.`,
      related: own === undefined ? [] : [{ message: `The block of ${vpc.name}`, source: own.source }],
      fixes: () => moveToFreeBlock(resource, vpc, cidr, context),
    },
  ];
}
