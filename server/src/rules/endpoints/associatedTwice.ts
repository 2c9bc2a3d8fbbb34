import type { ResourceInstance } from '../../terraform/configuration';
import { identityKey } from '../networkAcls/aclKey';
import { elementSource } from '../narrow';
import { certain, managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { isNamedElsewhere, removeResource } from '../securityGroups/removedBlock';

/**
 * A route table, subnet or security group that an endpoint lists and an association resource gives it as well. Terraform
 * keeps the same thing in two places, and taking it out of one undoes the other.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_route_table_association,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_subnet_association,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_security_group_association
 */
export const endpointAssociatedTwice: Rule = {
  id: 'endpoint-associated-twice',
  severity: 'error',
  title: 'An endpoint that is associated with the same thing twice',
  check: (context) => associations.flatMap((kind) => findings(kind, context)),
};

interface Association {
  readonly type: string;
  readonly argument: string;
  /** The list in the endpoint. */
  readonly list: string;
}

const associations: readonly Association[] = [
  { type: 'aws_vpc_endpoint_route_table_association', argument: 'route_table_id', list: 'route_table_ids' },
  { type: 'aws_vpc_endpoint_subnet_association', argument: 'subnet_id', list: 'subnet_ids' },
  {
    type: 'aws_vpc_endpoint_security_group_association',
    argument: 'security_group_id',
    list: 'security_group_ids',
  },
];

function findings({ type, argument, list }: Association, context: RuleContext): RawFinding[] {
  return certain(context.configuration, type).flatMap((resource) => {
    const { attributes } = resource.body;
    const own = attributes.get(argument);
    const key = identityKey(own?.value);
    const endpoint = context.configuration.byAddress.get(
      identityKey(attributes.get('vpc_endpoint_id')?.value) ?? '',
    );
    const listed = endpoint?.body.attributes.get(list);
    if (own === undefined || key === undefined || endpoint === undefined || listed?.value.kind !== 'list')
      return [];
    const index = listed.value.elements.findIndex((element) => identityKey(element) === key);
    const element = listed.value.elements[index];
    if (element === undefined) return [];
    return [
      {
        source: own.source,
        subject: resource.address,
        message: () =>
          `${endpoint.address} has ${key} already, by its ${list}: kept in both places, one undoes the other.`,
        related: [
          { message: `${endpoint.address} lists it here`, source: elementSource(listed, element, index) },
        ],
        fixes: () => without(resource, context),
      },
    ];
  });
}

function without(resource: ResourceInstance, { configuration }: RuleContext): readonly Fix[] {
  const repeated = managed(configuration, resource.type).filter((one) => one.block === resource.block);
  if (repeated.length > 1 || isNamedElsewhere(resource, configuration)) return [];
  const edits = removeResource(resource, configuration);
  return edits === undefined ? [] : [{ title: 'Remove the association', edits, preferred: true }];
}
