import { managed } from '../../terraform/resources';
import { attributeExpression } from '../../edits/naming';
import type { ResourceInstance } from '../../terraform/configuration';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { readCidrArguments } from './cidrArguments';
import { isLiteral, replaceLiteral } from './fixes';

/**
 * A CIDR written out that is exactly the block of a VPC or subnet of the same module. A reference says what is meant, and
 * stays right when the block changes.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/references
 */
export const cidrLiteralOfManagedNetwork: Rule = {
  id: 'cidr-literal-of-managed-network',
  severity: 'hint',
  title: 'A CIDR written out that is the block of a VPC or subnet in the code',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const networks = managedNetworks(context);
  return readCidrArguments(context.configuration).flatMap((cidr) => {
    const equal = networks.get(cidr.text);
    if (equal === undefined || definesNetwork(cidr.resource) || !isLiteral(cidr)) return [];
    const same = equal.filter((one) => one.module.address === cidr.resource.module.address);
    const [network] = same;
    const argument = cidr.text.includes(':') ? 'ipv6_cidr_block' : 'cidr_block';
    const expression =
      network === undefined
        ? undefined
        : attributeExpression(network, argument, cidr.resource.module, context.configuration);
    // Two networks with one block (peered copies of a template): nobody can tell which is meant.
    if (expression === undefined || same.length !== 1) return [];
    return [
      {
        source: cidr.source,
        subject: cidr.resource.address,
        message: () =>
          `${cidr.text} is the block of ${network?.address ?? ''}: a reference stays right when that changes.`,
        fixes: () => replaceLiteral(cidr, expression, `Write ${expression}`, context, true),
      },
    ];
  });
}

function managedNetworks(context: RuleContext): ReadonlyMap<string, readonly ResourceInstance[]> {
  const networks = new Map<string, ResourceInstance[]>();
  for (const resource of managed(context.configuration, 'aws_vpc', 'aws_subnet')) {
    for (const argument of ['cidr_block', 'ipv6_cidr_block']) {
      const value = resource.body.attributes.get(argument)?.value;
      if (value?.kind === 'string')
        networks.set(value.value, [...(networks.get(value.value) ?? []), resource]);
    }
  }
  return networks;
}

function definesNetwork(resource: ResourceInstance): boolean {
  return /^aws_(vpc|subnet|vpc_ipv[46]_cidr_block_association)$/.test(resource.type);
}
