import { serviceOfPort } from './services';

/**
 * Names of IP protocols besides those that have ports.
 * https://www.iana.org/assignments/protocol-numbers/
 */
const protocolNames: Readonly<Record<string, string>> = {
  '1': 'ICMP',
  icmp: 'ICMP',
  '2': 'IGMP',
  '4': 'IP in IP',
  '41': 'IPv6 in IPv4',
  '47': 'GRE',
  '50': 'ESP (IPsec)',
  '51': 'AH (IPsec)',
  '58': 'ICMPv6',
  icmpv6: 'ICMPv6',
  '89': 'OSPF',
  '103': 'PIM',
  '112': 'VRRP',
  '132': 'SCTP',
};

/**
 * Traffic in words: `TCP port 5432 (PostgreSQL)`, `UDP ports 53 and 123`, `all TCP`, `ICMP`, `all traffic`. `protocol`
 * as in questions (`tcp`, `-1`, a number), `ports` as `5432`, `8000-8010`, `22,80-90`, or empty.
 */
export function trafficInWords(protocol: string, ports: string): string {
  if (protocol === '-1' || protocol === 'all') return 'all traffic';
  const withPorts = portProtocol(protocol);
  if (withPorts === undefined) return withTypes(protocol, ports);
  const name = withPorts.toUpperCase();
  const ranges = ports.split(',').map((range) => range.trim());
  if (ports.trim() === '' || ranges.includes('0-65535')) return `all ${name}`;
  const [first = ''] = ranges;
  if (ranges.length > 1 || first.includes('-')) return `${name} ports ${listInWords(ranges)}`;
  const service = serviceOfPort(withPorts, Number(first));
  return service === undefined ? `${name} port ${first}` : `${name} port ${first} (${service})`;
}

/** Traffic as people type it: `tcp/5432`, `tcp`, `icmp`, `all traffic`. */
export function trafficInShort(protocol: string, ports: string): string {
  if (protocol === '-1' || protocol === 'all') return 'all traffic';
  const name =
    portProtocol(protocol) ??
    (protocolNames[protocol] !== undefined && /^\d+$/.test(protocol) ? protocolNames[protocol] : protocol);
  if (portProtocol(protocol) === undefined || ports === '' || ports === '0-65535') return name;
  return `${name}/${ports}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listInWords(items: readonly string[], limit = 6): string {
  if (items.length > limit) return `${items.slice(0, limit).join(', ')} and ${items.length - limit} more`;
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

/** `1 rule`, `3 rules`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** ICMP by its messages where it is not all of them; `8/0` is type 8, code 0 (https://www.iana.org/assignments/icmp-parameters/). */
function withTypes(protocol: string, messages: string): string {
  const name = protocolNames[protocol] ?? `IP protocol ${protocol}`;
  if (messages.trim() === '' || !name.startsWith('ICMP')) return name;
  const types = messages.split(',').map((type) => type.trim());
  const echo = name === 'ICMP' ? '8' : '128';
  const isEcho = (type: string): boolean => type === echo || type === `${echo}/0`;
  if (types.length === 1 && isEcho(types[0] ?? '')) return `${name} echo (ping)`;
  if (types.length <= 4) return `${name} ${types.length === 1 ? 'type' : 'types'} ${listInWords(types)}`;
  return types.some(isEcho) ? `most ${name}` : `${name} without ping`;
}

function portProtocol(protocol: string): 'tcp' | 'udp' | undefined {
  if (protocol === 'tcp' || protocol === '6') return 'tcp';
  if (protocol === 'udp' || protocol === '17') return 'udp';
  return undefined;
}
