import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { integerOf } from '../values';
import { protocolOf } from './protocols';
import { changeArguments, fix } from './ruleArguments';

/**
 * An ICMP rule whose ports are read as type and code. `0` and `0` is the echo *reply* only, so that a ping gets nowhere;
 * types and codes go up to 255; and ICMP never matches IPv6 addresses, ICMPv6 never IPv4 ones.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html,
 * https://www.iana.org/assignments/icmp-parameters/
 */
export const icmpTypeCode: Rule = {
  id: 'sg-icmp-type-code',
  severity: 'warning',
  title: 'An ICMP rule whose type and code were taken for ports',
  check: (context) => context.groupRules().flatMap((rule) => findingsFor(rule, context)),
};

function findingsFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  const protocol = protocolOf(rule);
  if (protocol !== 'icmp' && protocol !== 'icmpv6') return [];
  return [...wrongFamily(rule, protocol), ...wrongType(rule, protocol, context)];
}

function wrongType(rule: GroupRule, protocol: 'icmp' | 'icmpv6', context: RuleContext): RawFinding[] {
  const type = integerOf(rule.fromPort?.value);
  const code = integerOf(rule.toPort?.value);
  const source = rule.fromPort?.source ?? rule.header;
  const subject = rule.resource.address;
  const fixes = (): Fix[] => allowPing(rule, protocol, context);
  if ((type !== undefined && type > 255) || (code !== undefined && code > 255)) {
    const message = (subjects: string): string =>
      `${subjects} has ICMP type ${type ?? '?'} and code ${code ?? '?'}: for ICMP from_port is the type and to_port the code, and both end at 255.`;
    return [{ source, subject, severity: 'error', message, fixes }];
  }
  if (protocol !== 'icmp' || type !== 0 || code !== 0) return [];
  const message = (subjects: string): string =>
    `${subjects} admits echo replies only (type 0, code 0), not pings: for ICMP from_port is the type and to_port the code.`;
  return [{ source, subject, message, fixes }];
}

/** Echo requests are type 8 in ICMP and 128 in ICMPv6; -1 is any. */
function allowPing(rule: GroupRule, protocol: 'icmp' | 'icmpv6', { configuration }: RuleContext): Fix[] {
  const echo = protocol === 'icmp' ? '8' : '128';
  return [
    ...fix(`Pings: type ${echo}`, changeArguments(rule, { from_port: echo, to_port: '-1' }, configuration)),
    ...fix('All of ICMP', changeArguments(rule, { from_port: '-1', to_port: '-1' }, configuration)),
  ];
}

function wrongFamily(rule: GroupRule, protocol: 'icmp' | 'icmpv6'): RawFinding[] {
  const wrong = protocol === 'icmp' ? 'cidr6' : 'cidr4';
  const [first] = rule.peers;
  if (first === undefined || rule.peersIncomplete || rule.peers.some((peer) => peer.kind !== wrong))
    return [];
  const [name, family, other] = protocol === 'icmp' ? ['ICMP', 'IPv6', 'icmpv6'] : ['ICMPv6', 'IPv4', 'icmp'];
  return [
    {
      source: first.source,
      subject: rule.resource.address,
      message: (subjects) =>
        `${subjects} never matches: ${name} does not run over ${family}, where it is "${other}".`,
    },
  ];
}
