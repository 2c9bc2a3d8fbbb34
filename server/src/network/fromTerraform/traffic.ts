import { known, unknown } from '../maybe';
import type { Maybe, TrafficMatch } from '../model';
import type { Context } from './context';
import type { Fields } from './fields';
import { read, toNumber, toText } from './read';

/** The names of the arguments that say which traffic a rule or entry is about; `icmp` where it has arguments of its own. */
interface TrafficArguments {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly icmp?: { readonly type: string; readonly code: string };
}

/** What a group rule or ACL entry matches. */
export function readTraffic(context: Context, fields: Fields, names: TrafficArguments): Maybe<TrafficMatch> {
  const name = read(context, fields, names.protocol, toText);
  if (name === undefined) return unknown({ value: names.protocol, why: 'not given' });
  if (!name.known) return name;
  const protocol = protocolNumber(name.value);
  if (protocol === undefined) {
    const message = `"${name.value}" is not a protocol`;
    context.problem(message, fields.argument(names.protocol)?.source ?? fields.source);
    return unknown({ value: `"${name.value}"`, why: 'not a protocol' });
  }
  if (protocol === 'all') return known({ kind: 'all' });
  if (protocol === 6 || protocol === 17) return readPorts(context, fields, names, protocol);
  if (protocol === 1 || protocol === 58) return readIcmp(context, fields, names, protocol);
  return known({ kind: 'protocol', protocol });
}

function readPorts(
  context: Context,
  fields: Fields,
  names: TrafficArguments,
  protocol: 6 | 17,
): Maybe<TrafficMatch> {
  // The provider sends ports that an ACL entry lacks as 0: port 0 only, not all.
  const isEntry = names.icmp !== undefined;
  const from = read(context, fields, names.from, toNumber) ?? known(isEntry ? 0 : -1);
  const to = read(context, fields, names.to, toNumber) ?? (isEntry ? known(0) : from);
  if (!from.known) return from;
  if (!to.known) return to;
  // EC2 takes -1 for "all" here too.
  if (from.value < 0) return known({ kind: 'ports', protocol, from: 0, to: 65535 });
  return known({ kind: 'ports', protocol, from: from.value, to: to.value });
}

/**
 * A group rule has type and code in its ports, -1 being any; an ACL entry has arguments for them that are 0 where they
 * are absent. https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/network_acl
 */
function readIcmp(
  context: Context,
  fields: Fields,
  names: TrafficArguments,
  protocol: 1 | 58,
): Maybe<TrafficMatch> {
  const absent = known(names.icmp === undefined ? -1 : 0);
  const type = read(context, fields, names.icmp?.type ?? names.from, toNumber) ?? absent;
  const code = read(context, fields, names.icmp?.code ?? names.to, toNumber) ?? absent;
  if (!type.known) return type;
  if (!code.known) return code;
  const any = (value: number): number | undefined => (value < 0 ? undefined : value);
  return known({
    kind: 'icmp',
    protocol,
    type: any(type.value),
    code: any(type.value < 0 ? -1 : code.value),
  });
}

/** https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml, the names that the provider takes. */
const protocolNames: Readonly<Record<string, number>> = {
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ggp: 3,
  ipv4: 4,
  st: 5,
  tcp: 6,
  egp: 8,
  igp: 9,
  udp: 17,
  rdp: 27,
  dccp: 33,
  ipv6: 41,
  'ipv6-route': 43,
  'ipv6-frag': 44,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  icmpv6: 58,
  'ipv6-nonxt': 59,
  'ipv6-opts': 60,
  eigrp: 88,
  ospf: 89,
  ospfigp: 89,
  ipip: 94,
  etherip: 97,
  encap: 98,
  pim: 103,
  ipcomp: 108,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  udplite: 136,
};

/** A protocol's number, from a name or number as text; `all` for -1. */
export function protocolNumber(text: string): number | 'all' | undefined {
  const name = text.toLowerCase();
  if (name === 'all' || name === '-1') return 'all';
  if (/^\d{1,3}$/.test(name)) return Number(name) <= 255 ? Number(name) : undefined;
  // A text may be the name of a member that every object has.
  return Object.hasOwn(protocolNames, name) ? protocolNames[name] : undefined;
}
