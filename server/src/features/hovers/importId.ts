import { identityOf, textOf } from '../../rules/values';
import type { GroupRule } from '../../rules/groupRules';

/**
 * What `terraform import` takes for a group rule that is a resource of its own, as Markdown; undefined for inline rules,
 * and where a part of it is unknown.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule#import,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule#import
 */
export function importId(rule: GroupRule): string | undefined {
  switch (rule.flavour) {
    case 'block':
    case 'attribute':
      return undefined;
    case 'aws_vpc_security_group_ingress_rule':
    case 'aws_vpc_security_group_egress_rule':
      return 'sgr-…';
    case 'aws_security_group_rule':
      return legacyId(rule);
  }
}

/** `sg-0abc_ingress_tcp_80_80_10.0.0.0/16`; ids that only AWS knows stay open. */
function legacyId(rule: GroupRule): string | undefined {
  const parts = [
    idOf(rule.group, 'sg'),
    rule.direction,
    textOf(rule.protocol?.value),
    textOf(rule.fromPort?.value),
    textOf(rule.toPort?.value),
    ...rule.peers.map((peer) =>
      peer.kind === 'self' ? 'self' : idOf(peer.value, peer.kind === 'prefixList' ? 'pl' : 'sg'),
    ),
  ];
  const known = parts.filter((part) => part !== undefined);
  const isWhole = known.length === parts.length && rule.peers.length > 0 && !rule.peersIncomplete;
  return isWhole ? known.join('_') : undefined;
}

function idOf(value: GroupRule['group'], prefix: 'sg' | 'pl'): string | undefined {
  return value?.kind === 'reference' ? `${prefix}-…` : identityOf(value);
}
