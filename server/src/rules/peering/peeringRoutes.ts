import type { Cidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Vpc } from '../../network/model';
import { codeRoutes, type CodeRoute } from '../routes/codeRoutes';
import { destinationCidr } from '../routes/destination';
import type { RuleContext } from '../rule';
import { peerings, peerOf, type Peering } from './peers';

/** A route of the code over a peering connection of which both ends are known. */
export interface PeeringRoute {
  readonly route: CodeRoute;
  readonly cidr: Cidr;
  readonly peering: Peering;
  /** The VPC of the table, and the one at the other end. */
  readonly from: Vpc;
  readonly to: Vpc;
}

/** The routes over peering connections that surely exist and are known in full. */
export function peeringRoutes(context: RuleContext): readonly PeeringRoute[] {
  const routes = codeRoutes(context.configuration).filter(
    (route) => !route.uncertain && route.targets.some((one) => one.name === 'vpc_peering_connection_id'),
  );
  if (routes.length === 0) return [];
  const byId = new Map(peerings(context).map((peering) => [peering.connection.id, peering]));
  return routes.flatMap((route) => {
    const [target, other] = route.targets;
    const peering =
      target?.value.kind === 'reference' ? byId.get(connectionOf(target.value.address, context)) : undefined;
    const table = context.network().routeTables.get(route.table ?? '');
    const vpc = table === undefined ? undefined : valueOf(table.vpc);
    const cidr = destinationCidr(route);
    const to = peering === undefined ? undefined : peerOf(peering, vpc);
    if (peering === undefined || cidr === undefined || to === undefined || other !== undefined) return [];
    const from = to === peering.accepter ? peering.requester : peering.accepter;
    return [{ route, cidr, peering, from, to }];
  });
}

/** An accepter has the id of the connection that it accepts. */
function connectionOf(address: string, { configuration }: RuleContext): string {
  const resource = configuration.byAddress.get(address);
  if (resource?.type !== 'aws_vpc_peering_connection_accepter') return address;
  const value = resource.body.attributes.get('vpc_peering_connection_id')?.value;
  return value?.kind === 'reference' ? value.address : address;
}
