import { parseCidr, type Family, type ParsedCidr } from '../../ip/cidr';
import type {
  Configuration,
  EvaluatedAttribute,
  EvaluatedBody,
  ResourceInstance,
} from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import type { Value } from '../../terraform/value';
import { remembered } from '../../util/remembered';
import { elementSource } from '../narrow';

/** One CIDR that the code gives to an argument, known as a text. */
export interface CidrArgument {
  readonly resource: ResourceInstance;
  /** `cidr_blocks` */
  readonly argument: string;
  /** What the argument wants; undefined where it takes both. */
  readonly family: Family | undefined;
  readonly text: string;
  /** The literal, or the narrowest expression that says it. */
  readonly source: SourceRange;
  /** The argument as it stands; undefined in an element of an attribute-as-blocks. */
  readonly attribute: EvaluatedAttribute | undefined;
}

/** What each argument takes, in resources and in their nested blocks. */
type Shape = Readonly<Record<string, Family | 'either' | Readonly<Record<string, Family | 'either'>>>>;

const groupBlock = { cidr_blocks: 4, ipv6_cidr_blocks: 6 } as const;
const entryBlock = { cidr_block: 4, ipv6_cidr_block: 6 } as const;
const destination = { destination_cidr_block: 4, destination_ipv6_cidr_block: 6 } as const;

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs, the pages of these resources. */
const shapes: Readonly<Record<string, Shape>> = {
  aws_security_group: { ingress: groupBlock, egress: groupBlock },
  aws_default_security_group: { ingress: groupBlock, egress: groupBlock },
  aws_security_group_rule: groupBlock,
  aws_vpc_security_group_ingress_rule: { cidr_ipv4: 4, cidr_ipv6: 6 },
  aws_vpc_security_group_egress_rule: { cidr_ipv4: 4, cidr_ipv6: 6 },
  aws_network_acl: { ingress: entryBlock, egress: entryBlock },
  aws_default_network_acl: { ingress: entryBlock, egress: entryBlock },
  aws_network_acl_rule: entryBlock,
  aws_route_table: { route: entryBlock },
  aws_default_route_table: { route: entryBlock },
  aws_route: destination,
  aws_vpc: { cidr_block: 4, ipv6_cidr_block: 6 },
  aws_vpc_ipv4_cidr_block_association: { cidr_block: 4 },
  aws_vpc_ipv6_cidr_block_association: { ipv6_cidr_block: 6 },
  aws_subnet: { cidr_block: 4, ipv6_cidr_block: 6 },
  aws_ec2_managed_prefix_list: { entry: { cidr: 'either' } },
  aws_ec2_managed_prefix_list_entry: { cidr: 'either' },
  aws_ec2_transit_gateway_route: { destination_cidr_block: 'either' },
  aws_vpn_connection_route: { destination_cidr_block: 4 },
};

/** Every CIDR of the configuration that is known, in the order of the code. */
export const readCidrArguments = remembered((configuration: Configuration): readonly CidrArgument[] =>
  configuration.resources.flatMap(argumentsOf),
);

const argumentsOf = remembered((resource: ResourceInstance): readonly CidrArgument[] => {
  const shape = resource.mode === 'managed' ? shapes[resource.type] : undefined;
  return shape === undefined ? [] : bodyArguments(resource, resource.body, shape);
});

/** What the text of an argument is. */
export const parsedArgument = remembered((cidr: CidrArgument): ParsedCidr => parseCidr(cidr.text));

function bodyArguments(resource: ResourceInstance, body: EvaluatedBody, shape: Shape): CidrArgument[] {
  return Object.entries(shape).flatMap(([name, wanted]) => {
    const attribute = body.attributes.get(name);
    if (typeof wanted !== 'object') {
      return attribute === undefined ? [] : textsOf(resource, attribute, name, wanted);
    }
    const blocks = body.blocks.filter((block) => block.type === name);
    return [
      ...blocks.flatMap((block) => bodyArguments(resource, block.body, wanted)),
      ...(attribute === undefined ? [] : elementArguments(resource, attribute, wanted)),
    ];
  });
}

function textsOf(
  resource: ResourceInstance,
  attribute: EvaluatedAttribute,
  argument: string,
  wanted: Family | 'either',
): CidrArgument[] {
  const { value } = attribute;
  const elements = value.kind === 'list' ? value.elements : [value];
  return elements.flatMap((element, index) => {
    const source = value.kind === 'list' ? elementSource(attribute, element, index) : attribute.source;
    return cidrText(element, { resource, argument, wanted, source, attribute });
  });
}

/** `ingress = [{ cidr_blocks = [...] }]` */
function elementArguments(
  resource: ResourceInstance,
  attribute: EvaluatedAttribute,
  shape: Readonly<Record<string, Family | 'either'>>,
): CidrArgument[] {
  if (attribute.value.kind !== 'list') return [];
  return attribute.value.elements.flatMap((element, index) => {
    if (element.kind !== 'map') return [];
    const source = elementSource(attribute, element, index);
    return Object.entries(shape).flatMap(([argument, wanted]) => {
      const value = element.entries.get(argument);
      const texts = value?.kind === 'list' ? value.elements : value === undefined ? [] : [value];
      return texts.flatMap((text) =>
        cidrText(text, { resource, argument, wanted, source, attribute: undefined }),
      );
    });
  });
}

interface Place extends Omit<CidrArgument, 'family' | 'text'> {
  readonly wanted: Family | 'either';
}

/** An empty text stands for none in the provider's older arguments. */
function cidrText(value: Value, { wanted, ...place }: Place): CidrArgument[] {
  if (value.kind !== 'string' || value.value === '') return [];
  return [{ ...place, family: wanted === 'either' ? undefined : wanted, text: value.value }];
}
