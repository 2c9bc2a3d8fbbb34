import type { ResourceInstance } from '../../terraform/configuration';
import { resourceHeader } from '../groupRules';
import { identityKey } from '../networkAcls/aclKey';
import { certain } from '../../terraform/resources';
import { tableKey } from '../routes/tableKey';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { isNamedElsewhere, removeResource } from '../securityGroups/removedBlock';
import { attributeExpression } from '../../edits/naming';
import { listElement } from '../../edits/placement';

/**
 * A route table with `propagating_vgws` and an `aws_vpn_gateway_route_propagation`: the argument owns the propagations of
 * its table, and Terraform takes out those that it does not list.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpn_gateway_route_propagation
 */
export const vgwPropagationTwice: Rule = {
  id: 'vgw-propagation-twice',
  severity: 'warning',
  title: 'Route propagation in the table and as a resource',
  check: (context) =>
    certain(context.configuration, 'aws_vpn_gateway_route_propagation').flatMap((resource) =>
      findingFor(resource, context),
    ),
};

function findingFor(propagation: ResourceInstance, context: RuleContext): RawFinding[] {
  const { configuration } = context;
  const argument = propagation.body.attributes.get('route_table_id');
  const table = configuration.byAddress.get(tableKey(argument?.value, configuration) ?? '');
  const listed = table?.body.attributes.get('propagating_vgws');
  if (table === undefined || table.uncertain !== undefined || listed?.value.kind !== 'list') return [];
  const gateway = identityKey(propagation.body.attributes.get('vpn_gateway_id')?.value);
  const elements = listed.value.elements.map(identityKey);
  const isListed = gateway !== undefined && elements.includes(gateway);
  if (elements.length === 0 || (!isListed && (gateway === undefined || elements.includes(undefined))))
    return [];
  return [
    {
      source: argument?.source ?? resourceHeader(propagation),
      subject: propagation.address,
      message: (subjects) =>
        isListed
          ? `${table.address} propagates the routes of ${gateway} already, by propagating_vgws: ${subjects} is one owner too many.`
          : `${table.address} and ${subjects} undo each other at every apply: with propagating_vgws, Terraform takes out every gateway that is not in it.`,
      related: [{ message: 'The table lists its gateways here', source: listed.nameSource }],
      fixes: () => merged(propagation, table, isListed, context),
    },
  ];
}

/** The resource taken out, and its gateway put into the list where it is not there. */
function merged(
  propagation: ResourceInstance,
  table: ResourceInstance,
  isListed: boolean,
  { configuration }: RuleContext,
): Fix[] {
  if (propagation.key !== undefined || isNamedElsewhere(propagation, configuration)) return [];
  const removal = removeResource(propagation, configuration);
  const value = propagation.body.attributes.get('vpn_gateway_id')?.value;
  const gateway = value?.kind === 'reference' ? configuration.byAddress.get(value.address) : undefined;
  const list = table.block.body.attributes.find((one) => one.name === 'propagating_vgws');
  const id =
    gateway === undefined ? undefined : attributeExpression(gateway, 'id', table.module, configuration);
  if (removal === undefined) return [];
  if (isListed) return [{ title: `Remove ${propagation.address}`, edits: removal, preferred: true }];
  if (id === undefined || list === undefined || table.key !== undefined) return [];
  const added = listElement(table, list, id, configuration);
  const title = `List the gateway in ${table.address} instead`;
  return added === undefined ? [] : [{ title, edits: [...removal, added], preferred: false }];
}
