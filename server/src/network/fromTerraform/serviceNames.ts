import type { ResourceInstance } from '../../terraform/configuration';
import type { Id } from '../model';
import type { Context } from './context';
import type { Argument } from './fields';

/**
 * An AWS service's short name (`s3`, `ecr.dkr`) from what an endpoint calls it: `com.amazonaws.eu-west-1.s3`. Where the
 * Region is not known, the end of the text still tells. Undefined for other services, and where nothing tells.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function shortServiceName(context: Context, argument: Argument | undefined): string | undefined {
  if (argument === undefined) return undefined;
  const { value, expression } = argument;
  if (value.kind === 'string') return shorten(value.value);
  if (value.kind === 'reference') {
    const data = context.resource(value.address);
    if (data?.type === 'aws_vpc_endpoint_service' && data.mode === 'data') {
      const service = context.fields(data).argument('service');
      return service === undefined
        ? shortServiceName(context, context.fields(data).argument('service_name'))
        : service.value.kind === 'string'
          ? service.value.value
          : undefined;
    }
    return undefined;
  }
  if (value.kind !== 'unknown' || expression?.kind !== 'template') return undefined;
  const [first] = expression.parts;
  const last = expression.parts.at(-1);
  if (first?.kind !== 'text' || last?.kind !== 'text' || expression.parts.length !== 3) return undefined;
  return /^com\.amazonaws\.$/.test(first.text) && last.text.startsWith('.') ? last.text.slice(1) : undefined;
}

function shorten(name: string): string | undefined {
  return /^(?:cn\.)?(?:com\.amazonaws|aws\.api|aws\.sagemaker|com\.amazonaws-fips)\.(?:[a-z]{2}(?:-[a-z]+)+-\d|global)\.(.+)$/.exec(
    name,
  )?.[1];
}

/**
 * The prefix list of an AWS service: whoever names it, a data source or an endpoint, means the same list. A list that
 * is not AWS's goes by its data source.
 */
export function servicePrefixList(context: Context, resource: ResourceInstance, argument: string): Id {
  const service = shortServiceName(context, context.fields(resource).argument(argument));
  return service === undefined ? resource.address : prefixListId(service, context.place(resource).key);
}

/** `aws-prefix-list/s3`; with the provider where that is not the default one. */
export function prefixListId(service: string, place: string): Id {
  return place === 'aws' ? `aws-prefix-list/${service}` : `aws-prefix-list/${service}@${place}`;
}

/** The service of such an id. */
export function serviceOfPrefixList(id: Id): string | undefined {
  return /^aws-prefix-list\/([^@]+)/.exec(id)?.[1];
}
