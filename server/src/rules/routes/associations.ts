import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { remembered } from '../../util/remembered';
import { identityKey } from '../networkAcls/aclKey';
import { managed } from '../../terraform/resources';
import { tableKey } from './tableKey';

/** An `aws_route_table_association` of a subnet. */
export interface TableAssociation {
  readonly resource: ResourceInstance;
  /** Undefined where the value is unknown. */
  readonly subnet: string | undefined;
  readonly table: string | undefined;
}

/** All associations of subnets, in the order of the code. */
export const tableAssociations = remembered((configuration: Configuration): readonly TableAssociation[] =>
  managed(configuration, 'aws_route_table_association').flatMap((resource) => {
    const { attributes } = resource.body;
    const subnet = attributes.get('subnet_id')?.value;
    if (subnet === undefined || subnet.kind === 'null') return [];
    const table = tableKey(attributes.get('route_table_id')?.value, configuration);
    return [{ resource, subnet: identityKey(subnet), table }];
  }),
);

/** The one that a subnet surely has. */
export function associationOf(configuration: Configuration, subnet: string): TableAssociation | undefined {
  return bySubnet(configuration).get(subnet);
}

const bySubnet = remembered(
  (configuration: Configuration): ReadonlyMap<string, TableAssociation> =>
    new Map(
      tableAssociations(configuration).flatMap((one) =>
        one.subnet === undefined || one.resource.uncertain !== undefined ? [] : [[one.subnet, one] as const],
      ),
    ),
);
