import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe } from '../maybe';
import type { Id, InterfaceKind, LoadBalancer, Maybe, NetworkInterface, PublicAddress } from '../model';
import type { Context } from './context';
import type { Fields } from './fields';
import { buildInterface, noPublicAddress, publicAddressIf } from './interfaces';
import { listenersOf } from './listeners';
import { read, readBoolean, readIds, readList, toCidrOrAddress, toId, toText } from './read';
import { defaultGroups, vpcOf, type Site } from './site';

/** Application, network and gateway load balancers, with a node in each subnet. */
export function buildLoadBalancers(site: Site): {
  loadBalancers: LoadBalancer[];
  interfaces: NetworkInterface[];
} {
  const built = site.context.of('aws_lb').map((balancer) => build(site, balancer));
  return {
    loadBalancers: built.map((one) => one.balancer),
    interfaces: built.flatMap((one) => one.interfaces),
  };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html */
function build(
  site: Site,
  resource: ResourceInstance,
): { balancer: LoadBalancer; interfaces: NetworkInterface[] } {
  const { context } = site;
  const fields = context.fields(resource);
  const id = resource.address;
  const type = read(context, fields, 'load_balancer_type', toText);
  const kind = type?.known === true ? balancerKind(type.value) : 'application';
  const internal = readBoolean(context, fields, 'internal', false);
  const nodes = nodesOf(context, fields);
  const component = context.component(resource);
  const addressType = read(context, fields, 'ip_address_type', toText) ?? known('ipv4');
  const dualStack = mapMaybe(addressType, (text) => text.startsWith('dualstack'));
  const groups = readIds(context, fields, 'security_groups', 'securityGroups');
  const publicAddress = hasPublicIpv4(kind, addressType)
    ? facing(context, fields, internal)
    : noPublicAddress;
  const interfaces = nodes.map(({ subnet, addresses }, index) =>
    buildInterface(site, {
      id: `${id}/interface-${index}`,
      name: `${id} in ${subnet.known ? subnet.value : subnet.unknown.value}`,
      from: component,
      owner: id,
      kind: interfaceKinds[kind],
      subnet,
      // A network load balancer may have no groups at all; an application load balancer gets the default one.
      groups: groups.length > 0 || kind !== 'application' ? groups : defaultGroups(site, subnet),
      addresses,
      publicAddress,
      ipv6: dualStack,
    }),
  );
  return {
    interfaces,
    balancer: {
      ...component,
      kind,
      scheme:
        kind === 'gateway'
          ? known('internal')
          : mapMaybe(internal, (yes) => (yes ? 'internal' : 'internet-facing')),
      vpc: vpcOf(site, nodes[0]?.subnet),
      interfaces: interfaces.map((one) => one.id),
      crossZone:
        kind === 'application'
          ? known(true)
          : readBoolean(context, fields, 'enable_cross_zone_load_balancing', false),
      listeners: context.once(listenersOf).get(id) ?? [],
    },
  };
}

/** `dualstack-without-public-ipv4` is for clients over IPv6 only. */
function hasPublicIpv4(kind: Kind, addressType: Maybe<string>): boolean {
  return kind !== 'gateway' && !(addressType.known && addressType.value.includes('without-public-ipv4'));
}

type Kind = 'application' | 'network' | 'gateway';

const interfaceKinds: Readonly<Record<Kind, InterfaceKind>> = {
  application: 'loadBalancer',
  network: 'networkLoadBalancer',
  gateway: 'gatewayLoadBalancer',
};

function balancerKind(type: string): Kind {
  return type === 'network' || type === 'gateway' ? type : 'application';
}

/** An internet-facing balancer has a public address in each subnet. */
export function facing(
  context: Context,
  fields: Fields,
  internal: Maybe<boolean>,
): Maybe<PublicAddress | undefined> {
  const argument = fields.argument('internal');
  return publicAddressIf(
    mapMaybe(internal, (yes) => !yes),
    context.origin(argument?.source ?? fields.source),
  );
}

interface Node {
  readonly subnet: Maybe<Id>;
  readonly addresses: readonly ReturnType<typeof toCidrOrAddress>[];
}

function nodesOf(context: Context, fields: Fields): Node[] {
  const subnets = readList(context, fields, 'subnets', (_context, one) => toId(context, one, 'subnets'));
  const mapped = fields.blocks('subnet_mapping').items.flatMap((block) =>
    readIds(context, block, 'subnet_id', 'subnets').map((subnet) => ({
      subnet,
      addresses: readList(context, block, 'private_ipv4_address', toCidrOrAddress).map((one) => one.value),
    })),
  );
  return [...subnets.map((one) => ({ subnet: one.value, addresses: [] })), ...mapped];
}
