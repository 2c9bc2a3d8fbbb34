import type { ResourceInstance } from '../../terraform/configuration';
import type { Id, Maybe } from '../model';
import type { Context } from './context';
import { readId, readIds } from './read';

/** The VPC in which `aws_subnet` and `aws_subnets` data sources look: by `vpc_id`, or by a filter. */
export function vpcOfDataSubnet(context: Context, subnet: Id): Maybe<Id> | undefined {
  const data = dataSourceOf(context, subnet);
  if (data === undefined) return undefined;
  const fields = context.fields(data);
  const own = readId(context, fields, 'vpc_id', 'vpcs');
  if (own !== undefined) return own;
  const filter = fields.blocks('filter').items.find((one) => {
    const name = one.argument('name')?.value;
    return name?.kind === 'string' && name.value === 'vpc-id';
  });
  return filter === undefined ? undefined : readIds(context, filter, 'values', 'vpcs')[0];
}

/** `data.aws_subnet.a`, `data.aws_subnets.private.ids`, `data.aws_subnets.private.ids.0` */
function dataSourceOf(context: Context, id: Id): ResourceInstance | undefined {
  const whole = context.resource(id);
  const address = /^(.*data\.aws_subnets?\..*?)\.ids?(?:\.\d+)?$/.exec(id)?.[1];
  const data = whole ?? (address === undefined ? undefined : context.resource(address));
  return data?.mode === 'data' && /^aws_subnets?$/.test(data.type) ? data : undefined;
}
