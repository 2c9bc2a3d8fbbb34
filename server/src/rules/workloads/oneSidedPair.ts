import { editsForChange } from '../../edits/index';
import { addressSet, addressesOverlap, type AddressSet } from '../../ip/addresses';
import type { Traffic } from '../../ip/traffic';
import { portsOf } from '../../ip/traffic';
import { known, valueOf } from '../../network/maybe';
import type { Id, NetworkInterface, Peer, SecurityGroup, SecurityGroupRule } from '../../network/model';
import type { NetworkEdit } from '../../reachability/change';
import { shortTraffic } from '../../reachability/changes/asked';
import { trafficOf } from '../../reachability/filterTraffic';
import type { NetworkIndex } from '../../reachability/index';
import { remembered } from '../../util/remembered';
import { rulesAbout, wholeGroups } from '../admits';
import { changeTitle } from '../changeTitle';
import { proven } from '../provenFix';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { sourceOf } from '../sourceOf';

/**
 * A rule for which the other side has no answer: one group lets traffic out to another, and nothing that carries that one
 * lets it in; or one group lets another in, whose own rules do not let it out there. Silent where the groups have no rules
 * in that direction at all (that is `sg-no-egress`), where an address block may match, and on wide rules that seem meant
 * for replies, which need none.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const oneSidedPair: Rule = {
  id: 'sg-one-sided-pair',
  severity: 'warning',
  title: 'A group rule that the group on the other side has no answer for',
  check: (context) => mismatches(context.index(), context).flatMap((one) => finding(one, context)),
};

interface Mismatch {
  /** The group with the rule, and the rule. */
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  readonly match: Extract<SecurityGroupRule['traffic'], { known: true }>['value'];
  /** The group that has no answer. */
  readonly other: SecurityGroup;
}

function mismatches(
  index: NetworkIndex,
  { configuration }: Pick<RuleContext, 'configuration'>,
): readonly Mismatch[] {
  const { securityGroups } = index.network;
  return [...securityGroups.values()].flatMap((group) => {
    if (!configuration.byAddress.has(group.id) || group.uncertain !== undefined) return [];
    return namingRules(group).flatMap(({ rule, match, named }): Mismatch[] => {
      const other = securityGroups.get(named);
      if (other === undefined || !configuration.byAddress.has(other.id)) return [];
      return isOneSided(index, group, rule.direction, trafficOf(match), other)
        ? [{ group, rule, match, other }]
        : [];
    });
  });
}

/** The rules of a group that name another: known, and surely there. */
const namingRules = remembered(({ rules }: SecurityGroup) =>
  rules.flatMap((rule) => {
    const peer = valueOf(rule.peer);
    const match = valueOf(rule.traffic);
    return peer?.kind !== 'securityGroup' || match === undefined || rule.uncertain !== undefined
      ? []
      : [{ rule, match, named: peer.securityGroup }];
  }),
);

const opposite = { ingress: 'egress', egress: 'ingress' } as const;

function isOneSided(
  index: NetworkIndex,
  group: SecurityGroup,
  direction: 'ingress' | 'egress',
  traffic: Traffic,
  other: SecurityGroup,
): boolean {
  const back = opposite[direction];
  const members = index.interfacesOfGroup(other.id);
  // Whoever carries the group may carry others that have the answer.
  const sets = members.length === 0 ? [[known(other.id)]] : members.map((one) => one.securityGroups);
  const answering = sets.map((groups) => wholeGroups(index.network, groups, back));
  const side = index.remember('side of a pair', group, () => sideOf(index, group));
  const isAnswered = answering.some(
    (groups) =>
      groups === undefined ||
      (back === 'egress' && groups.every((one) => one.rules.every((rule) => rule.direction !== 'egress'))) ||
      rulesAbout(groups, back, traffic).some((rule) => mayMean(rule, side)),
  );
  return !isAnswered && !isForReplies(group, direction, traffic, other);
}

/** The side that has the rule, as a rule of the other may name it. */
interface Side {
  readonly groups: ReadonlySet<Id>;
  /** Undefined where not all are known. */
  readonly addresses: AddressSet | undefined;
}

function sideOf(index: NetworkIndex, group: SecurityGroup): Side {
  const members = index.interfacesOfGroup(group.id);
  const groups = members.flatMap((one) => one.securityGroups.flatMap((id) => valueOf(id) ?? []));
  const vpc = index.network.vpcs.get(valueOf(group.vpc) ?? '');
  const around = vpc === undefined ? undefined : index.vpcBlocks(vpc);
  const whole = around?.incomplete === undefined ? around?.addresses : undefined;
  return {
    groups: new Set([group.id, ...groups]),
    addresses: members.length === 0 ? whole : addressesOf(members),
  };
}

function addressesOf(members: readonly NetworkInterface[]): AddressSet | undefined {
  const all = members.flatMap((one) => one.addresses);
  const known = all.flatMap(({ within }) => valueOf(within) ?? []);
  const isPublic = all.some(({ publicAddress }) => !publicAddress.known || publicAddress.value !== undefined);
  return isPublic || all.length === 0 || all.some(({ within }) => !within.known)
    ? undefined
    : addressSet(known);
}

function mayMean(rule: SecurityGroupRule, side: Side): boolean {
  const peer: Peer | undefined = valueOf(rule.peer);
  if (peer === undefined || peer.kind === 'prefixList') return true;
  if (peer.kind === 'securityGroup') return side.groups.has(peer.securityGroup);
  return side.addresses === undefined || addressesOverlap(addressSet([peer.cidr]), side.addresses);
}

/** A wide rule beside one for connections the other way: whoever wrote it took groups for stateless. */
function isForReplies(
  group: SecurityGroup,
  direction: 'ingress' | 'egress',
  traffic: Traffic,
  other: SecurityGroup,
): boolean {
  const ports = portsOf(traffic, 6);
  const isWide = ports.length > 0 && (ports.at(-1) ?? 0) - (ports[0] ?? 0) > 1000;
  const back = opposite[direction];
  return (
    isWide &&
    (group.id === other.id ||
      group.rules.some((rule) => {
        const peer = valueOf(rule.peer);
        return rule.direction === back && peer?.kind === 'securityGroup' && peer.securityGroup === other.id;
      }))
  );
}

function finding(one: Mismatch, context: RuleContext): RawFinding[] {
  const { group, rule, match, other } = one;
  const source = sourceOf(rule.origin, context.configuration);
  if (source === undefined) return [];
  const what = shortTraffic([match]);
  return [
    {
      source,
      subject: group.id,
      message: (subjects) =>
        rule.direction === 'egress'
          ? `${subjects} lets ${what} out to ${other.name}, which does not let it in: it has no ingress rule for that from there.`
          : `${subjects} lets ${what} in from ${other.name}, which does not let it out: none of its egress rules leads there.`,
      fixes: () => answered(one, context),
    },
  ];
}

/** The rule that answers. */
function answered({ group, rule, match, other }: Mismatch, context: RuleContext): readonly Fix[] {
  const edits: readonly NetworkEdit[] = [
    {
      kind: 'addSecurityGroupRule',
      securityGroup: other.id,
      rule: {
        direction: opposite[rule.direction],
        traffic: known(match),
        peer: known({ kind: 'securityGroup', securityGroup: group.id }),
      },
    },
  ];
  const text = editsForChange(edits, context.configuration);
  if (text === undefined) return [];
  const fix = { title: changeTitle(edits, '', context.network()), edits: text, preferred: false };
  return proven(context, fix, (index, configuration) =>
    mismatches(index, { configuration }).every(
      (left) =>
        left.group.id !== group.id ||
        left.other.id !== other.id ||
        shortTraffic([left.match]) !== shortTraffic([match]),
    ),
  );
}
