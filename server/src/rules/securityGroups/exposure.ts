import { addressSet, allAddresses } from '../../ip/addresses';
import type { Family } from '../../ip/cidr';
import { noPackets, type PacketSet } from '../../ip/packets';
import { includes } from '../../ip/ranges';
import { portTraffic, protocolTraffic, tcp, type Traffic } from '../../ip/traffic';
import { valueOf } from '../../network/maybe';
import type { Id, LoadBalancer, NetworkInterface, Target } from '../../network/model';
import { aclList, allowedBy, everywhere, spaceOf } from '../networkAcls/aclLists';
import type { RuleContext } from '../rule';
import { leadsToInternet } from './internet';

/** Whether the internet can use what a group's rule lets in. */
export type Exposure =
  /** Nothing in the code carries the group. */
  | { readonly kind: 'nobody' }
  /** Something that carries it can be reached, or may: `via` names what surely can. */
  | { readonly kind: 'faces'; readonly via: NetworkInterface | undefined }
  /** Nothing that carries it can be reached, for these reasons, each once. */
  | { readonly kind: 'hidden'; readonly reasons: readonly string[] };

/**
 * Whether packets of some traffic from the internet can get to an interface that carries a group: that needs a public
 * address, a route to an internet gateway, network ACLs that let packets and replies pass, and no VPC Block Public Access.
 * Whatever is unknown counts as possible.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export function exposureOf(group: Id, family: Family, traffic: Traffic, context: RuleContext): Exposure {
  const certain = context.index().interfacesOfGroup(group);
  if (certain.length === 0) return { kind: 'nobody' };
  const views = [...certain, ...ofUnknownGroups(context)].map((one) => ({
    one,
    view: viewFromInternet(one, family, traffic, context),
  }));
  const open = views.filter(({ view }) => view === 'open' || view === 'maybe');
  const via = open.find(
    ({ one, view }) => view === 'open' && one.uncertain === undefined && certain.includes(one),
  )?.one;
  if (open.length > 0) return { kind: 'faces', via };
  return { kind: 'hidden', reasons: [...new Set(views.map(({ view }) => view))] };
}

/** Interfaces of which a group is unknown: each may carry any. */
function ofUnknownGroups(context: RuleContext): readonly NetworkInterface[] {
  const network = context.network();
  return context
    .index()
    .remember('interfaces of unknown groups', network, () =>
      [...network.interfaces.values()].filter((one) => one.securityGroups.some((own) => !own.known)),
    );
}

/** `open`, `maybe`, or the reason why nothing on the internet gets to it. */
function viewFromInternet(
  one: NetworkInterface,
  family: Family,
  traffic: Traffic,
  context: RuleContext,
): string {
  const network = context.network();
  const name = one.owner ?? one.name;
  if (isKeptTarget(one, context)) return 'maybe';
  const addressed = publicAddress(one, family);
  if (addressed === false) return `${name} has no public ${family === 4 ? 'address' : 'IPv6 address'}`;
  const leads = leadsToInternet(network, one, family);
  if (leads === false) return `the subnet of ${name} has no route to an internet gateway`;
  const subnet = network.subnets.get(valueOf(one.subnet) ?? '');
  const vpc = context.index().vpcOf(one);
  const blocked = [subnet?.blockPublicAccess, vpc?.blockPublicAccess].some(
    (setting) => setting !== undefined && setting.known && setting.value !== 'off',
  );
  if (blocked) return `VPC Block Public Access is on for ${name}`;
  const acl = subnet === undefined ? undefined : valueOf(subnet.networkAcl);
  const direction = acl === undefined ? undefined : blockingDirection(acl, family, traffic, context);
  if (acl !== undefined && direction !== undefined)
    return `${acl} lets ${direction === 'ingress' ? 'no packet in' : 'no reply out'} to ${name}`;
  return addressed === undefined || leads === undefined ? 'maybe' : 'open';
}

/** Whether it can be addressed from the internet; undefined where that is unknown. */
function publicAddress(one: NetworkInterface, family: Family): boolean | undefined {
  const own = one.addresses.filter((address) => address.family === family);
  if (family === 6) return own.length > 0;
  if (own.some(({ publicAddress: known }) => known.known && known.value !== undefined)) return true;
  return own.some(({ publicAddress: known }) => !known.known) ? undefined : false;
}

/** The direction in which an ACL that is known in full lets none of it pass. */
function blockingDirection(
  acl: Id,
  family: Family,
  traffic: Traffic,
  { configuration }: RuleContext,
): 'ingress' | 'egress' | undefined {
  const asked: PacketSet = [{ ...spaceOf(everywhere(family), traffic), source: allAddresses }];
  const ingress = aclList(configuration, acl, 'ingress');
  if (ingress?.complete === true && noPackets(allowedBy(ingress, asked))) return 'ingress';
  if (!includes(protocolTraffic(tcp), traffic)) return undefined;
  const replies: PacketSet = [
    {
      ...spaceOf(everywhere(family), portTraffic(tcp, 1024, 65535)),
      source: addressSet([everywhere(family)]),
    },
  ];
  const egress = aclList(configuration, acl, 'egress');
  return egress?.complete === true && noPackets(allowedBy(egress, replies)) ? 'egress' : undefined;
}

/**
 * Whether it is, or may be, behind something public that keeps the client's address: a Network Load Balancer, an
 * accelerator. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation,
 * https://docs.aws.amazon.com/global-accelerator/latest/dg/preserve-client-ip-address.html
 */
function isKeptTarget(one: NetworkInterface, context: RuleContext): boolean {
  if (hasAccelerator(context)) return true;
  return balancersBefore([one], context).some(
    (balancer) => balancer.kind === 'network' && valueOf(balancer.scheme) !== 'internal',
  );
}

function hasAccelerator(context: RuleContext): boolean {
  return context.index().remember('accelerator', context.configuration, () => ({
    any: context.configuration.resources.some((one) => one.type.startsWith('aws_globalaccelerator_')),
  })).any;
}

/** The balancers that have one of these interfaces as a target, or may have. */
export function balancersBefore(
  interfaces: readonly NetworkInterface[],
  context: RuleContext,
): readonly LoadBalancer[] {
  const network = context.network();
  const ids = new Set(interfaces.flatMap((one) => [one.id, one.owner ?? one.id]));
  const isOne = ({ to }: Target): boolean => to.known && 'id' in to.value && ids.has(to.value.id);
  const groups = new Set(
    [...network.targetGroups.values()].filter((group) => group.targets.some(isOne)).map((group) => group.id),
  );
  if (groups.size === 0) return [];
  return [...network.loadBalancers.values()].filter((balancer) =>
    balancer.listeners.some((listener) =>
      listener.targetGroups.some((group) => groups.has(valueOf(group) ?? '')),
    ),
  );
}
