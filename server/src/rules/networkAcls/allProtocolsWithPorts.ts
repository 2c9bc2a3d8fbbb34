import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { changeArguments, fix } from '../securityGroups/ruleArguments';
import { integerOf, textOf } from '../values';
import { aclEntries, type AclEntry } from './aclEntries';
import { entryProtocol } from './aclLists';

/**
 * An entry for all protocols that names ports. Inline the provider fails at apply; an `aws_network_acl_rule` applies, and
 * is for **every** port, because ports mean nothing with protocol `-1`.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl ("from_port and to_port
 * must both be 0"), https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html
 */
export const aclAllProtocolsWithPorts: Rule = {
  id: 'nacl-all-protocols-with-ports',
  severity: 'warning',
  title: 'An entry of a network ACL for all protocols that names ports, which are ignored',
  check: (context) => aclEntries(context.configuration).flatMap((entry) => findingFor(entry, context)),
};

function findingFor(entry: AclEntry, context: RuleContext): RawFinding[] {
  if (entryProtocol(entry) !== 'all') return [];
  const arguments_ = [entry.fromPort, entry.toPort];
  const ports = arguments_.map((argument) => integerOf(argument?.value));
  // AWS reports no ports for such an entry, and -1 names none either.
  const inline = entry.flavour !== 'aws_network_acl_rule';
  const harmless = inline ? [undefined, 0] : [undefined, 0, -1];
  const wrong = arguments_.find((_, index) => !harmless.includes(ports[index]));
  if (wrong === undefined) return [];
  const range = ports.map((port) => String(port ?? '?')).join(' to ');
  const does = textOf(entry.action?.value)?.toLowerCase() === 'deny' ? 'denies' : 'opens';
  return [
    {
      source: wrong.source,
      subject: entry.resource.address,
      ...(inline ? { severity: 'error' as const } : {}),
      message: (subjects) =>
        inline
          ? `Terraform fails to apply ${subjects}: with protocol "-1" from_port and to_port must both be 0, not ${range}.`
          : `${subjects} ${does} every port of every protocol: the ports ${range} are ignored, because its protocol is "-1".`,
      fixes: () => fixes(entry, does, context),
    },
  ];
}

function fixes(entry: AclEntry, does: 'denies' | 'opens', { configuration }: RuleContext): Fix[] {
  const zero = Object.fromEntries([
    ...(entry.fromPort === undefined ? [] : [['from_port', '0']]),
    ...(entry.toPort === undefined ? [] : [['to_port', '0']]),
  ]) as Record<string, string>;
  return [
    ...fix('These ports of TCP only', changeArguments(entry, { protocol: '"tcp"' }, configuration)),
    ...fix(`All protocols: ${does} every port`, changeArguments(entry, zero, configuration)),
  ];
}
