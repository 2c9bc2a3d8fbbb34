import { formatCidr } from '../../ip/cidr';
import type { Id, Origin, Peer, SecurityGroup, SecurityGroupRule, TrafficMatch, Unknown } from '../model';
import { known, mapMaybe, unknown } from '../maybe';
import type { Item } from './collect';
import { leftOut, maximumMembers } from './bounds';
import { child, cidr, flag, type JsonRecord, number, records, text } from './record';
import { arnOf, component, items, said, type Source, unknownFor, whereabouts, whyMissing } from './source';
import { trafficMatch } from './traffic';

/**
 * Security groups. Their rules come from `describe-security-group-rules` where that was collected (it has the rules'
 * ids), and from the groups' own permissions where those say more.
 */
export function readSecurityGroups(source: Source, referred: ReadonlySet<Id>): SecurityGroup[] {
  const rules = rulesByGroup(source);
  const associations = associatedVpcs(source);
  const groups = items(source, 'SecurityGroups').map((item): SecurityGroup => {
    const id = text(item.record, 'GroupId') ?? '';
    const base = component(item, id, 'security-group');
    const ingress = permissions(item, id, 'ingress');
    const egress = permissions(item, id, 'egress');
    return {
      ...base,
      name: base.name === id ? (text(item.record, 'GroupName') ?? id) : base.name,
      vpc: said(text(item.record, 'VpcId'), `the VPC of ${id}`),
      rules: united(rules.get(id) ?? [], [...ingress.rules, ...egress.rules]),
      rulesIncomplete: { ...tooMany('ingress', ingress), ...tooMany('egress', egress) },
      associatedVpcs: (associations.get(id) ?? []).map(known),
    };
  });
  const seen = new Set(groups.map((group) => group.id));
  const others = [...referred].filter((id) => !seen.has(id));
  if (whyMissing(source, 'SecurityGroups') === undefined) return groups;
  return [...groups, ...others.map((id) => knownByIdOnly(source, id, rules.get(id)))];
}

/** A group that interfaces carry and no file describes. */
function knownByIdOnly(
  source: Source,
  id: Id,
  rules: readonly SecurityGroupRule[] | undefined,
): SecurityGroup {
  const missing: Unknown = unknownFor(source, 'SecurityGroups', `the rules of ${id}`);
  const base = {
    id,
    name: id,
    vpc: unknown<Id>({ ...missing, value: `the VPC of ${id}` }),
    associatedVpcs: [],
  };
  if (rules !== undefined) {
    const why = whyMissing(source, 'SecurityGroupRules');
    const rest = why === undefined ? undefined : { value: `the rules of ${id}`, why };
    return { ...base, rules, rulesIncomplete: rest === undefined ? {} : { ingress: rest, egress: rest } };
  }
  if (!source.assumeDefaults || source.collected.items.has('SecurityGroups')) {
    return { ...base, rules: [], rulesIncomplete: { ingress: missing, egress: missing } };
  }
  source.tell(`Assumed: ${id} has the rules of a new group (nothing in, everything out).`);
  const out = (block: string): SecurityGroupRule => ({
    direction: 'egress',
    traffic: known({ kind: 'all' }),
    peer: mapMaybe(cidr(id, block), (value): Peer => ({ kind: 'cidr', cidr: value })),
  });
  return { ...base, rules: [out('0.0.0.0/0')], rulesIncomplete: {} };
}

function rulesByGroup(source: Source): ReadonlyMap<Id, readonly SecurityGroupRule[]> {
  const byGroup = new Map<Id, SecurityGroupRule[]>();
  for (const item of items(source, 'SecurityGroupRules')) {
    const group = text(item.record, 'GroupId');
    if (group === undefined) continue;
    const list = byGroup.get(group) ?? [];
    byGroup.set(group, list);
    list.push(ruleOf(item, group));
  }
  return byGroup;
}

function ruleOf(item: Item, group: Id): SecurityGroupRule {
  const id = text(item.record, 'SecurityGroupRuleId') ?? group;
  const owner = text(item.record, 'GroupOwnerId');
  const place = whereabouts(item);
  const description = text(item.record, 'Description');
  return {
    id,
    direction: flag(item.record, 'IsEgress') === true ? 'egress' : 'ingress',
    traffic: trafficMatch(
      id,
      text(item.record, 'IpProtocol'),
      number(item.record, 'FromPort'),
      number(item.record, 'ToPort'),
    ),
    peer: rulePeer(id, item.record),
    origin: { arn: arnOf({ ...place, account: owner ?? place.account }, `security-group-rule/${id}`) },
    ...(description === undefined ? {} : { description }),
  };
}

function rulePeer(id: Id, record: JsonRecord): SecurityGroupRule['peer'] {
  const block = text(record, 'CidrIpv4') ?? text(record, 'CidrIpv6');
  if (block !== undefined) return mapMaybe(cidr(id, block), (value): Peer => ({ kind: 'cidr', cidr: value }));
  const prefixList = text(record, 'PrefixListId');
  if (prefixList !== undefined) return known({ kind: 'prefixList', prefixList });
  const securityGroup = text(child(record, 'ReferencedGroupInfo'), 'GroupId');
  if (securityGroup !== undefined) return known({ kind: 'securityGroup', securityGroup });
  return said<Peer>(undefined, `the peer of ${id}`);
}

/** The rules of one direction, as far as they are looked at. */
interface Permissions {
  readonly rules: readonly SecurityGroupRule[];
  /** Set where there are more. */
  readonly more: Unknown | undefined;
}

function tooMany(direction: 'ingress' | 'egress', { more }: Permissions): SecurityGroup['rulesIncomplete'] {
  return more === undefined ? {} : { [direction]: more };
}

/** The rules of one direction as the group itself lists them: one permission may hold many peers. */
function permissions(item: Item, group: Id, direction: 'ingress' | 'egress'): Permissions {
  const origin: Origin = { arn: arnOf(whereabouts(item), `security-group/${group}`) };
  const member = direction === 'ingress' ? 'IpPermissions' : 'IpPermissionsEgress';
  const rules: SecurityGroupRule[] = [];
  let count = 0;
  for (const permission of records(item.record, member)) {
    const protocol = text(permission, 'IpProtocol') ?? number(permission, 'IpProtocol')?.toString();
    const traffic = trafficMatch(
      group,
      protocol,
      number(permission, 'FromPort'),
      number(permission, 'ToPort'),
    );
    count += peerLists.reduce((sum, list) => sum + records(permission, list).length, 0);
    for (const { peer, description } of peersOf(group, permission, maximumMembers - rules.length)) {
      rules.push({
        direction,
        traffic,
        peer,
        origin,
        ...(description === undefined ? {} : { description }),
      });
    }
  }
  return {
    rules,
    more: count > maximumMembers ? leftOut(`the ${direction} rules of ${group}`, count) : undefined,
  };
}

const peerLists = ['IpRanges', 'Ipv6Ranges', 'PrefixListIds', 'UserIdGroupPairs'];

interface DescribedPeer {
  readonly peer: SecurityGroupRule['peer'];
  readonly description: string | undefined;
}

/** The peers of a permission, so many at the most. */
function peersOf(group: Id, permission: JsonRecord, most: number): readonly DescribedPeer[] {
  const each = (
    list: string,
    member: string,
    make: (value: string) => SecurityGroupRule['peer'],
  ): DescribedPeer[] =>
    records(permission, list)
      .slice(0, most)
      .flatMap((entry) => {
        const value = text(entry, member);
        return value === undefined ? [] : [{ peer: make(value), description: text(entry, 'Description') }];
      });
  const block = (value: string): SecurityGroupRule['peer'] =>
    mapMaybe(cidr(`a rule of ${group}`, value), (parsed): Peer => ({ kind: 'cidr', cidr: parsed }));
  return [
    ...each('IpRanges', 'CidrIp', block),
    ...each('Ipv6Ranges', 'CidrIpv6', block),
    ...each('PrefixListIds', 'PrefixListId', (prefixList) => known({ kind: 'prefixList', prefixList })),
    ...each('UserIdGroupPairs', 'GroupId', (securityGroup) =>
      known({ kind: 'securityGroup', securityGroup }),
    ),
  ].slice(0, most);
}

/** The first list, and what only the second has. */
function united(
  withIds: readonly SecurityGroupRule[],
  own: readonly SecurityGroupRule[],
): readonly SecurityGroupRule[] {
  const seen = new Set(withIds.map(content));
  return [...withIds, ...own.filter((rule) => !seen.has(content(rule)))];
}

/** What a rule says, without who says it: two rules with one text are one. */
function content({ direction, traffic, peer }: SecurityGroupRule): string {
  return `${direction} ${traffic.known ? trafficKey(traffic.value) : '?'} ${peer.known ? peerKey(peer.value) : '?'}`;
}

function trafficKey(traffic: TrafficMatch): string {
  switch (traffic.kind) {
    case 'all':
      return 'all';
    case 'ports':
      return `${traffic.protocol} ${traffic.from}-${traffic.to}`;
    case 'icmp':
      return `${traffic.protocol} ${traffic.type ?? '*'}/${traffic.code ?? '*'}`;
    case 'protocol':
      return String(traffic.protocol);
  }
}

function peerKey(peer: Peer): string {
  if (peer.kind === 'cidr') return formatCidr(peer.cidr);
  return peer.kind === 'securityGroup' ? peer.securityGroup : peer.prefixList;
}

function associatedVpcs(source: Source): ReadonlyMap<Id, readonly Id[]> {
  const byGroup = new Map<Id, Id[]>();
  for (const { record } of items(source, 'SecurityGroupVpcAssociations')) {
    const group = text(record, 'GroupId');
    const vpc = text(record, 'VpcId');
    if (group === undefined || vpc === undefined || text(record, 'State') === 'disassociated') continue;
    byGroup.set(group, [...(byGroup.get(group) ?? []), vpc]);
  }
  return byGroup;
}
