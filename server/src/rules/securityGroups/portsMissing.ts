import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { hasPorts, protocolOf } from './protocols';
import { addArguments, fix } from './ruleArguments';
import { wellKnownPorts } from './wellKnownPorts';

/**
 * A TCP, UDP or ICMP rule of the current kind without `from_port` or `to_port`. Both are needed unless the protocol is
 * `-1` or `icmpv6`.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule
 */
export const portsMissing: Rule = {
  id: 'sg-ports-missing',
  severity: 'error',
  title: 'A TCP, UDP or ICMP rule without ports',
  check: (context) => context.groupRules().flatMap((rule) => findingFor(rule, context)),
};

function findingFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  const protocol = protocolOf(rule);
  if (!rule.flavour.startsWith('aws_vpc') || !(hasPorts(protocol) || protocol === 'icmp')) return [];
  const missing = [
    ...(rule.fromPort === undefined ? ['from_port'] : []),
    ...(rule.toPort === undefined ? ['to_port'] : []),
  ];
  if (missing.length === 0) return [];
  return [
    {
      source: rule.protocol?.source ?? rule.header,
      subject: rule.resource.address,
      message: (subjects) => `${subjects} lacks ${missing.join(' and ')}: a ${protocol} rule needs both.`,
      fixes: () => fixes(rule, missing, context),
    },
  ];
}

function fixes(rule: GroupRule, missing: readonly string[], context: RuleContext): Fix[] {
  const values = portsFor(rule, integerOf((rule.fromPort ?? rule.toPort)?.value));
  return values.flatMap(([from, to, title]) =>
    fix(
      title,
      addArguments(
        rule,
        'ip_protocol',
        missing.map((name) => [name, name === 'from_port' ? from : to] as const),
        context.configuration,
      ),
    ),
  );
}

/** The port that the rule already names, else the service that its name tells, else all. */
function portsFor(
  rule: GroupRule,
  given: number | undefined,
): readonly (readonly [from: string, to: string, title: string])[] {
  const protocol = protocolOf(rule);
  if (protocol === 'icmp') return [['-1', '-1', 'All types of ICMP']];
  if (given !== undefined) return [[String(given), String(given), `Only port ${given}`]];
  const word = rule.resource.name
    .split(/[_-]/)
    .find((part) => wellKnownPorts.get(part)?.protocol === protocol);
  const port = String(wellKnownPorts.get(word ?? '')?.port);
  const own = word === undefined ? [] : [[port, port, `Port ${port} (${word})`] as const];
  return [...own, ['0', '65535', `All ${protocol.toUpperCase()} ports`]];
}
