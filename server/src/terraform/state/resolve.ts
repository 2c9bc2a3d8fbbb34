import { stringType } from '../type';
import type { ReferenceValue } from '../value';
import { isObject, type Json, type StateResource } from './resource';

/** Finds the resource that an id or ARN in a state belongs to, as a reference to it. */
export type ResolveId = (text: string, attribute: string, from: StateResource) => ReferenceValue | undefined;

const ofVpc = [
  ['default_security_group_id'],
  ['default_network_acl_id'],
  ['main_route_table_id'],
  ['default_route_table_id'],
];
const ofInstance = [['primary_network_interface_id']];
const ofAttachment = [['transit_gateway_attachment_id']];

/** Attributes, by type, that hold the id of something that comes with their resource and has none itself. */
const owned: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws_vpc: ofVpc,
  aws_default_vpc: ofVpc,
  aws_instance: ofInstance,
  aws_spot_instance_request: ofInstance,
  aws_nat_gateway: [['network_interface_id']],
  aws_vpc_endpoint: [['prefix_list_id']],
  aws_vpc_endpoint_service: [['service_name']],
  aws_ec2_transit_gateway: [['association_default_route_table_id'], ['propagation_default_route_table_id']],
  aws_vpn_connection: ofAttachment,
  aws_dx_gateway_association: ofAttachment,
  aws_eks_cluster: [['vpc_config', '0', 'cluster_security_group_id']],
  aws_networkfirewall_firewall: [
    ['firewall_status', '0', 'sync_states', '*', 'attachment', '0', 'endpoint_id'],
  ],
  aws_networkfirewall_vpc_endpoint_association: [
    ['vpc_endpoint_association_status', '0', 'association_sync_state', '*', 'attachment', '0', 'endpoint_id'],
  ],
};

/** Arguments that name a resource by a name that people choose, with the types that it can be. */
const named: Readonly<Record<string, readonly string[]>> = {
  db_subnet_group_name: ['aws_db_subnet_group', 'aws_docdb_subnet_group'],
  neptune_subnet_group_name: ['aws_neptune_subnet_group'],
  cluster_subnet_group_name: ['aws_redshift_subnet_group'],
  subnet_group_name: ['aws_elasticache_subnet_group', 'aws_memorydb_subnet_group', 'aws_dax_subnet_group'],
  replication_subnet_group_id: ['aws_dms_replication_subnet_group'],
  launch_configuration: ['aws_launch_configuration'],
  autoscaling_group_name: ['aws_autoscaling_group'],
  cluster_identifier: ['aws_rds_cluster', 'aws_docdb_cluster', 'aws_neptune_cluster'],
  replication_group_id: ['aws_elasticache_replication_group'],
  cluster_name: ['aws_eks_cluster'],
  elb: ['aws_elb'],
  load_balancers: ['aws_elb'],
  endpoint_id: ['aws_vpc_endpoint'],
};

/**
 * In a state every id is a text. This turns them back into references, so that a network is built from a state as it is
 * from code. Only texts that look like AWS ids or ARNs are taken for one, and names where the argument says of what.
 */
export function idResolver(resources: readonly StateResource[]): ResolveId {
  const byId = new Map<string, ReferenceValue>();
  const byOwner = new Map<string, ReferenceValue>();
  const byName = new Map<string, ReferenceValue>();
  const add = (
    map: Map<string, ReferenceValue>,
    key: Json | undefined,
    resource: StateResource,
    ...path: readonly string[]
  ): void => {
    if (typeof key !== 'string' || key === '') return;
    const whole = map === byName ? `${resource.type} ${key}` : key;
    if (map.has(whole)) return;
    map.set(whole, { kind: 'reference', type: stringType, address: resource.address, path });
  };
  // What is managed tells more than what is only looked up.
  const inOrder = [...resources].sort((a, b) => Number(a.mode === 'data') - Number(b.mode === 'data'));
  for (const resource of inOrder) {
    for (const attribute of ['id', 'arn']) {
      const value = resource.values[attribute];
      if (typeof value === 'string' && looksLikeId(value)) add(byId, value, resource, attribute);
    }
    for (const attribute of ['name', 'id']) add(byName, resource.values[attribute], resource, attribute);
  }
  for (const resource of inOrder) {
    for (const path of owned[resource.type] ?? []) {
      for (const value of valuesAt(resource.values, path)) add(byOwner, value, resource, ...path);
    }
  }
  return (text, attribute, from) => {
    const types = named[attribute];
    const found =
      types === undefined
        ? byId.get(text)
        : types.map((type) => byName.get(`${type} ${text}`)).find((reference) => reference !== undefined);
    if (found !== undefined && found.address !== from.address) return found;
    const ofOwner = types === undefined ? byOwner.get(text) : undefined;
    return ofOwner?.address === from.address ? undefined : ofOwner;
  };
}

/** What stands at a path; `*` is every element of a list. */
function valuesAt(value: Json, [step, ...rest]: readonly string[]): readonly Json[] {
  if (step === undefined) return [value];
  const list: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  if (step === '*') return list.flatMap((element) => valuesAt(element, rest));
  const inner = isObject(value) ? value[step] : list[Number(step)];
  return inner === undefined ? [] : valuesAt(inner, rest);
}

/** `subnet-0123456789abcdef0`, `arn:aws:…`; not a name that somebody chose. */
function looksLikeId(text: string): boolean {
  return /^[a-z]+(-[a-z]+)*-[0-9a-f]{8,17}$/.test(text) || text.startsWith('arn:');
}
