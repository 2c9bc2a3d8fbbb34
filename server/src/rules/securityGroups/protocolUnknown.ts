import { quoted } from '../../edits/hcl';
import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { textOf } from '../values';
import { changeArguments, fix } from './ruleArguments';
import { wellKnownPorts } from './wellKnownPorts';

/**
 * A protocol that a group rule can not have. EC2 knows `tcp`, `udp`, `icmp`, `icmpv6`, `-1` and the IANA numbers 0 to 255;
 * `http`, `https` and `ssh` are spoken over TCP, and are told by their port.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export const protocolUnknown: Rule = {
  id: 'protocol-unknown',
  severity: 'error',
  title: 'A protocol that AWS does not know',
  check: (context) => context.groupRules().flatMap((rule) => findingFor(rule, context)),
};

const known: ReadonlySet<string> = new Set(['-1', 'all', 'tcp', 'udp', 'icmp', 'icmpv6']);

function findingFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  const text = textOf(rule.protocol?.value);
  if (text === undefined || known.has(text.toLowerCase()) || isNumber(text)) return [];
  const service = wellKnownPorts.get(text.toLowerCase());
  const hint =
    service === undefined
      ? 'it takes tcp, udp, icmp, icmpv6, -1 (all) or a number from 0 to 255'
      : `${text} is spoken over ${service.protocol.toUpperCase()}, port ${service.port}`;
  return [
    {
      source: rule.protocol?.source ?? rule.header,
      subject: rule.resource.address,
      message: (subjects) =>
        `${quoted(text)} is no protocol that AWS knows in a group rule (${subjects}): ${hint}.`,
      fixes: () => (service === undefined ? [] : fixes(rule, service.protocol, context)),
    },
  ];
}

function isNumber(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= 255;
}

function fixes(rule: GroupRule, protocol: string, { configuration }: RuleContext): Fix[] {
  const argument = rule.flavour.startsWith('aws_vpc') ? 'ip_protocol' : 'protocol';
  return fix(
    `Write ${quoted(protocol)}`,
    changeArguments(rule, { [argument]: quoted(protocol) }, configuration),
  );
}
