import { cidrContains } from '../../ip/cidr';
import { includes, sameRanges } from '../../ip/ranges';
import { rememberedForList } from '../../util/remembered';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { peerInWords, permissionsByGroup, type Permission } from './permissions';
import { removePeer } from './removePeer';
import { fix } from './ruleArguments';

/**
 * A group rule that another rule of the group makes idle: it lets nothing through that the other does not. Rules of a group
 * only ever add up, so that it can go, or the wider one was not meant.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const coveredRule: Rule = {
  id: 'sg-covered-rule',
  severity: 'hint',
  title: 'A group rule that another rule of the group makes idle',
  check,
};

function check(context: RuleContext): RawFinding[] {
  return [...permissionsByGroup(context.groupRules()).values()].flatMap((permissions) =>
    coveredOnes(permissions).map(({ narrow, wide }) => finding(narrow, wide, context)),
  );
}

const coveredOnes = rememberedForList((permissions: readonly Permission[]) =>
  permissions.flatMap((narrow) => {
    const wide = permissions.find((other) => other !== narrow && covers(other, narrow));
    return wide === undefined ? [] : [{ narrow, wide }];
  }),
);

/** Whether all that one lets through is let through by the other; the same permission twice is another rule's matter. */
function covers(wide: Permission, narrow: Permission): boolean {
  const samePeer = wide.peerKey === narrow.peerKey;
  const inside =
    samePeer ||
    (wide.cidr !== undefined && narrow.cidr !== undefined && cidrContains(wide.cidr, narrow.cidr));
  if (!inside || !includes(wide.traffic, narrow.traffic)) return false;
  return !samePeer || !sameRanges(wide.traffic, narrow.traffic);
}

function finding(narrow: Permission, wide: Permission, { configuration }: RuleContext): RawFinding {
  const way = narrow.direction === 'egress' ? 'to' : 'from';
  return {
    source: narrow.peer.source,
    subject: narrow.rule.resource.address,
    message: (subjects) =>
      `This rule of ${subjects} adds nothing: another one lets ${sameTraffic(wide, narrow)} ${way} ${peerInWords(wide)} through.`,
    related: [{ message: 'The wider rule', source: wide.peer.source }],
    fixes: () => [
      ...fix('Remove this rule: takes no access away', removePeer(narrow.rule, narrow.peer, configuration)),
      ...fix(
        `Remove the wider rule: takes away what it lets through ${way} ${peerInWords(wide)} beyond this one`,
        removePeer(wide.rule, wide.peer, configuration),
      ),
    ],
  };
}

function sameTraffic(wide: Permission, narrow: Permission): string {
  return sameRanges(wide.traffic, narrow.traffic) ? 'the same traffic' : 'all of that and more';
}
