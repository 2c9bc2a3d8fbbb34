/** Rules about VPC peering. This file finds the connections of which both VPCs are in the code. */
import type { Cidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { Id, PeeringConnection, Vpc } from '../../network/model';
import type { RuleContext } from '../rule';
import { isOwnVpc } from '../routes/candidates';

/** A peering connection between two VPCs that the code makes. */
export interface Peering {
  readonly connection: PeeringConnection;
  readonly requester: Vpc;
  readonly accepter: Vpc;
}

/** The connections whose two VPCs are known. */
export function peerings(context: RuleContext): readonly Peering[] {
  const { peeringConnections, vpcs } = context.network();
  return [...peeringConnections.values()].flatMap((connection) => {
    const [requester, accepter] = [connection.requester.vpc, connection.accepter.vpc].map((id) => {
      const vpc = valueOf(id);
      return isOwnVpc(context, vpc) ? vpcs.get(vpc) : undefined;
    });
    return requester === undefined || accepter === undefined || connection.uncertain !== undefined
      ? []
      : [{ connection, requester, accepter }];
  });
}

/** All blocks of a VPC; undefined where there may be others. */
export function allBlocks({ cidrs }: Vpc): readonly Cidr[] | undefined {
  const known = cidrs.flatMap((cidr) => (cidr.known ? [cidr.value] : []));
  return known.length === cidrs.length ? known : undefined;
}

/** The VPC at the other end, as seen from one of the two. */
export function peerOf({ requester, accepter }: Peering, vpc: Id | undefined): Vpc | undefined {
  if (vpc === requester.id) return accepter;
  return vpc === accepter.id ? requester : undefined;
}
