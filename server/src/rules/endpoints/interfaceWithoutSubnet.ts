import { valueOf } from '../../network/maybe';
import { identityKey } from '../networkAcls/aclKey';
import { changeResource } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { proven } from '../provenFix';
import { managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { codeEndpoints, type CodeEndpoint } from './codeEndpoints';
import { endpointSubnets } from './endpointSubnets';

/**
 * An interface or Gateway Load Balancer endpoint in no subnet: it has no network interface, and nothing can reach it.
 * Silent where an association may put it into one.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
 */
export const interfaceWithoutSubnet: Rule = {
  id: 'endpoint-interface-without-subnet',
  severity: 'error',
  title: 'An interface endpoint in no subnet',
  check: (context) =>
    codeEndpoints(context)
      .filter((one) => isNowhere(one, context))
      .map((one) => finding(one, context)),
};

function isNowhere({ resource, endpoint }: CodeEndpoint, { configuration }: RuleContext): boolean {
  const type = valueOf(endpoint.type);
  if ((type !== 'interface' && type !== 'gatewayLoadBalancer') || endpoint.interfaces.length > 0)
    return false;
  if (resource.body.blocks.some((block) => block.type === 'subnet_configuration')) return false;
  return !managed(configuration, 'aws_vpc_endpoint_subnet_association').some((one) => {
    const key = identityKey(one.body.attributes.get('vpc_endpoint_id')?.value);
    return key === undefined || key === resource.address;
  });
}

function finding(one: CodeEndpoint, context: RuleContext): RawFinding {
  const { resource } = one;
  return {
    source: resource.body.attributes.get('subnet_ids')?.source ?? resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `Nothing can reach ${subjects}: without subnets an interface endpoint has no network interface.`,
    fixes: () => inSubnets(one, context),
  };
}

function inSubnets({ resource, endpoint }: CodeEndpoint, context: RuleContext): readonly Fix[] {
  const vpc = valueOf(endpoint.vpc);
  const subnets = vpc === undefined ? undefined : endpointSubnets(context, vpc, resource.module);
  const edits =
    subnets === undefined
      ? undefined
      : changeResource(resource, { set: [['subnet_ids', subnets]] }, context.configuration);
  if (edits === undefined) return [];
  const title = `Put it into ${subnets ?? ''}`;
  return proven(
    context,
    { title, edits, preferred: false },
    ({ network }) => network.endpoints.get(resource.address)?.interfaces.length !== 0,
  );
}
