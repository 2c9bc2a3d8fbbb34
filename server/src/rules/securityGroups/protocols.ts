import { remembered } from '../../util/remembered';
import type { GroupRule } from '../groupRules';
import { textOf } from '../values';

/** What a group rule's protocol is; `unknown` where the value is, `other` for a number or name without ports. */
export type RuleProtocol = 'all' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'other' | 'unknown';

const names: Readonly<Record<string, RuleProtocol>> = {
  '-1': 'all',
  all: 'all',
  tcp: 'tcp',
  '6': 'tcp',
  udp: 'udp',
  '17': 'udp',
  icmp: 'icmp',
  '1': 'icmp',
  icmpv6: 'icmpv6',
  '58': 'icmpv6',
};

/**
 * The protocol, by name or number, in any case: the provider lowers it
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule).
 */
export const protocolOf = remembered((rule: GroupRule): RuleProtocol => {
  const text = textOf(rule.protocol?.value);
  return text === undefined ? 'unknown' : (names[text.toLowerCase()] ?? 'other');
});

/** Whether ports mean something for it. */
export function hasPorts(protocol: RuleProtocol): protocol is 'tcp' | 'udp' {
  return protocol === 'tcp' || protocol === 'udp';
}
