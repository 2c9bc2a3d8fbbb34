import type { GroupRule } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { hasPorts, protocolOf } from './protocols';
import { changeArguments, fix } from './ruleArguments';

/**
 * A TCP or UDP rule for ports 0 to 0. It matches port 0 only, which nothing listens on: "0 to 0" means "all ports" with
 * the protocol `-1` only.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export const portZero: Rule = {
  id: 'sg-port-zero',
  severity: 'warning',
  title: 'A TCP or UDP rule for port 0 only, where all ports were meant',
  check: (context) => context.groupRules().flatMap((rule) => findingFor(rule, context)),
};

function findingFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  const protocol = protocolOf(rule);
  if (!hasPorts(protocol) || integerOf(rule.fromPort?.value) !== 0 || integerOf(rule.toPort?.value) !== 0)
    return [];
  const name = protocol.toUpperCase();
  return [
    {
      source: rule.toPort?.source ?? rule.header,
      subject: rule.resource.address,
      message: (subjects) =>
        `${subjects} matches ${name} port 0 and no other: ports 0 to 0 mean "all" with protocol "-1" only.`,
      fixes: () => [
        ...fix(
          `All ${name} ports: opens 0 to 65535`,
          changeArguments(rule, { to_port: '65535' }, context.configuration),
        ),
        ...fix(
          'All protocols and ports: opens everything',
          changeArguments(rule, allProtocols(rule), context.configuration),
        ),
      ],
    },
  ];
}

/** A rule of the current kind has no ports with `-1`. */
function allProtocols(rule: GroupRule): Record<string, string | undefined> {
  return rule.flavour.startsWith('aws_vpc')
    ? { ip_protocol: '"-1"', from_port: undefined, to_port: undefined }
    : { protocol: '"-1"' };
}
