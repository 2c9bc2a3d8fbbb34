import type {
  NetworkInterface,
  PeeringConnection,
  RouteTarget,
  TransitGatewayAttachment,
  Unknown,
} from '../../network/model';
import { referencesKept, referencesLost, type References } from '../groupRules';
import type { Host } from '../hosts';
import type { NetworkIndex } from '../networkIndex';
import { both, type Certainty } from '../parties';
import { lookUpRoute } from '../routeLookup';

/**
 * Whether an outbound rule that names a group can match the receiver: within the VPC, over an active peering of one
 * Region, or a transit gateway that supports it, but not where a route sends the packet through something else.
 */
export function referencesOnTheWay(index: NetworkIndex, one: NetworkInterface, to: Host): References {
  if (to.kind !== 'interface') return referencesLost('its public address');
  const subnet = index.subnetOf(one);
  const vpc = index.vpcOf(one);
  const there = index.vpcOf(to.interface);
  if (subnet === undefined || vpc === undefined || there === undefined) return referencesKept;
  if (to.interface.subnet.known && to.interface.subnet.value === subnet.id) return referencesKept;
  const table = subnet.routeTable.known ? index.network.routeTables.get(subnet.routeTable.value) : undefined;
  const unknown: Unknown = { value: `the route table of ${subnet.name}`, why: 'nothing tells which it is' };
  const { ways, unknowns } = lookUpRoute(index, table, vpc, to, unknown);
  const [way] = ways;
  if (ways.length !== 1 || way === undefined) return { kept: 'maybe', unknowns };
  if (way.kind !== 'route') return referencesKept;
  const { target } = way.route;
  if (!target.known) return referencesKept;
  // A route straight to the receiver leads through nothing.
  if (target.value.kind === 'interface' && target.value.id === to.interface.id) return referencesKept;
  return throughTarget(index, target.value);
}

function throughTarget(index: NetworkIndex, target: RouteTarget): References {
  switch (target.kind) {
    case 'peeringConnection': {
      const peering = index.network.peeringConnections.get(target.id);
      return peering === undefined ? referencesKept : throughPeering(peering);
    }
    // Across a transit gateway only inbound rules can name a group.
    case 'transitGateway':
      return referencesLost(target.id);
    case 'local':
      return referencesKept;
    default:
      return referencesLost(target.id);
  }
}

/** References cross a peering within one Region. https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html */
export function throughPeering(peering: PeeringConnection): References {
  const { requester, accepter } = peering;
  const isOneRegion =
    requester.region === accepter.region || requester.region === undefined || accepter.region === undefined;
  return isOneRegion ? referencesKept : referencesLost(`${peering.name}, between two Regions`);
}

/**
 * References cross a transit gateway where it and both attachments support them.
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html#vpc-attachment-security
 */
export function throughTransitGateway(
  index: NetworkIndex,
  from: TransitGatewayAttachment,
  to: TransitGatewayAttachment,
): References {
  const id = from.transitGateway.known ? from.transitGateway.value : from.id;
  const gateway = index.network.transitGateways.get(id);
  const unknowns: Unknown[] = [];
  let kept: Certainty = 'yes';
  for (const flag of [
    gateway?.securityGroupReferencing,
    from.securityGroupReferencing,
    to.securityGroupReferencing,
  ]) {
    if (flag?.known === true) kept = both(kept, flag.value ? 'yes' : 'no');
    else {
      kept = both(kept, 'maybe');
      unknowns.push(flag?.unknown ?? index.missing('transitGateways', id));
    }
  }
  return { kept, through: gateway?.name ?? id, unknowns };
}
