import type { Configuration } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';
import { remembered } from '../../util/remembered';
import { identityKey } from '../networkAcls/aclKey';
import { managed } from '../../terraform/resources';

/**
 * Which route table a value names, as the id that the network model gives it: the address of its resource, the literal id;
 * for the table that a VPC comes with the resource that adopts it, else `aws_vpc.main/main-route-table`.
 */
export function tableKey(value: Value | undefined, configuration: Configuration): string | undefined {
  const key = identityKey(value);
  if (key === undefined || value?.kind !== 'reference' || value.address.includes('[*]')) return key;
  const vpc = /^(default|main)_route_table_id$/.test(value.path.join('.')) ? value.address : undefined;
  return vpc === undefined ? key : (adopters(configuration).get(vpc) ?? `${vpc}/main-route-table`);
}

/** The `aws_default_route_table` of each VPC whose table is adopted, by the VPC's address. */
export const adopters = remembered((configuration: Configuration): ReadonlyMap<string, string> => {
  const byVpc = new Map<string, string>();
  for (const table of managed(configuration, 'aws_default_route_table')) {
    const value = table.body.attributes.get('default_route_table_id')?.value;
    if (value?.kind === 'reference' && !byVpc.has(value.address)) byVpc.set(value.address, table.address);
  }
  return byVpc;
});
