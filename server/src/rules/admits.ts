import { overlaps } from '../ip/ranges';
import type { Traffic } from '../ip/traffic';
import type { Id, Maybe, Network, SecurityGroup, SecurityGroupRule } from '../network/model';
import { trafficOf } from '../reachability/filterTraffic';

/** Groups of which every rule of a direction is known; undefined where one of them may have others. */
export function wholeGroups(
  network: Network,
  ids: readonly Maybe<Id>[],
  direction: 'ingress' | 'egress',
): readonly SecurityGroup[] | undefined {
  const groups = ids.flatMap((id) => (id.known ? (network.securityGroups.get(id.value) ?? []) : []));
  return groups.length === ids.length &&
    groups.every((group) => group.rulesIncomplete[direction] === undefined && group.uncertain === undefined)
    ? groups
    : undefined;
}

/** Rules of one direction that are, or may be, about this traffic. */
export function rulesAbout(
  groups: readonly SecurityGroup[],
  direction: 'ingress' | 'egress',
  traffic: Traffic,
): readonly SecurityGroupRule[] {
  return groups.flatMap((group) =>
    group.rules.filter(
      (rule) =>
        rule.direction === direction &&
        (!rule.traffic.known || overlaps(trafficOf(rule.traffic.value), traffic)),
    ),
  );
}
