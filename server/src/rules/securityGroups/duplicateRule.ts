import { sameRanges } from '../../ip/ranges';
import { rememberedForList } from '../../util/remembered';
import type { RawFinding, Rule, RuleContext, Severity } from '../rule';
import { textOf } from '../values';
import { peerInWords, permissionsByGroup, type Permission } from './permissions';
import { removePeer } from './removePeer';
import { fix } from './ruleArguments';

/**
 * One permission twice in one group. AWS refuses a rule that the group already has (`InvalidPermission.Duplicate`), and two
 * that are the same in one call; the provider sends inline rules that differ in their description only as two. Inline
 * rules that are the same in everything are one, so that the second is merely idle.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export const duplicateRule: Rule = {
  id: 'sg-duplicate-rule',
  severity: 'error',
  title: 'One permission twice in one security group',
  check,
};

function check(context: RuleContext): RawFinding[] {
  return [...permissionsByGroup(context.groupRules()).values()].flatMap((permissions) =>
    repeatedOnes(permissions).map(({ first, second }) => finding(first, second, context)),
  );
}

const repeatedOnes = rememberedForList((permissions: readonly Permission[]) =>
  permissions.flatMap((second, index) => {
    const first = permissions.slice(0, index).find((one) => isSame(one, second));
    return first === undefined ? [] : [{ first, second }];
  }),
);

/** Inline rules and rule resources on one group are another rule's matter. */
function isSame(a: Permission, b: Permission): boolean {
  return a.peerKey === b.peerKey && sameRanges(a.traffic, b.traffic) && isInline(a) === isInline(b);
}

function isInline({ rule }: Permission): boolean {
  return rule.flavour === 'block' || rule.flavour === 'attribute';
}

function finding(first: Permission, second: Permission, context: RuleContext): RawFinding {
  const severity = severityOf(first, second);
  const who = peerInWords(second);
  const way = second.direction === 'egress' ? 'to' : 'from';
  return {
    source: second.peer.source,
    subject: second.rule.resource.address,
    severity,
    message: (subjects) =>
      severity === 'error'
        ? `AWS refuses this rule of ${subjects}: ${second.group} already lets the same traffic ${way} ${who} through.`
        : `This is said twice: ${second.group} already lets the same traffic ${way} ${who} through.`,
    related: [{ message: 'The first one', source: first.peer.source }],
    fixes: () => fix('Remove this one', removePeer(second.rule, second.peer, context.configuration), true),
  };
}

function severityOf(first: Permission, second: Permission): Severity {
  if (!isInline(first)) return 'error';
  const one = textOf(first.rule.arguments.get('description')?.value);
  const other = textOf(second.rule.arguments.get('description')?.value);
  return one !== undefined && other !== undefined && one !== other ? 'error' : 'hint';
}
