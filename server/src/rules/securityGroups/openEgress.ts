import { formatCidr } from '../../ip/cidr';
import type { GroupRule } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { cidrOfPeer } from './permissions';
import { protocolOf } from './protocols';
import { changeArguments, fix } from './ruleArguments';

/**
 * All protocols out to every IPv4 or IPv6 address: what carries the group may send anything to anyone.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
export const openEgress: Rule = {
  id: 'sg-open-egress',
  severity: 'warning',
  title: 'All protocols out to everywhere',
  strictOnly: true,
  check: (context) => context.groupRules().flatMap((rule) => findingsFor(rule, context)),
};

function findingsFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  if (rule.direction !== 'egress' || rule.uncertain || protocolOf(rule) !== 'all') return [];
  return rule.peers.flatMap((peer) => {
    const cidr = cidrOfPeer(peer);
    if (cidr?.prefixLength !== 0) return [];
    return [
      {
        source: peer.source,
        subject: rule.resource.address,
        message: (subjects: string) =>
          `What carries this group may send anything to anyone: ${subjects} lets all protocols out to ${formatCidr(cidr)}.`,
        fixes: () => httpsOnly(rule, context),
      },
    ];
  });
}

/** A rule of the current kind has no ports to change. */
function httpsOnly(rule: GroupRule, { configuration }: RuleContext): Fix[] {
  if (rule.flavour.startsWith('aws_vpc')) return [];
  const values = { protocol: '"tcp"', from_port: '443', to_port: '443' };
  return fix('Let HTTPS out only: closes all else', changeArguments(rule, values, configuration));
}
