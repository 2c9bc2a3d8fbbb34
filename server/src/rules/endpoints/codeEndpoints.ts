/**
 * Rules about VPC endpoints. This file pairs each endpoint's resource with what the network makes of it; the others
 * beside it are one rule each.
 */
import { valueOf } from '../../network/maybe';
import type { VpcEndpoint } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { certain } from '../../terraform/resources';
import type { RuleContext } from '../rule';

/** A VPC endpoint that surely exists. */
export interface CodeEndpoint {
  readonly resource: ResourceInstance;
  readonly endpoint: VpcEndpoint;
}

/** The endpoints of the code, in its order. */
export function codeEndpoints(context: RuleContext): readonly CodeEndpoint[] {
  const resources = certain(context.configuration, 'aws_vpc_endpoint');
  if (resources.length === 0) return [];
  const { endpoints } = context.network();
  return resources.flatMap((resource) => {
    const endpoint = endpoints.get(resource.address);
    return endpoint === undefined ? [] : [{ resource, endpoint }];
  });
}

/**
 * The short name of an AWS service (`ecr.dkr`); undefined for the services of others, and where it is not known.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function awsService({ service }: VpcEndpoint): string | undefined {
  const name = valueOf(service);
  return name === undefined || /^(com|cn|aws|vpce|module)\.|^aws_|vpce-svc/.test(name) ? undefined : name;
}
