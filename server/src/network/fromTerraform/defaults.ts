import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type { Id, Maybe } from '../model';
import type { Context } from './context';
import { identify } from './identities';

/**
 * What AWS makes by itself: the default VPC of a Region; a VPC's main route table, default network ACL and default
 * security group. Where an `aws_default_…` resource adopts one, it goes by that resource's address.
 */

/** The default VPC where a resource lives: adopted, or found by a data source, or nameless. */
export function defaultVpcOf(context: Context, resource: ResourceInstance): Id {
  const { key } = context.place(resource);
  return context.once(defaultVpcs).get(key) ?? (key === 'aws' ? 'default-vpc' : `default-vpc/${key}`);
}

/** The default VPCs that no resource adopts, wherever the code has resources. */
export function unmanagedDefaultVpcIds(context: Context): readonly Id[] {
  const adopted = new Set(context.of('aws_default_vpc').map((vpc) => vpc.address));
  const ids = new Set(onePerPlace(context).map((resource) => defaultVpcOf(context, resource)));
  return [...ids].filter((id) => !adopted.has(id));
}

function onePerPlace(context: Context): ResourceInstance[] {
  const { resources } = context.configuration;
  return [...new Map(resources.map((resource) => [context.place(resource).key, resource])).values()];
}

function defaultVpcs(context: Context): ReadonlyMap<string, Id> {
  const ids = new Map<string, Id>();
  for (const data of context.data('aws_vpc')) {
    const value = context.fields(data).argument('default')?.value;
    if (value?.kind === 'boolean' && value.value && !ids.has(context.place(data).key)) {
      ids.set(context.place(data).key, data.address);
    }
  }
  for (const vpc of context.of('aws_default_vpc')) ids.set(context.place(vpc).key, vpc.address);
  return ids;
}

/** The VPC's default security group. */
export function defaultGroupOf(context: Context, vpc: Id): Id {
  return context.once(adoptedGroups).get(vpc) ?? `${vpc}/default-security-group`;
}

/** The VPC's default network ACL. */
export function defaultAclOf(context: Context, vpc: Id): Id {
  return context.once(adoptedAcls).get(vpc) ?? `${vpc}/default-network-acl`;
}

/** The route table that the VPC came with: its main one, unless an association says otherwise. */
export function defaultTableOf(context: Context, vpc: Id): Id {
  return context.once(adoptedTables).get(vpc) ?? `${vpc}/main-route-table`;
}

/** The VPC's default security group's adopter, by VPC. A VPC that is not given is the default one. */
export function adoptedGroups(context: Context): ReadonlyMap<Id, Id> {
  const adopted = new Map<Id, Id>();
  for (const group of context.of('aws_default_security_group')) {
    const vpc = context.fields(group).argument('vpc_id');
    const id = vpc === undefined ? defaultVpcOf(context, group) : identify(context, vpc.value, 'vpcs')?.id;
    if (id !== undefined) adopt(context, adopted, id, group);
  }
  return adopted;
}

/** The default network ACLs' adopters, by VPC. */
export function adoptedAcls(context: Context): ReadonlyMap<Id, Id> {
  return adoptedBy(context, 'aws_default_network_acl', 'default_network_acl_id');
}

/** The default route tables' adopters, by VPC. */
export function adoptedTables(context: Context): ReadonlyMap<Id, Id> {
  return adoptedBy(context, 'aws_default_route_table', 'default_route_table_id');
}

/** The VPC whose default a resource adopts. */
export function adoptedVpc(adopted: ReadonlyMap<Id, Id>, adopter: Id): Maybe<Id> {
  const vpc = [...adopted].find(([, id]) => id === adopter)?.[0];
  return vpc === undefined
    ? unknown({ value: `${adopter}.vpc_id`, why: 'not told by the code' })
    : known(vpc);
}

/** `default_network_acl_id = aws_vpc.main.default_network_acl_id`: the VPC is the resource that the argument refers to. */
function adoptedBy(context: Context, type: string, argument: string): ReadonlyMap<Id, Id> {
  const adopted = new Map<Id, Id>();
  for (const resource of context.of(type)) {
    const value = context.fields(resource).argument(argument)?.value;
    if (value?.kind !== 'reference') continue;
    const vpc = identify(context, { ...value, path: ['id'] }, 'vpcs')?.id;
    if (vpc === undefined) continue;
    adopt(context, adopted, vpc, resource);
  }
  return adopted;
}

/** The first adopter is taken; of two, each undoes the other at every apply. */
function adopt(context: Context, adopted: Map<Id, Id>, vpc: Id, resource: ResourceInstance): void {
  const other = adopted.get(vpc);
  if (other === undefined) adopted.set(vpc, resource.address);
  else context.problem(`${other} and ${resource.address} adopt the same default`, resource.source);
}
