import { formatCidr } from '../../ip/cidr';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { parsedArgument, readCidrArguments, type CidrArgument } from './cidrArguments';
import { replaceCidr } from './fixes';

/**
 * A CIDR block with bits set after its prefix, such as `10.0.1.5/16`: either one host was meant, or the whole block. The
 * provider refuses it; in `aws_network_acl_rule`, which does not check, AWS stores the block without these bits, and every
 * plan wants to replace the entry.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_rule
 */
export const cidrHostBits: Rule = {
  id: 'cidr-host-bits',
  severity: 'error',
  title: 'A CIDR block with bits set behind its prefix',
  check: (context) => readCidrArguments(context.configuration).flatMap((cidr) => findingFor(cidr, context)),
};

function findingFor(cidr: CidrArgument, context: RuleContext): RawFinding[] {
  const parsed = parsedArgument(cidr);
  // With /0 the address can not be meant: `cidr-invalid` has that.
  if (parsed.kind === 'error' || !parsed.hostBits || parsed.cidr.prefixLength === 0) return [];
  const network = formatCidr(parsed.cidr);
  const host = `${cidr.text.split('/')[0] ?? ''}/${parsed.cidr.family === 4 ? 32 : 128}`;
  const outcome =
    cidr.resource.type === 'aws_network_acl_rule'
      ? `AWS stores it as ${network}, so every plan replaces the entry`
      : 'the provider refuses it';
  return [
    {
      source: cidr.source,
      subject: cidr.resource.address,
      message: (subjects) =>
        `${cidr.text} is not the start of its block, and ${outcome}: ${subjects} means ${network} or ${host}.`,
      fixes: () => [
        ...replaceCidr(cidr, network, `The whole block: ${network}`, context),
        ...replaceCidr(cidr, host, `Only this address: ${host}`, context),
      ],
    },
  ];
}
