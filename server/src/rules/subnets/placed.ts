import type { Cidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Vpc } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import { resourceHeader } from '../groupRules';
import { certain } from '../../terraform/resources';
import type { RuleContext } from '../rule';

/** A block of a subnet that surely exists, with its VPC. */
export interface PlacedBlock {
  readonly resource: ResourceInstance;
  readonly vpc: Vpc;
  readonly cidr: Cidr;
  readonly source: SourceRange;
}

/** The known blocks of the subnets of the code, in its order. */
export function placedBlocks(context: RuleContext): readonly PlacedBlock[] {
  const { subnets, vpcs } = context.network();
  return certain(context.configuration, 'aws_subnet').flatMap((resource) => {
    const subnet = subnets.get(resource.address);
    const vpc = subnet === undefined ? undefined : vpcs.get(valueOf(subnet.vpc) ?? '');
    if (subnet === undefined || vpc === undefined || vpc.uncertain !== undefined) return [];
    return subnet.cidrs.flatMap((cidr) => {
      if (!cidr.known) return [];
      const argument = cidr.value.family === 4 ? 'cidr_block' : 'ipv6_cidr_block';
      const source = resource.body.attributes.get(argument)?.source ?? resourceHeader(resource);
      return [{ resource, vpc, cidr: cidr.value, source }];
    });
  });
}
