import { quoted } from '../../edits/hcl';
import { cidrOf, formatCidr, parseCidr, type Cidr } from '../../ip/cidr';
import { literalText } from '../../syntax/literalText';
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import { managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';

/**
 * A VPC or subnet of a size that AWS does not make: for IPv4 from /28 to /16, for IPv6 subnets from /64 to /44 in steps of
 * four.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
export const networkSize: Rule = {
  id: 'network-size',
  severity: 'error',
  title: 'A VPC or subnet that is too large or too small',
  check: (context) =>
    managed(context.configuration, 'aws_vpc', 'aws_subnet', 'aws_vpc_ipv4_cidr_block_association').flatMap(
      (resource) =>
        ['cidr_block', 'ipv6_cidr_block'].flatMap((name) => {
          const argument = resource.body.attributes.get(name);
          return argument === undefined ? [] : findingFor(resource, argument, context);
        }),
    ),
};

function findingFor(
  resource: ResourceInstance,
  argument: EvaluatedAttribute,
  context: RuleContext,
): RawFinding[] {
  const parsed = argument.value.kind === 'string' ? parseCidr(argument.value.value) : undefined;
  if (parsed?.kind !== 'cidr') return [];
  const allowed = allowedSizes(resource, parsed.cidr);
  const { prefixLength } = parsed.cidr;
  if (allowed === undefined || allowed.includes(prefixLength)) return [];
  const what = resource.type === 'aws_subnet' ? 'a subnet' : 'a block of a VPC';
  const [largest = 0] = allowed;
  const smallest = allowed.at(-1) ?? 0;
  const steps = parsed.cidr.family === 6 ? ', in steps of four' : '';
  return [
    {
      source: argument.source,
      subject: resource.address,
      message: (subjects) =>
        `AWS does not make ${subjects} with /${prefixLength}: ${what} goes from /${largest} to /${smallest}${steps}.`,
      fixes: () => resized(argument, parsed.cidr, allowed, context),
    },
  ];
}

const ipv4Sizes = [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28];
const ipv6SubnetSizes = [44, 48, 52, 56, 60, 64];

function allowedSizes({ type }: ResourceInstance, { family }: Cidr): readonly number[] | undefined {
  if (family === 4) return ipv4Sizes;
  // What a VPC gets for IPv6 depends on the pool that it is from.
  return type === 'aws_subnet' ? ipv6SubnetSizes : undefined;
}

/** The nearest size that there is. */
function resized(
  { expression, source }: EvaluatedAttribute,
  cidr: Cidr,
  allowed: readonly number[],
  { configuration }: RuleContext,
): Fix[] {
  if (literalText(expression) === undefined) return [];
  const distance = (size: number): number => Math.abs(size - cidr.prefixLength);
  const nearest = allowed.reduce((a, b) => (distance(b) < distance(a) ? b : a), allowed[0] ?? 28);
  const text = formatCidr(cidrOf(cidr.family, cidr.address, nearest));
  const edits = placeEdits([{ ...source, newText: quoted(text) }], configuration);
  return edits === undefined ? [] : [{ title: `Write ${text}`, edits, preferred: false }];
}
