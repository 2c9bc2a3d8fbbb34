import { valueOf } from '../../network/maybe';
import { changeResource } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { proven } from '../provenFix';
import { managed } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { awsService, codeEndpoints, type CodeEndpoint } from './codeEndpoints';
import { endpointSubnets } from './endpointSubnets';

/** Services with gateway endpoints. */
const withGateway: ReadonlySet<string> = new Set(['s3', 'dynamodb', 's3express']);

/**
 * An endpoint of type `Gateway` for a service that has none. Only S3 and DynamoDB have gateway endpoints; every other
 * service has interface endpoints. `Gateway` is what Terraform asks for where `vpc_endpoint_type` is not given.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
 */
export const gatewayUnsupported: Rule = {
  id: 'endpoint-gateway-unsupported',
  severity: 'error',
  title: 'A gateway endpoint for a service that has none',
  check: (context) =>
    codeEndpoints(context)
      .filter((one) => isUnsupported(one))
      .map((one) => finding(one, context)),
};

function isUnsupported({ endpoint, resource }: CodeEndpoint): boolean {
  if (valueOf(endpoint.type) !== 'gateway' || !endpoint.service.known) return false;
  return resource.body.attributes.has('service_name') && !withGateway.has(endpoint.service.value);
}

function finding(one: CodeEndpoint, context: RuleContext): RawFinding {
  const { resource, endpoint } = one;
  const { attributes } = resource.body;
  const type = attributes.get('vpc_endpoint_type');
  const service = awsService(endpoint) ?? "a service that is not AWS's";
  return {
    source: (type ?? attributes.get('service_name'))?.source ?? resourceHeader(resource),
    subject: resource.address,
    message: () =>
      `AWS has no gateway endpoint for ${service}, only for S3 and DynamoDB${type === undefined ? '; Gateway is what Terraform asks for without vpc_endpoint_type' : ''}.`,
    fixes: () => asInterface(one, context),
  };
}

/** An interface endpoint in the subnets of what may use it. */
function asInterface({ resource, endpoint }: CodeEndpoint, context: RuleContext): readonly Fix[] {
  const { configuration } = context;
  const vpc = context.network().vpcs.get(valueOf(endpoint.vpc) ?? '');
  const alike = managed(configuration, resource.type).filter((one) => one.block === resource.block);
  const all = codeEndpoints(context).filter((one) => alike.includes(one.resource) && isUnsupported(one));
  if (all.length < alike.length || vpc === undefined) return [];
  const given = resource.body.attributes;
  const subnets = given.has('subnet_ids') ? undefined : endpointSubnets(context, vpc.id, resource.module);
  const resolves = valueOf(vpc.dnsHostnames) === true && valueOf(vpc.dnsSupport) === true;
  const edits = changeResource(
    resource,
    {
      set: [
        ['vpc_endpoint_type', '"Interface"'],
        ...(subnets === undefined ? [] : ([['subnet_ids', subnets]] as const)),
        ...(resolves && !given.has('private_dns_enabled')
          ? ([['private_dns_enabled', 'true']] as const)
          : []),
      ],
      remove: ['route_table_ids'],
    },
    configuration,
  );
  if (edits === undefined) return [];
  const title = 'Make it an interface endpoint';
  return proven(context, { title, edits, preferred: false }, ({ network }) => {
    const after = network.endpoints.get(resource.address);
    return after !== undefined && valueOf(after.type) === 'interface';
  });
}
