/**
 * The arguments of an entry besides its ACL and direction: as an `aws_network_acl_rule` and as an inline block call them.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule
 */
export const entryArguments: readonly { readonly standalone: string; readonly inline: string }[] = [
  { standalone: 'rule_number', inline: 'rule_no' },
  { standalone: 'rule_action', inline: 'action' },
  ...['protocol', 'from_port', 'to_port', 'icmp_type', 'icmp_code', 'cidr_block', 'ipv6_cidr_block'].map(
    (name) => ({ standalone: name, inline: name }),
  ),
];
