import { parseCidr } from '../../../server/src/ip/cidr';
import type {
  NetworkAclEntry,
  Peer,
  RouteTarget,
  SecurityGroupRule,
} from '../../../server/src/network/model';
import type { Address } from '../oracle/addresses';
import { type Draft, emptyDraft, is } from './draft';

/**
 * A small network to change for one test. Two VPCs: 10.0.0.0/16 with the subnets 10.0.1.0/24 and 10.0.2.0/24, and 10.1.0.0/16 with 10.1.1.0/24, all in one zone, each
 * with a machine at .10 whose groups let everything pass.
 */
export function scene(change: (draft: Draft) => void = () => undefined): Draft {
  const draft = emptyDraft();
  for (const [index, subnets] of [['0', ['1', '2']] as const, ['1', ['1']] as const]) {
    const vpc = `vpc-${index}`;
    draft.vpcs.push({
      id: vpc,
      name: vpc,
      cidrs: [is(block(`10.${index}.0.0/16`))],
      isDefault: false,
      dnsSupport: is(true),
      dnsHostnames: is(true),
      mainRouteTable: is(`rtb-${index}-1`),
      defaultNetworkAcl: is(`acl-${index}-1`),
      defaultSecurityGroup: is('sg-open'),
      blockPublicAccess: is('off'),
    });
    draft.internetGateways.push({ id: `igw-${index}`, name: `igw-${index}`, vpc: is(vpc) });
    for (const each of subnets) {
      const name = `${index}-${each}`;
      draft.routeTables.push({ id: `rtb-${name}`, name, vpc: is(vpc), routes: [], gateways: [] });
      draft.networkAcls.push({
        id: `acl-${name}`,
        name,
        vpc: is(vpc),
        entries: openEntries,
        entriesIncomplete: {},
      });
      draft.subnets.push({
        id: `subnet-${name}`,
        name,
        vpc: is(vpc),
        cidrs: [is(block(`10.${index}.${each}.0/24`))],
        zone: is('zone-a'),
        routeTable: is(`rtb-${name}`),
        networkAcl: is(`acl-${name}`),
        mapPublicIpOnLaunch: is(false),
        blockPublicAccess: is('off'),
      });
      addMachine(draft, `m-${name}`, `subnet-${name}`, `10.${index}.${each}.10`);
    }
  }
  addGroup(draft, 'sg-open', [rule('ingress', '0.0.0.0/0'), rule('egress', '0.0.0.0/0')]);
  change(draft);
  return draft;
}

/** A CIDR block. */
export function block(text: string): { family: 4 | 6; address: bigint; prefixLength: number } {
  const parsed = parseCidr(text);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  return parsed.cidr;
}

/** An IPv4 address. */
export function at(text: string): Address {
  return { family: 4, value: block(`${text}/32`).address };
}

/** An ACL entry for TCP. */
export function entry(
  direction: 'ingress' | 'egress',
  number: number,
  action: 'allow' | 'deny',
  from = 0,
  to = 65535,
  cidr = '0.0.0.0/0',
): NetworkAclEntry {
  return {
    direction,
    number: is(number),
    action: is(action),
    traffic: is({ kind: 'ports', protocol: 6, from, to }),
    cidr: is(block(cidr)),
  };
}

/** Everything over TCP, both ways. */
export const openEntries = [entry('ingress', 100, 'allow'), entry('egress', 100, 'allow')];

/** A group rule for all traffic, for a block or a group. */
export function rule(direction: 'ingress' | 'egress', peer: string): SecurityGroupRule {
  const to: Peer = peer.startsWith('sg-')
    ? { kind: 'securityGroup', securityGroup: peer }
    : { kind: 'cidr', cidr: block(peer) };
  return { direction, traffic: is({ kind: 'all' }), peer: is(to) };
}

/** Adds a group to the first VPC. */
export function addGroup(draft: Draft, id: string, rules: SecurityGroupRule[]): void {
  draft.securityGroups.push({
    id,
    name: id,
    vpc: is('vpc-0'),
    rules,
    rulesIncomplete: {},
    associatedVpcs: [],
  });
}

/** Adds an interface with open groups; an id that starts with `nat` makes it a NAT gateway's. */
export function addMachine(
  draft: Draft,
  id: string,
  subnet: string,
  address: string,
  publicly?: string,
): void {
  draft.interfaces.push({
    id,
    name: id,
    subnet: is(subnet),
    kind: id.startsWith('nat') ? 'natGateway' : 'interface',
    addresses: [
      {
        family: 4,
        within: is([block(`${address}/32`)]),
        publicAddress: is(publicly === undefined ? undefined : { address: block(`${publicly}/32`) }),
      },
    ],
    securityGroups: id.startsWith('nat') ? [] : [is('sg-open')],
    sourceDestinationCheck: is(!id.startsWith('nat')),
  });
}

/** Changes some members of a component. */
export function change<T extends { readonly id: string }>(list: T[], id: string, members: Partial<T>): void {
  const index = list.findIndex((each) => each.id === id);
  const found = list[index];
  if (found === undefined) throw new Error(`the scene has no ${id}`);
  list[index] = { ...found, ...members };
}

/** Adds a static route to a table. */
export function addRoute(
  draft: Draft,
  table: string,
  destination: string,
  target: RouteTarget,
  state: 'active' | 'blackhole' = 'active',
): void {
  const routes = draft.routeTables.find((each) => each.id === table)?.routes ?? [];
  const route = {
    destination: is({ kind: 'cidr' as const, cidr: block(destination) }),
    target: is(target),
    state,
    kind: 'static' as const,
  };
  change(draft.routeTables, table, { routes: [...routes, route] });
}

/** Adds a NAT gateway, public where it has a public address. */
export function addNat(draft: Draft, subnet: string, address: string, publicly: string | undefined): void {
  addMachine(draft, 'nat-eni', subnet, address, publicly);
  draft.natGateways.push({
    id: 'nat-1',
    name: 'nat-1',
    vpc: is('vpc-0'),
    connectivity: is(publicly === undefined ? 'private' : 'public'),
    availability: is('zonal'),
    subnet: is(subnet),
    interfaces: ['nat-eni'],
    hasElasticIp: is(publicly !== undefined),
    publicAddresses: [],
    state: 'available',
  });
}

/** vpc-0 and vpc-1 on one transit gateway, attached in 0-2 and 1-1, everything propagated. */
export function addTransitGateway(draft: Draft): void {
  draft.transitGateways.push({ id: 'tgw', name: 'tgw', securityGroupReferencing: is(false) });
  for (const [vpc, subnet] of [
    ['vpc-0', 'subnet-0-2'],
    ['vpc-1', 'subnet-1-1'],
  ] as const) {
    draft.transitGatewayAttachments.push({
      id: `att-${vpc}`,
      name: vpc,
      transitGateway: is('tgw'),
      kind: 'vpc',
      vpc: is(vpc),
      subnets: [is(subnet)],
      securityGroupReferencing: is(true),
      applianceMode: is(false),
      routeTable: is('tgw-rtb'),
      available: is(true),
    });
  }
  draft.transitGatewayRouteTables.push({
    id: 'tgw-rtb',
    name: 'tgw-rtb',
    transitGateway: is('tgw'),
    routes: [],
    propagations: [is('att-vpc-0'), is('att-vpc-1')],
  });
  addRoute(draft, 'rtb-0-1', '10.1.0.0/16', { kind: 'transitGateway', id: 'tgw' });
  addRoute(draft, 'rtb-1-1', '10.0.0.0/16', { kind: 'transitGateway', id: 'tgw' });
}
