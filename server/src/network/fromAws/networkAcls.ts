import type { Cidr } from '../../ip/cidr';
import type { Id, Maybe, NetworkAcl, NetworkAclEntry, Origin, TrafficMatch } from '../model';
import { known } from '../maybe';
import { child, cidr, flag, type JsonRecord, number, records, text } from './record';
import { assumedId, component, items, said, type Source } from './source';
import { protocolNumber, trafficMatch } from './traffic';

/** ACLs by the subnets that they are associated with, and the default ones by VPC. */
export interface AclsBySubnet {
  readonly bySubnet: ReadonlyMap<Id, Maybe<Id>>;
  readonly defaults: ReadonlyMap<Id, Maybe<Id>>;
}

/** The entry `*`, that denies what no other entry matched: 32767, for IPv6 32768. */
const firstImplicitNumber = 32767;

/** Network ACLs, without their implicit denies. */
export function readNetworkAcls(source: Source): NetworkAcl[] {
  if (source.assumeDefaults && !source.collected.items.has('NetworkAcls')) {
    return items(source, 'Vpcs').map(({ record }) => assumedAcl(text(record, 'VpcId') ?? ''));
  }
  return items(source, 'NetworkAcls').map((item) => {
    const id = text(item.record, 'NetworkAclId') ?? '';
    const base = component(item, id, 'network-acl');
    return {
      ...base,
      vpc: said(text(item.record, 'VpcId'), `the VPC of ${id}`),
      entries: records(item.record, 'Entries')
        .filter((entry) => (number(entry, 'RuleNumber') ?? 0) < firstImplicitNumber)
        .map((entry) => readEntry(id, entry, base.origin)),
      entriesIncomplete: {},
    };
  });
}

/** Which subnet has which ACL: `Associations`, and `IsDefault`. */
export function aclAssociations(source: Source): AclsBySubnet {
  const bySubnet = new Map<Id, Maybe<Id>>();
  const defaults = new Map<Id, Maybe<Id>>();
  for (const { record } of items(source, 'NetworkAcls')) {
    const id = text(record, 'NetworkAclId');
    const vpc = text(record, 'VpcId');
    if (id === undefined) continue;
    if (flag(record, 'IsDefault') === true && vpc !== undefined) defaults.set(vpc, known(id));
    for (const association of records(record, 'Associations')) {
      const subnet = text(association, 'SubnetId');
      if (subnet !== undefined) bySubnet.set(subnet, known(id));
    }
  }
  return { bySubnet, defaults };
}

function readEntry(acl: Id, entry: JsonRecord, origin: Origin | undefined): NetworkAclEntry {
  const ruleNumber = number(entry, 'RuleNumber');
  const action = text(entry, 'RuleAction');
  const what = `entry ${ruleNumber ?? '?'} of ${acl}`;
  return {
    direction: flag(entry, 'Egress') === true ? 'egress' : 'ingress',
    number: said(ruleNumber, `the number of an entry of ${acl}`),
    action: said(action === 'allow' || action === 'deny' ? action : undefined, `the action of ${what}`),
    traffic: entryTraffic(what, entry),
    cidr: entryCidr(what, entry),
    ...(origin === undefined ? {} : { origin }),
  };
}

/** TCP and UDP have a `PortRange`, ICMP a type and a code, where -1 is any. Without a range it is all ports. */
function entryTraffic(what: string, entry: JsonRecord): Maybe<TrafficMatch> {
  const protocol = text(entry, 'Protocol') ?? number(entry, 'Protocol')?.toString();
  const value = protocolNumber(protocol);
  const isIcmp = value === 1 || value === 58;
  const range = isIcmp ? child(entry, 'IcmpTypeCode') : child(entry, 'PortRange');
  const [from, to] = isIcmp ? ['Type', 'Code'] : ['From', 'To'];
  return trafficMatch(what, protocol, number(range, from ?? ''), number(range, to ?? ''));
}

function entryCidr(what: string, entry: JsonRecord): Maybe<Cidr> {
  const block = text(entry, 'CidrBlock') ?? text(entry, 'Ipv6CidrBlock');
  return block === undefined ? said<Cidr>(undefined, `the CIDR block of ${what}`) : cidr(what, block);
}

/** A VPC's default ACL as AWS creates it: everything in, everything out. */
function assumedAcl(vpc: Id): NetworkAcl {
  const id = assumedId(vpc, 'default network ACL');
  const entry = (direction: 'ingress' | 'egress', ruleNumber: number, block: string): NetworkAclEntry => ({
    direction,
    number: known(ruleNumber),
    action: known('allow'),
    traffic: known({ kind: 'all' }),
    cidr: cidr(id, block),
  });
  const both = (direction: 'ingress' | 'egress'): NetworkAclEntry[] => [
    entry(direction, 100, '0.0.0.0/0'),
    entry(direction, 101, '::/0'),
  ];
  return {
    id,
    name: id,
    vpc: known(vpc),
    entries: [...both('ingress'), ...both('egress')],
    entriesIncomplete: {},
  };
}
