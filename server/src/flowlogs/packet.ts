import { parseAddress, type Cidr } from '../ip/cidr';
import { hasPorts, isIcmp, portTraffic, protocolTraffic, type Traffic } from '../ip/traffic';
import type { NetworkInterface } from '../network/model';
import type { FlowRecord } from './records';

/** What a record tells of its packets, as they were at the interface. */
export interface FlowPacket {
  readonly direction: 'ingress' | 'egress';
  /** The real ends: those of the packets where the record has them, not the interface's primary address. */
  readonly source: Cidr;
  readonly destination: Cidr;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Which traffic the packets are; for ICMP all of it, since a record has neither type nor code. */
  readonly traffic: Traffic;
  readonly role: PacketRole;
}

/** Whether the packets open a connection, answer in one, or are somewhere in it, and how that is known. */
export interface PacketRole {
  readonly kind: 'initiator' | 'reply' | 'midway' | 'unsure';
  readonly because: string;
}

/** The packets of a record at its interface; or why nobody can tell. */
export function packetOf(
  record: FlowRecord,
  one: NetworkInterface,
  others: readonly FlowRecord[],
): FlowPacket | { readonly why: string } {
  const { fields } = record;
  const outer = [fields['srcaddr'], fields['dstaddr']] as const;
  const source = parseAddress(fields['pkt-srcaddr'] ?? outer[0] ?? '');
  const destination = parseAddress(fields['pkt-dstaddr'] ?? outer[1] ?? '');
  if (source === undefined || destination === undefined) return { why: 'the record has no addresses' };
  const protocol = Number(fields['protocol'] ?? -1);
  if (protocol < 0 || protocol > 255) return { why: 'the record has no protocol' };
  const direction = directionOf(record, one);
  if (direction === undefined)
    return {
      why: `neither of the record's addresses is one of ${one.name}, and it has no flow-direction, so nobody can tell whether the packets came in or went out`,
    };
  const ports = [Number(fields['srcport'] ?? 0), Number(fields['dstport'] ?? 0)] as const;
  const traffic = hasPorts(protocol) ? portTraffic(protocol, ports[1], ports[1]) : protocolTraffic(protocol);
  return {
    direction,
    source,
    destination,
    protocol,
    sourcePort: ports[0],
    destinationPort: ports[1],
    traffic,
    role: roleOf(record, protocol, ports, others),
  };
}

function directionOf(record: FlowRecord, one: NetworkInterface): FlowPacket['direction'] | undefined {
  const { fields } = record;
  if (fields['flow-direction'] === 'ingress' || fields['flow-direction'] === 'egress')
    return fields['flow-direction'];
  const isOwn = (text: string | undefined): boolean => text !== undefined && hasAddress(one, text);
  if (isOwn(fields['dstaddr']) || isOwn(fields['pkt-dstaddr'])) return 'ingress';
  if (isOwn(fields['srcaddr']) || isOwn(fields['pkt-srcaddr'])) return 'egress';
  return undefined;
}

/** Whether an interface is known to have an address. */
export function hasAddress(one: NetworkInterface, text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  return one.addresses.some(({ within }) => {
    const [only, ...more] = within.known ? within.value : [];
    return (
      only !== undefined &&
      more.length === 0 &&
      only.address === address.address &&
      only.prefixLength === address.prefixLength
    );
  });
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html: tcp-flags */
const syn = 2;
const synAck = 18;

/** The best evidence first: flags, then a record of the same packets the other way, then ports. */
function roleOf(
  record: FlowRecord,
  protocol: number,
  [sourcePort, destinationPort]: readonly [number, number],
  others: readonly FlowRecord[],
): PacketRole {
  const flags = record.fields['tcp-flags'];
  if (protocol === 6 && flags !== undefined) {
    const bits = Number(flags);
    if ((bits & synAck) === synAck) return { kind: 'reply', because: 'its TCP flags are SYN-ACK' };
    if ((bits & syn) !== 0) return { kind: 'initiator', because: 'its TCP flags are SYN' };
  }
  const accepted = others.some((other) => other.fields['action'] === 'ACCEPT' && isSwapped(record, other));
  if (accepted) return { kind: 'reply', because: 'the same connection was accepted in the other direction' };
  if (protocol === 6 && flags !== undefined)
    return { kind: 'midway', because: 'none of its TCP packets has the SYN flag' };
  if (isIcmp(protocol)) return { kind: 'unsure', because: 'the record does not tell the ICMP type' };
  if (!hasPorts(protocol)) return { kind: 'unsure', because: 'the protocol has no ports' };
  if (isService(sourcePort) && isEphemeral(destinationPort))
    return { kind: 'reply', because: `it goes from port ${sourcePort} to a client's port` };
  if (isService(destinationPort) || isEphemeral(sourcePort))
    return { kind: 'initiator', because: `it goes to port ${destinationPort}` };
  return { kind: 'unsure', because: 'neither of its ports is a service' };
}

function isSwapped(one: FlowRecord, other: FlowRecord): boolean {
  const pairs = [
    ['interface-id', 'interface-id'],
    ['srcaddr', 'dstaddr'],
    ['dstaddr', 'srcaddr'],
    ['srcport', 'dstport'],
    ['dstport', 'srcport'],
    ['protocol', 'protocol'],
  ] as const;
  return pairs.every(([a, b]) => one.fields[a] !== undefined && one.fields[a] === other.fields[b]);
}

/** Ports that are rarely a client's: the registered ones of common services among them. */
function isService(port: number): boolean {
  return port > 0 && (port < 1024 || servicesAbove.has(port));
}

function isEphemeral(port: number): boolean {
  return port >= 1024 && !servicesAbove.has(port);
}

const servicesAbove: ReadonlySet<number> = new Set([
  1433, 1521, 2049, 3000, 3306, 3389, 5432, 5439, 5671, 5672, 6379, 6443, 8000, 8080, 8081, 8182, 8443, 9000,
  9042, 9092, 9094, 9096, 9098, 9200, 11211, 27017,
]);
