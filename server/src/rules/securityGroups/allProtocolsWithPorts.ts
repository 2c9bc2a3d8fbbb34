import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { protocolOf } from './protocols';
import { changeArguments, fix } from './ruleArguments';

/**
 * A rule for all protocols that names ports. Inline the provider fails at apply; an `aws_security_group_rule` applies, and
 * opens **every** port, because ports mean nothing with protocol `-1`; a rule of the current kind must not have them.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group ("from_port and
 * to_port must both be 0"), https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const allProtocolsWithPorts: Rule = {
  id: 'sg-all-protocols-with-ports',
  severity: 'error',
  title: 'A rule for all protocols that names ports, which are ignored',
  check: (context) => context.groupRules().flatMap((rule) => findingFor(rule, context)),
};

function findingFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  if (protocolOf(rule) !== 'all') return [];
  const current = rule.flavour.startsWith('aws_vpc');
  const ports = [rule.fromPort, rule.toPort].map((argument) => integerOf(argument?.value));
  // AWS itself reports -1 for the ports of such a rule, so that this is no contradiction in a standalone rule.
  const harmless = current
    ? [undefined, -1]
    : rule.flavour === 'aws_security_group_rule'
      ? [undefined, 0, -1]
      : [undefined, 0];
  const wrong = [rule.fromPort, rule.toPort].find((_, index) => !harmless.includes(ports[index]));
  if (wrong === undefined) return [];
  const range = ports.map((port) => String(port ?? '?')).join(' to ');
  return [
    {
      source: wrong.source,
      subject: rule.resource.address,
      severity: rule.flavour === 'aws_security_group_rule' ? 'warning' : 'error',
      message: (subjects) => messageFor(rule, subjects, range),
      fixes: () => fixes(rule, context),
    },
  ];
}

function messageFor(rule: GroupRule, subjects: string, range: string): string {
  if (rule.flavour === 'aws_security_group_rule') {
    return `${subjects} opens every port of every protocol: the ports ${range} are ignored, because its protocol is "-1".`;
  }
  return rule.flavour.startsWith('aws_vpc')
    ? `${subjects} is for all protocols, and must not name ports (${range}).`
    : `Terraform fails to apply ${subjects}: with protocol "-1" from_port and to_port must both be 0, not ${range}.`;
}

function fixes(rule: GroupRule, { configuration }: RuleContext): Fix[] {
  const current = rule.flavour.startsWith('aws_vpc');
  const everything = current
    ? { from_port: undefined, to_port: undefined }
    : { from_port: '0', to_port: '0' };
  return [
    ...fix(
      'These ports of TCP only',
      changeArguments(rule, { [current ? 'ip_protocol' : 'protocol']: '"tcp"' }, configuration),
    ),
    ...fix('All protocols: opens every port', changeArguments(rule, everything, configuration)),
  ];
}
