import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { hasPorts, protocolOf } from './protocols';
import { changeArguments, fix } from './ruleArguments';

/**
 * A TCP or UDP port that does not exist: below 0 or above 65535. `-1` means "any" for ICMP and for all protocols only.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export const portOutOfRange: Rule = {
  id: 'sg-port-out-of-range',
  severity: 'error',
  title: 'A TCP or UDP port below 0 or above 65535',
  check: (context) => context.groupRules().flatMap((rule) => findingsFor(rule, context)),
};

const highest = 65535;

function findingsFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  if (!hasPorts(protocolOf(rule))) return [];
  const wrong = [rule.fromPort, rule.toPort].filter((argument) => {
    const port = integerOf(argument?.value);
    return port !== undefined && (port < 0 || port > highest);
  });
  const [first] = wrong;
  if (first === undefined) return [];
  const ports = wrong.map((argument) => String(integerOf(argument?.value))).join(' and ');
  return [
    {
      source: first.source,
      subject: rule.resource.address,
      message: (subjects) =>
        `${subjects} names port ${ports}, and there is none: ports go from 0 to ${highest}, so AWS refuses the rule.`,
      fixes: () => fixes(rule, context),
    },
  ];
}

function fixes(rule: GroupRule, context: RuleContext): Fix[] {
  const from = integerOf(rule.fromPort?.value);
  const to = integerOf(rule.toPort?.value);
  if (from === undefined || to === undefined || from > highest) return [];
  const lowest = Math.max(from, 0);
  const end = to < 0 || to > highest ? highest : to;
  return fix(
    `Ports ${lowest} to ${end}`,
    changeArguments(rule, { from_port: String(lowest), to_port: String(end) }, context.configuration),
  );
}
