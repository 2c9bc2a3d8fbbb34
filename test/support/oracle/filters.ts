import type {
  Network,
  NetworkAclEntry,
  NetworkInterface,
  Subnet,
  TrafficMatch,
} from '../../../server/src/network/model';
import { holds, sure } from './addresses';
import type { Packet } from './packet';

/** Security groups and network ACLs, packet by packet. */

/** Whether a rule's or entry's traffic holds the packet. ICMP type or code undefined is any. */
export function matches(traffic: TrafficMatch, packet: Packet): boolean {
  switch (traffic.kind) {
    case 'all':
      return true;
    case 'ports':
      return (
        packet.protocol === traffic.protocol &&
        packet.destinationPort >= traffic.from &&
        packet.destinationPort <= traffic.to
      );
    case 'icmp':
      return (
        packet.protocol === traffic.protocol &&
        (traffic.type === undefined || traffic.type === packet.icmpType) &&
        (traffic.code === undefined || traffic.code === packet.icmpCode)
      );
    case 'protocol':
      return packet.protocol === traffic.protocol;
  }
}

/**
 * Whether the ACL of `subnet` lets the packet through: lowest number first, the first match decides, nothing matches
 * is a deny (https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html).
 */
export function aclAllows(
  network: Network,
  subnet: Subnet,
  direction: 'ingress' | 'egress',
  packet: Packet,
): boolean {
  const acl = network.networkAcls.get(sure(subnet.networkAcl));
  if (acl === undefined) throw new Error(`${subnet.id} has an ACL that is not there`);
  const peer = direction === 'ingress' ? packet.source : packet.destination;
  let decides: NetworkAclEntry | undefined;
  for (const entry of acl.entries) {
    if (entry.direction !== direction || !holds(sure(entry.cidr), peer)) continue;
    if (!matches(sure(entry.traffic), packet)) continue;
    if (decides === undefined || sure(entry.number) < sure(decides.number)) decides = entry;
  }
  return decides !== undefined && sure(decides.action) === 'allow';
}

/**
 * What the groups of an interface say to a packet: it passes, or it is dropped, or it passes if the other end carries
 * one of these groups and is known by its private address.
 */
export type GroupDecision = 'pass' | 'drop' | { readonly ifPeerCarries: ReadonlySet<string> };

/** The rules of all groups together; no match is a drop; an interface without groups filters nothing. */
export function groupsDecide(
  network: Network,
  carrier: NetworkInterface,
  direction: 'ingress' | 'egress',
  packet: Packet,
): GroupDecision {
  if (carrier.securityGroups.length === 0) return 'pass';
  const peer = direction === 'ingress' ? packet.source : packet.destination;
  const referenced = new Set<string>();
  for (const id of carrier.securityGroups) {
    for (const rule of network.securityGroups.get(sure(id))?.rules ?? []) {
      if (rule.direction !== direction || !matches(sure(rule.traffic), packet)) continue;
      const from = sure(rule.peer);
      if (from.kind === 'cidr' && holds(from.cidr, peer)) return 'pass';
      if (from.kind === 'prefixList') {
        const entries = network.prefixLists.get(from.prefixList)?.entries ?? [];
        if (entries.some((entry) => holds(sure(entry.cidr), peer))) return 'pass';
      }
      if (from.kind === 'securityGroup') referenced.add(from.securityGroup);
    }
  }
  return referenced.size > 0 ? { ifPeerCarries: referenced } : 'drop';
}

export function carriesOneOf(carrier: NetworkInterface, groups: ReadonlySet<string>): boolean {
  return carrier.securityGroups.some((id) => groups.has(sure(id)));
}
