/** Where Terraform's plan and ours may differ, and why. */
export const exceptions: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /^terraform_data\.\w+\.output: known after apply/,
    reason: 'The output will be what the input is: that much is known here before apply.',
  },
  {
    pattern: /^aws_instance\.\w+\.user_data: "[0-9a-f]{40}", but here/,
    reason: 'The provider shows the hash of the text in a plan; here the text itself is of more use.',
  },
  {
    pattern: /^aws_security_group_rule\.\w+\.protocol: "(tcp|udp|icmp)", but here "(6|17|1)"$/,
    reason: 'The provider shows the name of the protocol in a plan; here it stays as it is written.',
  },
];
