import { textOf, integerOf } from '../values';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { fix } from '../securityGroups/ruleArguments';
import { aclEntries, type AclEntry } from './aclEntries';
import { entryProtocol } from './aclLists';
import { setArguments } from './entryText';

/**
 * An ICMP entry without `icmp_type`: the provider sends type 0 and code 0, which is the echo *reply* only, so that the
 * entry is not for pings. And one for all types (-1) needs -1 as its code too.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule
 */
export const icmpTypeMissing: Rule = {
  id: 'nacl-icmp-type-missing',
  severity: 'error',
  title: 'An ICMP entry of a network ACL without type and code, which is for echo replies only',
  check: (context) => aclEntries(context.configuration).flatMap((entry) => findingFor(entry, context)),
};

function findingFor(entry: AclEntry, context: RuleContext): RawFinding[] {
  const protocol = entryProtocol(entry);
  // Without a direction or CIDR it is still the same; an entry of which nothing is known has no protocol.
  if (protocol !== 1 && protocol !== 58) return [];
  const type = integerOf(entry.icmpType?.value);
  const code = entry.icmpCode === undefined ? 0 : integerOf(entry.icmpCode.value);
  const subject = entry.resource.address;
  const fixes = (): Fix[] => fixesFor(entry, protocol, context);
  if (entry.icmpType === undefined) {
    const source = entry.protocol?.source ?? entry.header;
    const message = (subjects: string): string =>
      `An entry of ${subjects} has no icmp_type, which is sent as 0: ${typeZero(protocol)}.`;
    return [{ source, subject, message, fixes }];
  }
  if (type !== -1 || code === undefined || code === -1) return [];
  const message = (subjects: string): string =>
    `An entry of ${subjects} is for all types of ICMP (-1) but for code ${code}: with type -1 the code must be -1 too.`;
  return [{ source: (entry.icmpCode ?? entry.icmpType).source, subject, message, fixes }];
}

function typeZero(protocol: 1 | 58): string {
  return protocol === 1
    ? 'it is for echo replies only, not for pings or anything else of ICMP'
    : 'no message of ICMPv6 has that type, so it is for nothing';
}

/** Echo requests are type 8 in ICMP and 128 in ICMPv6; -1 is any. */
function fixesFor(entry: AclEntry, protocol: 1 | 58, { configuration }: RuleContext): Fix[] {
  const echo = protocol === 1 ? '8' : '128';
  const opens = textOf(entry.action?.value)?.toLowerCase() === 'deny' ? '' : ': opens every type';
  const all = { icmp_type: '-1', icmp_code: '-1' };
  const ping = { icmp_type: echo, icmp_code: '0' };
  const given = entry.icmpType !== undefined;
  return [
    ...fix(`All of ICMP${opens}`, setArguments(entry, given ? { icmp_code: '-1' } : all, configuration)),
    ...(given ? [] : fix(`Pings: type ${echo}`, setArguments(entry, ping, configuration))),
  ];
}
