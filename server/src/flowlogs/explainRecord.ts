import { addressSet, hasAddress as isAddressIn } from '../ip/addresses';
import type { Cidr } from '../ip/cidr';
import { includes, overlaps } from '../ip/ranges';
import { allTraffic, protocolTraffic } from '../ip/traffic';
import type {
  BlockPublicAccess,
  Id,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  Subnet,
  Unknown,
} from '../network/model';
import { judgeAcl } from '../reachability/aclEntries';
import type { Bounds } from '../reachability/filterTraffic';
import {
  judgeGroups,
  nearMisses,
  referencesKept,
  type GroupRule,
  type References,
} from '../reachability/groupRules';
import { interfaceHost, publicAddresses, type Host } from '../reachability/hosts';
import { addressKey, type NetworkIndex } from '../reachability/networkIndex';
import { hasAddress, packetOf, type FlowPacket } from './packet';
import type { FlowRecord } from './records';

/** Why a record's packets were rejected, as far as the network as it is now tells. */
export type Cause =
  /** Nothing was rejected, or nothing was recorded. */
  | { readonly kind: 'accepted' | 'noData' | 'skipData' }
  /** `entry` undefined: no entry matches, so that the last one (`*`) denies. */
  | { readonly kind: 'networkAcl'; readonly acl: NetworkAcl; readonly entry: NetworkAclEntry | undefined }
  /** `nearest`: rules for the same traffic and another peer, or for the same peer and other traffic. */
  | {
      readonly kind: 'securityGroup';
      readonly ids: readonly Id[];
      /** Their names. */
      readonly groups: readonly string[];
      readonly nearest: readonly GroupRule[];
    }
  | { readonly kind: 'blockPublicAccess'; readonly mode: BlockPublicAccess | 'unknown'; readonly of: string }
  | { readonly kind: 'encryption' }
  /** A reply or a packet in the middle of a connection that every ACL lets through: its connection was not tracked any more. */
  | { readonly kind: 'notTracked' }
  | { readonly kind: 'allowedToday' }
  | { readonly kind: 'unknown'; readonly why: string };

/** What is said of one record. */
export interface RecordExplanation {
  readonly record: FlowRecord;
  readonly interface: NetworkInterface | undefined;
  readonly packet: FlowPacket | undefined;
  readonly cause: Cause;
  /** What else has to be known to read it rightly; sentences. */
  readonly notes: readonly string[];
}

/**
 * Explains a record by the network as it is now. `others` are the records around it: they tell replies from initiators.
 * @param at the interface that the record is of, where it is called otherwise in this network (code has no `eni-…`)
 */
export function explainRecord(
  index: NetworkIndex,
  record: FlowRecord,
  others: readonly FlowRecord[],
  at?: NetworkInterface,
): RecordExplanation {
  const { fields } = record;
  const say = (
    cause: Cause,
    more: Partial<Pick<RecordExplanation, 'interface' | 'packet' | 'notes'>> = {},
  ): RecordExplanation => ({ record, interface: undefined, packet: undefined, notes: [], ...more, cause });
  if (fields['log-status'] === 'NODATA') return say({ kind: 'noData' });
  if (fields['log-status'] === 'SKIPDATA') return say({ kind: 'skipData' });
  if (fields['action'] === 'ACCEPT') return say({ kind: 'accepted' });
  if (fields['action'] === undefined)
    return say({ kind: 'unknown', why: 'the record does not say whether its packets were accepted' });
  const one = at ?? interfaceOf(index, record);
  if (fields['reject-reason'] === 'EC') return say({ kind: 'encryption' }, { interface: one });
  if (one === undefined) {
    const id = fields['interface-id'] ?? fields['resource-id'];
    const why =
      id === undefined
        ? 'the record does not say at which interface it was made'
        : (index.network.notCollected.interfaces?.why ??
          `${id} is not in this network: it is gone, or in another Region or account`);
    return say({ kind: 'unknown', why });
  }
  if (fields['reject-reason'] === 'BPA') return say(blockPublicAccessOf(index, one), { interface: one });
  const packet = packetOf(record, one, others);
  if ('why' in packet) return say({ kind: 'unknown', why: packet.why }, { interface: one });
  return { record, interface: one, packet, ...causeOf(index, one, packet) };
}

/** The interface of a record: by its id, else by a local address that only one interface has. */
function interfaceOf(index: NetworkIndex, { fields }: FlowRecord): NetworkInterface | undefined {
  const id = fields['interface-id'];
  const byId = id === undefined ? undefined : index.network.interfaces.get(id);
  if (byId !== undefined) return byId;
  // A regional NAT gateway has no interface: the record names the gateway.
  const gateway = index.network.natGateways.get(fields['resource-id'] ?? '');
  const [first] = gateway?.interfaces ?? [];
  return first === undefined ? undefined : index.network.interfaces.get(first);
}

function blockPublicAccessOf(index: NetworkIndex, one: NetworkInterface): Cause {
  const subnet = index.subnetOf(one);
  const vpc = index.vpcOf(one);
  const own = subnet?.blockPublicAccess ?? vpc?.blockPublicAccess;
  return {
    kind: 'blockPublicAccess',
    mode: own?.known === true ? own.value : 'unknown',
    of: vpc?.name ?? subnet?.name ?? one.name,
  };
}

/** One filter on the way, in the order in which packets pass them. */
interface Filter {
  readonly outcome: 'passes' | 'denies' | 'unknown';
  readonly cause: Cause;
  readonly unknowns: readonly Unknown[];
}

function causeOf(
  index: NetworkIndex,
  one: NetworkInterface,
  packet: FlowPacket,
): Pick<RecordExplanation, 'cause' | 'notes'> {
  const peerAddress = packet.direction === 'ingress' ? packet.source : packet.destination;
  const peer = peerOf(index, one, peerAddress);
  const acl = aclFilter(index, one, peer, packet);
  const groups = groupFilter(index, one, peer, packet);
  if (packet.role.kind === 'reply' || packet.role.kind === 'midway') {
    if (acl.outcome === 'denies') return { cause: acl.cause, notes: [] };
    if (acl.outcome === 'unknown') return { cause: unknownOf(acl), notes: [] };
    return { cause: { kind: 'notTracked' }, notes: notesOf(index, one, packet) };
  }
  const inOrder = packet.direction === 'ingress' ? [acl, groups] : [groups, acl];
  const denying = inOrder.find(({ outcome }) => outcome === 'denies');
  if (denying === undefined) {
    const open = inOrder.find(({ outcome }) => outcome === 'unknown');
    if (open !== undefined) return { cause: unknownOf(open), notes: notesOf(index, one, packet) };
    return { cause: { kind: 'allowedToday' }, notes: notesOf(index, one, packet) };
  }
  const notes: string[] = [];
  const isFirst = denying === inOrder[0];
  if (!isFirst && inOrder[0]?.outcome === 'unknown')
    notes.push(`What stands before it may have rejected it already: ${valuesOf(inOrder[0].unknowns)}.`);
  if (
    packet.role.kind === 'unsure' &&
    denying === groups &&
    acl.outcome === 'denies' &&
    packet.direction === 'egress'
  )
    notes.push('If it was a reply, security groups let it pass, and the network ACL rejected it.');
  return { cause: denying.cause, notes };
}

function unknownOf({ unknowns }: Filter): Cause {
  return { kind: 'unknown', why: `it hangs on ${valuesOf(unknowns)}` };
}

function valuesOf(unknowns: readonly Unknown[]): string {
  const values = unknowns.map(({ value, why }) => `${value} (${why})`);
  return [...new Set(values)].slice(0, 3).join(', ') || 'something that nobody knows';
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html: an ACL filters what enters or leaves its subnet. */
function aclFilter(index: NetworkIndex, one: NetworkInterface, peer: Host, packet: FlowPacket): Filter {
  const subnet = index.subnetOf(one);
  if (subnet === undefined)
    return unknownFilter({ value: `the subnet of ${one.name}`, why: 'it is not in this network' });
  if (isInside(subnet, packet, one)) return passing;
  if (!subnet.networkAcl.known) return unknownFilter(subnet.networkAcl.unknown);
  const acl = index.network.networkAcls.get(subnet.networkAcl.value);
  if (acl === undefined) return unknownFilter(index.missing('networkAcls', subnet.networkAcl.value));
  const verdict = judgeAcl(index, acl, packet.direction, peer, packet.traffic);
  return filterOf(verdict, packet, { kind: 'networkAcl', acl, entry: verdict.denying });
}

/** Traffic between two hosts of one subnet does not pass its ACL. */
function isInside({ cidrs }: Subnet, packet: FlowPacket, one: NetworkInterface): boolean {
  const peer = packet.direction === 'ingress' ? packet.source : packet.destination;
  const blocks = addressSet(cidrs.flatMap((cidr) => (cidr.known ? [cidr.value] : [])));
  return isAddressIn(blocks, peer.family, peer.address) && !hasAddressOf(one, peer);
}

function hasAddressOf(one: NetworkInterface, { family, address }: Cidr): boolean {
  return one.addresses.some(({ within }) => {
    const [only, ...more] = within.known ? within.value : [];
    return only?.family === family && only.address === address && more.length === 0;
  });
}

function groupFilter(index: NetworkIndex, one: NetworkInterface, peer: Host, packet: FlowPacket): Filter {
  const references = (): References => (sharesVpc(index, one, peer) ? referencesKept : referencesUnsure);
  const verdict = judgeGroups(index, one, packet.direction, peer, references, packet.traffic);
  const groups = one.securityGroups.map((id) =>
    id.known ? (index.network.securityGroups.get(id.value)?.name ?? id.value) : id.unknown.value,
  );
  return filterOf(verdict, packet, {
    kind: 'securityGroup',
    ids: one.securityGroups.flatMap((id) => (id.known ? [id.value] : [])),
    groups,
    nearest: nearestRules(index, one, peer, packet),
  });
}

/**
 * Rules for this traffic that name somebody else; where there are none, rules that name this peer for other traffic, best of
 * the same protocol.
 */
function nearestRules(
  index: NetworkIndex,
  one: NetworkInterface,
  peer: Host,
  packet: FlowPacket,
): readonly GroupRule[] {
  const sameTraffic = nearMisses(index, one, packet.direction, packet.traffic);
  if (sameTraffic.length > 0) return sameTraffic.slice(0, 3);
  const everything = nearMisses(index, one, packet.direction, allTraffic);
  const samePeer = everything.filter(({ rule }) => {
    if (!rule.peer.known) return false;
    if (rule.peer.value.kind === 'securityGroup') {
      const { securityGroup } = rule.peer.value;
      return (
        peer.kind === 'interface' &&
        peer.interface.securityGroups.some((id) => id.known && id.value === securityGroup)
      );
    }
    if (rule.peer.value.kind !== 'cidr') return false;
    const { family, address } = packet.direction === 'ingress' ? packet.source : packet.destination;
    return isAddressIn(addressSet([rule.peer.value.cidr]), family, address);
  });
  const sameProtocol = samePeer.filter(({ traffic }) => overlaps(traffic, protocolTraffic(packet.protocol)));
  return (sameProtocol.length > 0 ? sameProtocol : samePeer).slice(0, 3);
}

const referencesUnsure: References = {
  kept: 'maybe',
  unknowns: [
    {
      value: 'whether rules that name groups hold between these VPCs',
      why: 'a record does not say which way its packets took',
    },
  ],
};

function sharesVpc(index: NetworkIndex, one: NetworkInterface, peer: Host): boolean {
  if (peer.kind !== 'interface') return true;
  const [own, other] = [index.vpcOf(one), index.vpcOf(peer.interface)];
  return own !== undefined && own === other;
}

function filterOf({ must, may, unknowns }: Bounds, packet: FlowPacket, cause: Cause): Filter {
  if (!overlaps(may, packet.traffic)) return { outcome: 'denies', cause, unknowns };
  if (includes(must, packet.traffic)) return { outcome: 'passes', cause, unknowns };
  const partly: Unknown = { value: 'the ICMP type', why: 'a record does not tell it, and only some pass' };
  return { outcome: 'unknown', cause, unknowns: unknowns.length > 0 ? unknowns : [partly] };
}

const passing: Filter = { outcome: 'passes', cause: { kind: 'allowedToday' }, unknowns: [] };

function unknownFilter(unknown: Unknown): Filter {
  return { outcome: 'unknown', cause: { kind: 'allowedToday' }, unknowns: [unknown] };
}

/** Who the other side is: an interface of the same VPC first, else any with the address, else somebody outside. */
function peerOf(index: NetworkIndex, one: NetworkInterface, address: Cidr): Host {
  const all = index.byAddress().get(addressKey(address)) ?? [];
  const vpc = index.vpcOf(one);
  const known = all.find((other) => index.vpcOf(other) === vpc) ?? all[0];
  const own = known?.addresses.find(
    ({ within }) => within.known && within.value[0]?.address === address.address,
  );
  if (known !== undefined && own !== undefined) return interfaceHost(index, known, own);
  const party = { mode: 'each' as const, addresses: addressSet([address]) };
  const isPublic = isAddressIn(publicAddresses, address.family, address.address);
  return { kind: isPublic ? 'internet' : 'onPremises', party };
}

function notesOf(index: NetworkIndex, one: NetworkInterface, packet: FlowPacket): string[] {
  const notes: string[] = [];
  if (one.kind === 'natGateway' && packet.direction === 'ingress')
    notes.push('A NAT gateway drops every connection that is opened from outside.');
  const flowing = packet.direction === 'ingress' ? packet.destination : packet.source;
  if (!one.addresses.some(({ within }) => within.known) && !hasAddress(one, String(flowing.address)))
    notes.push(
      `The addresses of ${one.name} are not known here, so that rules about single addresses may differ.`,
    );
  if (index.network.problems.length > 0) notes.push('Parts of this network could not be read.');
  return notes;
}
