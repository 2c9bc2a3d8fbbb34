import { valueOf } from '../../network/maybe';
import type { Id, Network, NetworkInterface } from '../../network/model';
import type { NetworkEdit } from '../change';
import type { Blockage, Candidate } from './candidate';
import { endOf } from './ends';

/** A public address for the interface that an internet gateway can not translate for. */
export function publicAddressCandidates({ network, answer, blocker }: Blockage): readonly Candidate[] {
  const egress = blocker.code === 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS';
  if (!egress && blocker.code !== 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS') return [];
  const named = network.interfaces.get(blocker.decision.facts['interface'] ?? blocker.component);
  const end = endOf(network, egress ? answer.question.from : answer.question.to);
  const interfaces = named === undefined ? end.interfaces : [named];
  if (interfaces.length === 0 || interfaces.length > 8) return [];
  const edits = interfaces.map((one): NetworkEdit => ({ kind: 'addPublicAddress', interface: one.id }));
  return [{ edits, title: `give ${ownerName(network, interfaces[0])} a public address` }];
}

/** The source/destination check off, on what forwards. */
export function sourceDestinationCheckCandidates({ network, blocker }: Blockage): readonly Candidate[] {
  if (blocker.code !== 'ENI_SOURCE_DEST_CHECK_RESTRICTION') return [];
  const one = network.interfaces.get(blocker.decision.facts['interface'] ?? blocker.component);
  if (one === undefined) return [];
  return [
    {
      edits: [{ kind: 'disableSourceDestinationCheck', interface: one.id }],
      title: `turn off the source/destination check of ${ownerName(network, one)}`,
    },
  ];
}

/** The peering accepted. */
export function peeringCandidates({ network, blocker }: Blockage): readonly Candidate[] {
  const peering = network.peeringConnections.get(blocker.component);
  if (peering === undefined || valueOf(peering.active) !== false) return [];
  return [
    {
      edits: [{ kind: 'activatePeering', peeringConnection: peering.id }],
      title: `accept the peering ${peering.name}`,
    },
  ];
}

/** The internet gateway attached to the VPC whose route leads to it. */
export function gatewayCandidates({ network, blocker }: Blockage): readonly Candidate[] {
  const gateway = network.internetGateways.get(blocker.component);
  if (gateway === undefined || !gateway.vpc.known || gateway.vpc.value !== undefined) return [];
  const tables = [...network.routeTables.values()].filter((table) =>
    table.routes.some((route) => {
      const target = valueOf(route.target);
      return target !== undefined && target.kind === 'internetGateway' && target.id === gateway.id;
    }),
  );
  const vpcs = [...new Set(tables.flatMap((table) => valueOf(table.vpc) ?? []))];
  return vpcs.map((vpc) => ({
    edits: [{ kind: 'attachInternetGateway', internetGateway: gateway.id, vpc }],
    title: `attach ${gateway.name} to ${vpcName(network, vpc)}`,
  }));
}

function ownerName(network: Network, one: NetworkInterface | undefined): string {
  if (one === undefined) return 'it';
  const workload = one.owner === undefined ? undefined : network.workloads.get(one.owner);
  return workload?.name ?? one.name;
}

function vpcName(network: Network, vpc: Id): string {
  return network.vpcs.get(vpc)?.name ?? vpc;
}
