import type { GroupRule } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { hasPorts, protocolOf } from './protocols';
import { changeArguments, fix } from './ruleArguments';

/**
 * A range of ports that ends before it starts. EC2 refuses it at apply; nothing checks it before.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export const portRangeInverted: Rule = {
  id: 'sg-port-range-inverted',
  severity: 'error',
  title: 'A range of ports that ends before it starts',
  check: (context) => context.groupRules().flatMap((rule) => findingFor(rule, context)),
};

function findingFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  const from = integerOf(rule.fromPort?.value);
  const to = integerOf(rule.toPort?.value);
  if (!hasPorts(protocolOf(rule)) || from === undefined || to === undefined || from <= to) return [];
  return [
    {
      source: rule.fromPort?.source ?? rule.header,
      subject: rule.resource.address,
      message: (subjects) =>
        `The ports of ${subjects} go from ${from} to ${to}: AWS refuses a range that ends before it starts.`,
      fixes: () =>
        fix(
          `Swap them: ports ${to} to ${from}`,
          changeArguments(rule, { from_port: String(to), to_port: String(from) }, context.configuration),
        ),
    },
  ];
}
