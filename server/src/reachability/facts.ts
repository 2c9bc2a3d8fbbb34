import {
  formatPorts,
  hasPorts,
  ofProtocol,
  portCount,
  portsOf,
  protocolName,
  protocolsOf,
  type Traffic,
} from '../ip/traffic';
import { formatCidr } from '../ip/cidr';
import type { NetworkAclEntry, Peer, Route, SecurityGroupRule, TrafficMatch } from '../network/model';
import type { RuleFacts } from './answer';

/**
 * What a hop tells besides its kind, name, code and verdict. Every hop may have:
 *
 * - `phase`: `request` or `reply`
 * - `source`, `destination`: the packet's addresses at this hop, as text (`10.0.1.5`, `one of 10.0.1.0/24`, `the internet`)
 * - `from`, `to`: names of the two ends
 * - `protocol`, `ports`: the traffic asked about (`tcp`, `5432`); `protocol` is `-1` where it is several
 *
 * and by kind or code:
 *
 * | hop | facts |
 * |---|---|
 * | securityGroup | `groups` names of all groups of the interface; `interface`; `stateful` = `true` on replies; blocked: `reference` (the group that a rule names in vain) and `through` (what does not preserve it) for `SG_REFERENCES_NOT_PRESERVED`, `others` (whom rules for this traffic name instead) for `ENI_SG_RULES_MISMATCH` |
 * | networkAcl | `subnet`; `passes` ports that it lets through; `clientPorts` those that replies can reach, `dropped` those they can not, `needed` those that they have to, for `RETURN_PATH_ACL_RESTRICTION` |
 * | routeTable, transitGatewayRouteTable | `route` destination of the route that wins; `target`; `vpc` |
 * | internetGateway | `publicAddress` |
 * | natGateway | `address` that it sends under; `subnet` |
 * | peeringConnection | `fromVpc`, `toVpc` |
 * | transitGateway | `attachment`, `zone` |
 * | loadBalancer, listener, targetGroup | `port`, `targetPort`, `zone` |
 * | `DISCONNECTED_VPCS` | `fromVpc`, `toVpc` |
 * | any blocked or unknown hop | `why`, where the code alone does not say it |
 */
export type Facts = Readonly<Record<string, string>>;

/**
 * The codes that blocked hops carry. Those of AWS Reachability Analyzer
 * (https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html), and six of our own for what it does not look at.
 */
export type HopCode =
  | 'BAD_STATE'
  | 'BAD_STATE_ATTACHMENT'
  | 'BAD_STATE_ROUTE'
  | 'DISCONNECTED_VPCS'
  | 'ELB_ACL_RESTRICTION'
  | 'ELB_LISTENERS_MISMATCH'
  | 'ELB_NOT_CROSSZONE'
  | 'ELBV2_LISTENERS_MISMATCH'
  | 'ELBV2_LISTENER_HAS_NO_TG'
  | 'ENI_SG_RULES_MISMATCH'
  | 'ENI_SOURCE_DEST_CHECK_RESTRICTION'
  | 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'
  | 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'
  | 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'
  | 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
  | 'NGW_REQUIRES_SOURCE_IN_VPC'
  | 'NO_PATH'
  | 'NO_POSSIBLE_DESTINATION'
  | 'NO_ROUTE_TO_DESTINATION'
  | 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'
  | 'PROTOCOL_RESTRICTION'
  | 'SG_HAS_NO_RULES'
  | 'SG_REFERENCES_NOT_PRESERVED'
  | 'SUBNET_ACL_RESTRICTION'
  | 'TARGET_PORT_RESTRICTION'
  | 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION'
  | 'TGW_ROUTE_AZ_RESTRICTION'
  | 'TGW_RTB_BAD_STATE_ROUTE'
  | 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT'
  | 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS'
  | 'VPCE_GATEWAY_PROTOCOL_RESTRICTION'
  | 'VPCE_SERVICE_NOT_INSTALLED_IN_AZ'
  | 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED'
  | 'VPC_LOCAL_ROUTE_CIDR_RESTRICTION'
  /** Ours: the reply is dropped by an ACL. */
  | 'RETURN_PATH_ACL_RESTRICTION'
  /** Ours: the reply leaves by another gateway than the request came by, which can not write the address back. */
  | 'RETURN_PATH_ADDRESS_MISMATCH'
  /** Ours: a NAT gateway or egress-only gateway takes no connections from outside. */
  | 'NGW_REJECTS_INGRESS'
  | 'EIGW_REJECTS_INGRESS'
  | 'EIGW_ACCEPTS_ONLY_IPV6'
  /** Ours: the peering waits to be accepted. */
  | 'PCX_NOT_ACTIVE'
  /** Ours: the routes lead in a circle. */
  | 'ROUTE_LOOP'
  /** On unknown hops. */
  | 'UNKNOWN_VALUE';

/** A group rule as plain fields: `id`, `direction`, `protocol`, `ports`, `peer`, `description`. */
export function groupRuleFacts(rule: SecurityGroupRule): RuleFacts {
  return {
    ...(rule.id === undefined ? {} : { id: rule.id }),
    direction: rule.direction,
    ...(rule.traffic.known ? matchFacts(rule.traffic.value) : { protocol: 'unknown' }),
    peer: rule.peer.known ? peerText(rule.peer.value) : rule.peer.unknown.value,
    ...(rule.description === undefined ? {} : { description: rule.description }),
  };
}

/** An ACL entry as plain fields: `number`, `action`, `direction`, `protocol`, `ports`, `cidr`. */
export function aclEntryFacts(entry: NetworkAclEntry): RuleFacts {
  return {
    number: entry.number.known ? entry.number.value : 'unknown',
    action: entry.action.known ? entry.action.value : 'unknown',
    direction: entry.direction,
    ...(entry.traffic.known ? matchFacts(entry.traffic.value) : { protocol: 'unknown' }),
    cidr: entry.cidr.known ? formatCidr(entry.cidr.value) : entry.cidr.unknown.value,
  };
}

/** A route as plain fields: `destination`, `target`, `kind`, `state`. */
export function routeFacts(route: Route): RuleFacts {
  const { destination, target } = route;
  return {
    destination: !destination.known
      ? destination.unknown.value
      : destination.value.kind === 'cidr'
        ? formatCidr(destination.value.cidr)
        : destination.value.prefixList,
    target: !target.known ? target.unknown.value : target.value.kind === 'local' ? 'local' : target.value.id,
    kind: route.kind,
    state: route.state,
  };
}

function matchFacts(match: TrafficMatch): RuleFacts {
  switch (match.kind) {
    case 'all':
      return { protocol: '-1' };
    case 'ports':
      return {
        protocol: protocolName(match.protocol),
        ports: match.from === match.to ? String(match.from) : `${match.from}-${match.to}`,
      };
    case 'icmp':
      return {
        protocol: protocolName(match.protocol),
        ...(match.type === undefined ? {} : { type: match.type }),
        ...(match.code === undefined ? {} : { code: match.code }),
      };
    case 'protocol':
      return { protocol: String(match.protocol) };
  }
}

export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      return formatCidr(peer.cidr);
    case 'securityGroup':
      return peer.securityGroup;
    case 'prefixList':
      return peer.prefixList;
  }
}

/** Traffic as `protocol` and `ports`: `-1` where it is of several protocols, no ports where they are all there. */
export function trafficFacts(traffic: Traffic): { readonly protocol: string; readonly ports: string } {
  const protocols = protocolsOf(traffic);
  const [only] = protocols;
  if (only === undefined || protocols.length > 1) return { protocol: '-1', ports: '' };
  return { protocol: protocolName(only), ports: portsText(traffic, only) };
}

/** Ports of one protocol in the traffic as text; for ICMP `type/code` where it is not all; empty for other protocols. */
export function portsText(traffic: Traffic, protocol: number): string {
  if (hasPorts(protocol)) return formatPorts(portsOf(traffic, protocol));
  const part = ofProtocol(traffic, protocol);
  if ((part[1] ?? 0) - (part[0] ?? 0) === portCount) return '';
  return icmpText(part.map((value) => value - protocol * portCount));
}

/** `0-7, 8/0, 11/0-1`: ICMP types, with the codes where they are not all. */
function icmpText(values: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < values.length; i += 2) {
    const start = values[i] ?? 0;
    const end = values[i + 1] ?? 0;
    for (let value = start; value < end;) {
      const type = value >> 8;
      const code = value & 255;
      const wholeTypes = code === 0 ? (end - value) >> 8 : 0;
      const next = wholeTypes > 0 ? value + wholeTypes * 256 : Math.min(end, (type + 1) * 256);
      if (wholeTypes > 0) parts.push(wholeTypes === 1 ? String(type) : `${type}-${type + wholeTypes - 1}`);
      else parts.push(next - value === 1 ? `${type}/${code}` : `${type}/${code}-${(next - 1) & 255}`);
      value = next;
    }
  }
  return parts.join(', ');
}
