import { argument, printBlock } from '../../edits/hcl';
import { freeName, idExpression } from '../../edits/naming';
import { valueOf } from '../../network/maybe';
import type { FileEdit } from '../../edits/fileEdit';
import { identityKey } from '../networkAcls/aclKey';
import { managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { isNamedElsewhere, removeResource } from '../securityGroups/removedBlock';
import { placeEdits } from '../textEdits';
import { codeRoutes, type CodeRoute } from './codeRoutes';
import { tableKey } from './tableKey';

/**
 * A route to a gateway endpoint (S3, DynamoDB) written by hand. AWS writes these routes itself, into the tables that the
 * endpoint is associated with, and refuses them from anybody else.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_route_table_association
 */
export const endpointRoutedByHand: Rule = {
  id: 'endpoint-routed-by-hand',
  severity: 'error',
  title: 'A route to a gateway endpoint written by hand',
  check: (context) =>
    codeRoutes(context.configuration).flatMap((route) =>
      route.targets.some((target) => target.name === 'vpc_endpoint_id' || target.name === 'gateway_id')
        ? findingFor(route, context)
        : [],
    ),
};

function findingFor(route: CodeRoute, context: RuleContext): RawFinding[] {
  const [target, other] = route.targets;
  const id = target === undefined || other !== undefined ? undefined : identityKey(target.value);
  const endpoint = context.network().endpoints.get(id ?? '');
  if (id === undefined || endpoint === undefined || valueOf(endpoint.type) !== 'gateway') return [];
  return [
    {
      source: target?.source ?? route.header,
      subject: route.resource.address,
      message: (subjects) =>
        `AWS refuses this route of ${subjects}: ${id} is a gateway endpoint, whose routes AWS writes itself into the tables that the endpoint is associated with.`,
      fixes: () => associated(route, id, context),
    },
  ];
}

/** The association in place of the route; the route only goes where the table is associated already. */
function associated(route: CodeRoute, endpoint: string, { configuration }: RuleContext): Fix[] {
  const { resource, table } = route;
  if (route.flavour !== 'aws_route' || resource.key !== undefined) return [];
  if (table === undefined || isNamedElsewhere(resource, configuration)) return [];
  const there =
    managed(configuration, 'aws_vpc_endpoint_route_table_association').some(
      (one) =>
        identityKey(one.body.attributes.get('vpc_endpoint_id')?.value) === endpoint &&
        tableKey(one.body.attributes.get('route_table_id')?.value, configuration) === table,
    ) || listsTable(endpoint, table, configuration);
  const edits = there
    ? removeResource(resource, configuration)
    : inPlace(route, endpoint, table, configuration);
  const title = there
    ? 'Remove the route: the table is associated with the endpoint'
    : `Associate ${table} with ${endpoint} instead`;
  return edits === undefined ? [] : [{ title, edits, preferred: there }];
}

function listsTable(endpoint: string, table: string, configuration: RuleContext['configuration']): boolean {
  const list = configuration.byAddress.get(endpoint)?.body.attributes.get('route_table_ids')?.value;
  return list?.kind === 'list' && list.elements.some((one) => tableKey(one, configuration) === table);
}

function inPlace(
  { resource }: CodeRoute,
  endpoint: string,
  table: string,
  configuration: RuleContext['configuration'],
): readonly FileEdit[] | undefined {
  const [tableId, endpointId] = [table, endpoint].map((id) =>
    idExpression(id, resource.module, configuration),
  );
  if (tableId === undefined || endpointId === undefined) return undefined;
  const type = 'aws_vpc_endpoint_route_table_association';
  const name = freeName(type, resource.name, resource.module, configuration);
  const newText = printBlock(`resource "${type}" "${name}"`, [
    argument('route_table_id', tableId),
    argument('vpc_endpoint_id', endpointId),
  ]);
  return placeEdits([{ chunk: resource.source.chunk, range: resource.block.range, newText }], configuration);
}
