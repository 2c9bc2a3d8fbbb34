import { known } from '../maybe';
import type { Component, ComponentKind, Id, Maybe, Network, Subnet, Unknown, Vpc } from '../model';
import type { Context } from './context';
import { vpcOfDataSubnet } from './dataSubnets';
import { defaultAclOf, defaultGroupOf, defaultTableOf } from './defaults';
import { standaloneEntries } from './networkAcls';
import { addedRoutes } from './routing';
import { standaloneRules } from './securityGroups';
import { stubs } from './stubs';
import { effectiveFilters } from './subnets';
import { transitTableContents } from './transitGatewayRoutes';

/**
 * The network with all that the code names and does not have: each is known by its id, and by what the code adds to it
 * (a rule on a group that a data source finds). That may name more, so it goes on until nothing is missing.
 */
export function withOutsiders(context: Context, network: Network): Network {
  // Rules of groups that nobody has built yet name their groups.
  context.once(standaloneRules);
  context.once(standaloneEntries);
  addedRoutes(context, '');
  transitTableContents(context, '');
  let complete = network;
  for (
    let missing = missingFrom(context, complete);
    missing.length > 0;
    missing = missingFrom(context, complete)
  ) {
    for (const kind of missing) complete = { ...complete, [kind]: withStubs(context, complete[kind], kind) };
  }
  return complete;
}

function missingFrom(context: Context, network: Network): ComponentKind[] {
  return [...context.mentioned].flatMap(([kind, ids]) =>
    [...ids.keys()].every((id) => network[kind].has(id)) ? [] : [kind],
  );
}

function withStubs(
  context: Context,
  components: ReadonlyMap<Id, Component>,
  kind: ComponentKind,
): ReadonlyMap<Id, Component> {
  const all = new Map(components);
  for (const [id, cause] of context.mentioned.get(kind) ?? []) {
    if (!all.has(id)) all.set(id, stubOf(context, kind, id, context.reason(cause)));
  }
  return all;
}

function stubOf(context: Context, kind: ComponentKind, id: Id, reason: Unknown): Component {
  const resource = context.resource(id);
  const component: Component = resource === undefined ? { id, name: id } : context.component(resource);
  switch (kind) {
    case 'vpcs':
      return withItsParts(context, stubs.vpcs(component, reason));
    case 'subnets':
      return inItsVpc(context, stubs.subnets(component, reason));
    case 'securityGroups': {
      const group = stubs.securityGroups(component, reason);
      return withMembers(group, { rules: context.once(standaloneRules).get(id) ?? [] });
    }
    case 'networkAcls': {
      const acl = stubs.networkAcls(component, reason);
      return withMembers(acl, { entries: context.once(standaloneEntries).get(id) ?? [] });
    }
    case 'routeTables':
      return withMembers(stubs.routeTables(component, reason), { routes: addedRoutes(context, id) });
    case 'transitGatewayRouteTables':
      return withMembers(
        stubs.transitGatewayRouteTables(component, reason),
        transitTableContents(context, id),
      );
    default:
      return stubs[kind](component, reason);
  }
}

function withMembers<T>(component: T, members: Partial<T>): T {
  return { ...component, ...members };
}

/** What subnets of the code take from a VPC outside has an id of its own, so that two of them have the same one. */
function withItsParts(context: Context, vpc: Vpc): Vpc {
  const part = (kind: ComponentKind, id: Id, otherwise: Maybe<Id>): Maybe<Id> =>
    context.mentioned.get(kind)?.has(id) === true ? known(id) : otherwise;
  return {
    ...vpc,
    mainRouteTable: part('routeTables', defaultTableOf(context, vpc.id), vpc.mainRouteTable),
    defaultNetworkAcl: part('networkAcls', defaultAclOf(context, vpc.id), vpc.defaultNetworkAcl),
    defaultSecurityGroup: part('securityGroups', defaultGroupOf(context, vpc.id), vpc.defaultSecurityGroup),
  };
}

/** A subnet that a data source finds is in the VPC that it looks in, and may have associations in the code. */
function inItsVpc(context: Context, subnet: Subnet): Subnet {
  const vpc = vpcOfDataSubnet(context, subnet.id) ?? subnet.vpc;
  const filters = effectiveFilters(context, { id: subnet.id, uncertain: false }, subnet.vpc);
  return { ...subnet, vpc, ...filters, ...(isOne(context, subnet.id) ? {} : { several: true }) };
}

/** Whether an id is that of one subnet: `subnet-0abc…`, a data source, an element of a list; not a list as a whole. */
function isOne(context: Context, id: Id): boolean {
  return context.resource(id) !== undefined || /^subnet-\w+$|\.\d+$|[._]id$/.test(id);
}
