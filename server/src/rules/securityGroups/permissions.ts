import { parseCidr, formatCidr, type Cidr } from '../../ip/cidr';
import { allTraffic, icmpTraffic, portTraffic, protocolTraffic, type Traffic } from '../../ip/traffic';
import { groupBy } from '../../util/collections';
import { remembered } from '../../util/remembered';
import type { GroupRule, RulePeer } from '../groupRules';
import { rulePorts } from '../rulePorts';
import { integerOf, textOf } from '../values';
import { groupKeyOf } from './groupKey';
import { protocolOf } from './protocols';

/** One permission of a group, of which everything is known: which traffic, from or to whom. */
export interface Permission {
  readonly rule: GroupRule;
  readonly peer: RulePeer;
  readonly group: string;
  readonly direction: 'ingress' | 'egress';
  readonly traffic: Traffic;
  /** The peer, equal for equal ones however they are written. */
  readonly peerKey: string;
  /** Where the peer is a block of addresses. */
  readonly cidr: Cidr | undefined;
}

/** The permissions of each group and direction, in the order of the code. */
export const permissionsByGroup = remembered(
  (rules: readonly GroupRule[]): ReadonlyMap<string, readonly Permission[]> =>
    groupBy(rules.flatMap(permissionsOf), ({ group, direction }) => `${direction} ${group}`),
);

/** The permissions of a rule that are known; a rule that may not exist has none. */
export const permissionsOf = remembered((rule: GroupRule): readonly Permission[] => {
  const group = groupKeyOf(rule.group);
  const { direction } = rule;
  const traffic = ruleTraffic(rule);
  if (rule.uncertain || group === undefined || direction === undefined || traffic === undefined) return [];
  return rule.peers.flatMap((peer) => {
    const cidr = cidrOfPeer(peer);
    const peerKey = cidr === undefined ? peerKeyOf(peer, group) : formatCidr(cidr);
    return peerKey === undefined ? [] : [{ rule, peer, group, direction, traffic, peerKey, cidr }];
  });
});

/** What a rule lets through; undefined where that is unknown or nothing. */
export function ruleTraffic(rule: GroupRule): Traffic | undefined {
  const protocol = protocolOf(rule);
  if (protocol === 'all') return allTraffic;
  if (protocol === 'icmp' || protocol === 'icmpv6') return icmpOf(rule, protocol === 'icmp' ? 1 : 58);
  if (protocol === 'other') {
    const number = Number(textOf(rule.protocol?.value));
    return Number.isInteger(number) && number >= 0 && number < 256 ? protocolTraffic(number) : undefined;
  }
  const ports = rulePorts(rule);
  const tcp = ports?.tcp === undefined ? [] : portTraffic(6, ports.tcp.from, ports.tcp.to);
  const udp = ports?.udp === undefined ? [] : portTraffic(17, ports.udp.from, ports.udp.to);
  const traffic = [...tcp, ...udp];
  return traffic.length === 0 ? undefined : traffic;
}

function icmpOf(rule: GroupRule, protocol: 1 | 58): Traffic | undefined {
  const type = integerOf(rule.fromPort?.value);
  const code = integerOf(rule.toPort?.value);
  if (type === undefined || code === undefined || type > 255 || code > 255) return undefined;
  return icmpTraffic(protocol, type < 0 ? undefined : type, code < 0 ? undefined : code);
}

/** The block of addresses that a peer is; undefined for other peers, and for what is no CIDR. */
export function cidrOfPeer(peer: RulePeer): Cidr | undefined {
  if (peer.kind !== 'cidr4' && peer.kind !== 'cidr6') return undefined;
  const text = textOf(peer.value);
  const parsed = text === undefined ? undefined : parseCidr(text);
  return parsed?.kind === 'cidr' ? parsed.cidr : undefined;
}

/** `self` is the group itself, however it is said. */
function peerKeyOf(peer: RulePeer, group: string): string | undefined {
  if (peer.kind === 'self') return group;
  return peer.kind === 'cidr4' || peer.kind === 'cidr6' ? undefined : groupKeyOf(peer.value);
}

/** The peer for people: the CIDR, the group's or list's name. */
export function peerInWords({ peer, group, peerKey }: Permission): string {
  if (peer.kind === 'self' || peerKey === group) return 'the group itself';
  return textOf(peer.value) ?? peerKey;
}
