import type { Cidr } from '../../server/src/ip/cidr';
import { known } from '../../server/src/network/maybe';
import type {
  Network,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
  Workload,
} from '../../server/src/network/model';
import { network as inWords } from '../support/networkBuilder';

/** How big a network is to be. Groups, subnets and VPCs grow with the interfaces unless they are given. */
export interface Size {
  readonly interfaces: number;
  readonly groups: number;
  readonly rulesPerGroup: number;
  readonly subnets: number;
  readonly vpcs: number;
}

/** The account that the budgets are about. */
export const budgetSize: Size = {
  interfaces: 10_000,
  groups: 1_000,
  rulesPerGroup: 20,
  subnets: 200,
  vpcs: 20,
};

/** The same shape for another number of interfaces. */
export function sizeFor(interfaces: number): Size {
  const share = interfaces / budgetSize.interfaces;
  return {
    interfaces,
    groups: Math.max(10, Math.round(budgetSize.groups * share)),
    rulesPerGroup: budgetSize.rulesPerGroup,
    subnets: Math.max(6, Math.round(budgetSize.subnets * share)),
    vpcs: Math.max(2, Math.round(budgetSize.vpcs * share)),
  };
}

/**
 * An account as companies have them: VPCs around one transit gateway, services of ten or so interfaces that carry a group
 * of their own and one that all share, rules mostly by reference to a group of the same VPC, some by CIDR. Always the same.
 */
export function bigNetwork(size: Size): Network {
  const random = generator(42);
  const pick = (limit: number): number => Math.floor(random() * limit);
  const base = inWords('tgw hub\ntransit-table core of hub');
  const vpcs = new Map<string, Vpc>();
  const subnets = new Map<string, Subnet>();
  const routeTables = new Map<string, RouteTable>();
  const networkAcls = new Map(base.networkAcls);
  const attachments = new Map(base.transitGatewayAttachments);
  const gateways = new Map(base.internetGateways);
  const perVpc = Math.ceil(size.subnets / size.vpcs);
  for (let v = 0; v < size.vpcs; v += 1) {
    const one = inWords(`vpc vpc-${v} 10.${v}.0.0/16\nigw igw-${v} in vpc-${v}`);
    for (const [id, vpc] of one.vpcs) vpcs.set(id, vpc);
    for (const [id, acl] of one.networkAcls) networkAcls.set(id, acl);
    for (const [id, gateway] of one.internetGateways) gateways.set(id, gateway);
    for (const [id, table] of one.routeTables) {
      routeTables.set(id, {
        ...table,
        routes: [
          route('10.0.0.0', 8, { kind: 'transitGateway', id: 'hub' }),
          route('0.0.0.0', 0, { kind: 'internetGateway', id: `igw-${v}` }),
        ],
      });
    }
    for (let s = 0; s < perVpc; s += 1) {
      const id = `subnet-${v}-${s}`;
      subnets.set(id, {
        id,
        name: id,
        vpc: known(`vpc-${v}`),
        cidrs: [known(block(`10.${v}.${s * 8}.0`, 21))],
        zone: known(`zone-${s % 3}`),
        routeTable: known(`vpc-${v}/main`),
        networkAcl: known(`vpc-${v}/acl`),
        mapPublicIpOnLaunch: known(false),
        blockPublicAccess: known('off'),
      });
    }
    attachments.set(`attachment-${v}`, {
      id: `attachment-${v}`,
      name: `attachment-${v}`,
      transitGateway: known('hub'),
      kind: 'vpc',
      vpc: known(`vpc-${v}`),
      subnets: [0, 1, 2].map((s) => known(`subnet-${v}-${s}`)),
      securityGroupReferencing: known(true),
      applianceMode: known(false),
      routeTable: known('core'),
      available: known(true),
    });
  }
  const securityGroups = new Map<string, SecurityGroup>();
  const perGroup = Math.ceil(size.groups / size.vpcs);
  for (let g = 0; g < size.groups; g += 1) {
    const v = Math.floor(g / perGroup) % size.vpcs;
    const id = `sg-${g}`;
    const rules: SecurityGroupRule[] = [
      rule('egress', 0, 65535, { kind: 'cidr', cidr: block('0.0.0.0', 0) }),
    ];
    while (rules.length < size.rulesPerGroup) {
      const port = 1024 + pick(8000);
      const dice = random();
      if (dice < 0.75) {
        const other = v * perGroup + pick(perGroup);
        rules.push(rule('ingress', port, port, { kind: 'securityGroup', securityGroup: `sg-${other}` }));
      } else if (dice < 0.97) {
        rules.push(
          rule('ingress', port, port, { kind: 'cidr', cidr: block(`10.${v}.${pick(perVpc) * 8}.0`, 21) }),
        );
      } else
        rules.push(
          rule('ingress', port, port + 10, { kind: 'cidr', cidr: block(`10.${pick(size.vpcs)}.0.0`, 16) }),
        );
    }
    securityGroups.set(id, {
      id,
      name: id,
      vpc: known(`vpc-${v}`),
      rules,
      rulesIncomplete: {},
      associatedVpcs: [],
    });
  }
  const interfaces = new Map<string, NetworkInterface>();
  const workloads = new Map<string, Workload>();
  const perService = Math.ceil(size.interfaces / size.groups);
  for (let i = 0; i < size.interfaces; i += 1) {
    const g = Math.floor(i / perService) % size.groups;
    const v = Math.floor(g / perGroup) % size.vpcs;
    const s = (g + (i % 3)) % perVpc;
    const id = `eni-${i}`;
    const host = 10 + Math.floor(i / size.vpcs / perVpc);
    interfaces.set(id, {
      id,
      name: id,
      subnet: known(`subnet-${v}-${s}`),
      kind: 'interface',
      addresses: [
        {
          family: 4,
          within: known([block(`10.${v}.${s * 8 + (host >> 8)}.${host & 255}`, 32)]),
          publicAddress: known(undefined),
        },
      ],
      securityGroups: [known(`sg-${g}`)],
      sourceDestinationCheck: known(true),
      owner: `workload-${i}`,
    });
    workloads.set(`workload-${i}`, {
      id: `workload-${i}`,
      name: `workload-${i}`,
      kind: 'instance',
      interfaces: [id],
      placement: 'all',
      listens: [],
      clientPorts: 'linux',
    });
  }
  const tables = new Map(base.transitGatewayRouteTables);
  const core = tables.get('core');
  if (core !== undefined)
    tables.set('core', { ...core, propagations: [...attachments.keys()].map((id) => known(id)) });
  return {
    ...base,
    vpcs,
    subnets,
    routeTables,
    networkAcls,
    internetGateways: gateways,
    transitGatewayAttachments: attachments,
    transitGatewayRouteTables: tables,
    securityGroups,
    interfaces,
    workloads,
  };
}

function rule(
  direction: 'ingress' | 'egress',
  from: number,
  to: number,
  peer: { kind: 'cidr'; cidr: Cidr } | { kind: 'securityGroup'; securityGroup: string },
): SecurityGroupRule {
  const traffic =
    direction === 'egress'
      ? { kind: 'all' as const }
      : { kind: 'ports' as const, protocol: 6 as const, from, to };
  return { direction, traffic: known(traffic), peer: known(peer) };
}

function route(
  address: string,
  length: number,
  target: { kind: 'transitGateway' | 'internetGateway'; id: string },
) {
  return {
    destination: known({ kind: 'cidr' as const, cidr: block(address, length) }),
    target: known(target),
    state: 'active' as const,
    kind: 'static' as const,
  };
}

function block(address: string, prefixLength: number): Cidr {
  const value = address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  return { family: 4, address: value, prefixLength };
}

/** A small generator of numbers between 0 and 1, always the same for a seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
