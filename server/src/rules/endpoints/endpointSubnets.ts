import { valueOf } from '../../network/maybe';
import type { Id, Subnet } from '../../network/model';
import type { ModulePlace } from '../../terraform/configuration';
import { callersIn } from '../workloads/callers';
import type { RuleContext } from '../rule';
import { idList } from '../idList';

/**
 * Where an interface endpoint of a VPC would go: the subnets of what calls others there, one a zone (more are refused), as
 * the module writes them. https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export function endpointSubnets(context: RuleContext, vpc: Id, module: ModulePlace): string | undefined {
  const { subnets } = context.network();
  const used = callersIn(context.index(), vpc).flatMap(
    ({ at }) => subnets.get(valueOf(at.subnet) ?? '') ?? [],
  );
  const byZone = new Map<string, Subnet>();
  for (const subnet of used) {
    const zone = valueOf(subnet.zone) ?? subnet.id;
    if (!byZone.has(zone)) byZone.set(zone, subnet);
  }
  return idList(
    [...byZone.values()].map((subnet) => subnet.id),
    module,
    context.configuration,
  );
}
