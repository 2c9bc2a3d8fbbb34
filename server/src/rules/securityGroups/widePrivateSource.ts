import { serviceOfPort } from '../../explain/services';
import { listInWords } from '../../explain/traffic';
import { formatCidr } from '../../ip/cidr';
import type { GroupRule } from '../groupRules';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { hasPort, rulePorts } from '../rulePorts';
import { cidrOfPeer } from './permissions';
import { isPrivateCidr } from './privateRanges';
import { restrictingFixes } from './restrictSource';

/**
 * A port that gives control of a machine open to a private range wider than /16, which is more than one VPC can be:
 * everyone in every network behind a peering, a transit gateway or a VPN counts.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc1918,
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const widePrivateSource: Rule = {
  id: 'sg-wide-private-source',
  severity: 'warning',
  title: 'A port that gives control of a machine open to a wide private range',
  strictOnly: true,
  check: (context) => context.groupRules().flatMap((rule) => findingsFor(rule, context)),
};

function findingsFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  const range = rule.direction === 'ingress' && !rule.uncertain ? rulePorts(rule) : undefined;
  const ports = context.options.sensitivePorts.filter(
    (port) => hasPort(range?.tcp, port) || hasPort(range?.udp, port),
  );
  if (ports.length === 0) return [];
  const services = listInWords(ports.map((port) => serviceOfPort('tcp', port) ?? `port ${port}`));
  return rule.peers.flatMap((peer) => {
    const cidr = cidrOfPeer(peer);
    const isWide = cidr !== undefined && cidr.family === 4 && cidr.prefixLength < 16 && isPrivateCidr(cidr);
    if (!isWide) return [];
    return [
      {
        source: peer.source,
        subject: rule.resource.address,
        message: (subjects: string) =>
          `All of ${formatCidr(cidr)}, more than one VPC can be, can reach ${services} by this rule of ${subjects}.`,
        fixes: () => restrictingFixes(rule, peer, ports, context),
      },
    ];
  });
}
