import { formatCidr, type Cidr, type Family } from '../../ip/cidr';
import { known, valueOf } from '../../network/maybe';
import type { Id, Network, RouteTable, RouteTarget } from '../../network/model';
import type { NetworkEdit } from '../change';
import type { Blockage, Candidate } from './candidate';
import { blocksOf, endOf, type End } from './ends';

/**
 * A route that is missing: to what already joins the VPCs (a peering, a transit gateway), or to a gateway of the VPC for
 * the internet. No gateway is made: that would be a design, not a mend.
 */
export function routeCandidates({ network, answer, blocker }: Blockage): readonly Candidate[] {
  const table =
    blocker.kind === 'routeTable' && blocker.verdict === 'blocked'
      ? network.routeTables.get(blocker.component)
      : undefined;
  const vpc = table === undefined ? undefined : valueOf(table.vpc);
  if (table === undefined || vpc === undefined) return [];
  const from = endOf(network, answer.question.from);
  const to = endOf(network, answer.question.to);
  return [to, from].flatMap((end) => routesTo(network, table, vpc, end));
}

function routesTo(network: Network, table: RouteTable, vpc: Id, end: End): Candidate[] {
  const blocks = blocksOf(end);
  if (blocks.length === 0) return [];
  const there = vpcsOf(network, end).filter((other) => other !== vpc);
  if (there.length > 0) {
    return there
      .flatMap((other) => betweenVpcs(network, vpc, other))
      .map((target) => candidate(network, table, vpcBlocks(network, there, blocks), target));
  }
  if (end.interfaces.length > 0) return [];
  const families = [...new Set(blocks.map((block) => block.family))];
  return families.flatMap((family) => {
    const destination: Cidr = { family, address: 0n, prefixLength: 0 };
    return gateways(network, vpc, family).map((target) => candidate(network, table, [destination], target));
  });
}

type GatewayTarget = Exclude<RouteTarget, { readonly kind: 'local' } | { readonly kind: 'other' }>;

function candidate(
  network: Network,
  table: RouteTable,
  blocks: readonly Cidr[],
  target: RouteTarget,
): Candidate {
  const edits = blocks.map((cidr): NetworkEdit => ({
    kind: 'addRoute',
    routeTable: table.id,
    route: {
      destination: known({ kind: 'cidr', cidr }),
      target: known(target),
      state: 'active',
      kind: 'static',
    },
  }));
  return {
    edits,
    title: `route ${blocks.map(formatCidr).join(', ')} from ${table.name} to ${targetName(network, target)}`,
  };
}

function targetName(network: Network, target: RouteTarget): string {
  if (target.kind === 'local') return 'local';
  const component =
    network.internetGateways.get(target.id) ??
    network.natGateways.get(target.id) ??
    network.egressOnlyInternetGateways.get(target.id) ??
    network.peeringConnections.get(target.id) ??
    network.transitGateways.get(target.id);
  return component?.name ?? target.id;
}

function vpcsOf(network: Network, end: End): readonly Id[] {
  const vpcs = end.interfaces.flatMap((one) => {
    const subnet = valueOf(one.subnet);
    return (
      (subnet === undefined ? undefined : valueOf(network.subnets.get(subnet)?.vpc ?? known(undefined))) ?? []
    );
  });
  return [...new Set(vpcs)];
}

/** Whole VPCs where that is one block, as people write such routes; else the end's own blocks. */
function vpcBlocks(network: Network, vpcs: readonly Id[], blocks: readonly Cidr[]): readonly Cidr[] {
  const cidrs = vpcs.flatMap(
    (vpc) => network.vpcs.get(vpc)?.cidrs.flatMap((cidr) => valueOf(cidr) ?? []) ?? [],
  );
  return cidrs.length === 1 ? cidrs : blocks;
}

function betweenVpcs(network: Network, here: Id, there: Id): GatewayTarget[] {
  const peerings = [...network.peeringConnections.values()].filter((peering) => {
    const sides = [valueOf(peering.requester.vpc), valueOf(peering.accepter.vpc)];
    return sides.includes(here) && sides.includes(there);
  });
  const attached = (vpc: Id): Id[] =>
    [...network.transitGatewayAttachments.values()]
      .filter((attachment) => attachment.vpc !== undefined && valueOf(attachment.vpc) === vpc)
      .flatMap((attachment) => valueOf(attachment.transitGateway) ?? []);
  const shared = attached(here).filter((gateway) => attached(there).includes(gateway));
  return [
    ...peerings.map((peering): GatewayTarget => ({ kind: 'peeringConnection', id: peering.id })),
    ...[...new Set(shared)].map((id): GatewayTarget => ({ kind: 'transitGateway', id })),
  ];
}

/** Gateways of the VPC to the internet, those that let nobody in first. */
function gateways(network: Network, vpc: Id, family: Family): GatewayTarget[] {
  const within = <T extends { readonly id: Id; readonly vpc: { readonly known: boolean } }>(
    all: ReadonlyMap<Id, T>,
  ): Id[] =>
    [...all.values()]
      .filter((one) => one.vpc.known && 'value' in one.vpc && one.vpc.value === vpc)
      .map((one) => one.id);
  const internet = within(network.internetGateways).map((id): GatewayTarget => ({
    kind: 'internetGateway',
    id,
  }));
  if (family === 6) {
    return [
      ...within(network.egressOnlyInternetGateways).map((id): GatewayTarget => ({
        kind: 'egressOnlyInternetGateway',
        id,
      })),
      ...internet,
    ];
  }
  return [
    ...within(network.natGateways).map((id): GatewayTarget => ({ kind: 'natGateway', id })),
    ...internet,
  ];
}
