/**
 * A snapshot of an AWS account → the network. A snapshot is a handful of JSON files as the AWS CLI prints them, of which
 * any may be missing, cut, or there twice. One file for each family of components; `collect.ts` sorts what the files
 * hold, `kinds.ts` says by which keys, `record.ts` reads single values, `source.ts` says what is missing.
 */
import type { Id, Network, NetworkInterface, SecurityGroup } from '../model';
import { collect, type Item } from './collect';
import { readEndpoints, readEndpointServices } from './endpoints';
import {
  readCarrierGateways,
  readEgressOnlyInternetGateways,
  readInternetGateways,
  readNatGateways,
  readVpnConnections,
  readVpnGateways,
} from './gateways';
import { interfaceItems, readInterfaces } from './interfaces';
import type { SnapshotFile } from './json';
import { readLoadBalancers } from './loadBalancers';
import { aclAssociations, readNetworkAcls } from './networkAcls';
import { ownerOf } from './owners';
import { readPeeringConnections } from './peering';
import { readPrefixLists } from './prefixLists';
import { records, text } from './record';
import { readRouteTables, tableAssociations } from './routing';
import { readSecurityGroups } from './securityGroups';
import { byId, notCollected, problemList, type Source } from './source';
import { readTargetGroups } from './targetGroups';
import { readTransitGatewayAttachments, readTransitGateways } from './transitGateways';
import { readTransitGatewayRouteTables } from './transitRouteTables';
import { readSubnets, readVpcs } from './vpcs';
import { primaryInterfaces, readWorkloads } from './workloads';

export type { SnapshotFile } from './json';

/** `assumeDefaults`: what was not collected is as AWS creates it, and a problem of the network says so. */
export interface SnapshotOptions {
  readonly assumeDefaults: boolean;
}

/** Builds the network. Never throws: what can not be read is told in `problems`, and the rest is used. */
export function networkFromSnapshot(files: readonly SnapshotFile[], options: SnapshotOptions): Network {
  const collected = collect(files);
  const { problems, tell } = problemList(collected.problems);
  const source: Source = { collected, assumeDefaults: options.assumeDefaults, tell };
  if (collected.items.size === 0) tell('No file of the snapshot holds anything that is known here.');
  const tables = tableAssociations(source);
  const acls = aclAssociations(source);
  const vpcs = byId(readVpcs(source, tables, acls));
  const subnets = byId(readSubnets(source, vpcs, tables, acls));
  const listed = interfaceItems(source);
  const { workloads, owners, expected } = readWorkloads(source, listed, subnets);
  const balancers = readLoadBalancers(source, balancerNodes(listed), subnets);
  const names = new Map([...workloads, ...balancers.loadBalancers].map(({ id, name }) => [id, name]));
  const listedInterfaces = readInterfaces(source, owners, (owner) => names.get(owner) ?? owner);
  const interfaces = byId([...listedInterfaces, ...expected, ...balancers.expected]);
  const attachments = byId(readTransitGatewayAttachments(source));
  const primaries = primaryInterfaces(listed);
  return {
    vpcs,
    subnets,
    interfaces,
    securityGroups: readGroups(source, interfaces.values()),
    prefixLists: byId(readPrefixLists(source)),
    networkAcls: byId(readNetworkAcls(source)),
    routeTables: byId(readRouteTables(source, (instance) => primaries.get(instance))),
    internetGateways: byId(readInternetGateways(source)),
    egressOnlyInternetGateways: byId(readEgressOnlyInternetGateways(source)),
    natGateways: byId(readNatGateways(source)),
    vpnGateways: byId(readVpnGateways(source)),
    carrierGateways: byId(readCarrierGateways(source)),
    vpnConnections: byId(readVpnConnections(source)),
    peeringConnections: byId(readPeeringConnections(source)),
    transitGateways: byId(readTransitGateways(source)),
    transitGatewayAttachments: attachments,
    transitGatewayRouteTables: byId(readTransitGatewayRouteTables(source, attachments)),
    endpoints: byId(readEndpoints(source)),
    endpointServices: byId(readEndpointServices(source)),
    loadBalancers: byId(balancers.loadBalancers),
    targetGroups: byId(readTargetGroups(source, addressFinder(listed))),
    workloads: byId(workloads),
    notCollected: notCollected(source),
    problems,
  };
}

/** Interfaces of balancers by the path that their descriptions hold. */
function balancerNodes(all: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const nodes = new Map<string, Item[]>();
  for (const item of all) {
    const owner = ownerOf(item);
    if (owner?.kind === 'loadBalancer') nodes.set(owner.path, [...(nodes.get(owner.path) ?? []), item]);
  }
  return nodes;
}

function readGroups(source: Source, interfaces: Iterable<NetworkInterface>): ReadonlyMap<Id, SecurityGroup> {
  const carried = new Set<Id>();
  for (const each of interfaces) {
    for (const group of each.securityGroups) if (group.known) carried.add(group.value);
  }
  return byId(readSecurityGroups(source, carried));
}

/** Which interface of a VPC has a private address. */
function addressFinder(all: readonly Item[]): (vpc: Id | undefined, address: string) => Id | undefined {
  const byAddress = new Map<string, Id>();
  for (const { record } of all) {
    const id = text(record, 'NetworkInterfaceId') ?? '';
    const vpc = text(record, 'VpcId') ?? '';
    for (const entry of [record, ...records(record, 'PrivateIpAddresses')]) {
      const own = text(entry, 'PrivateIpAddress');
      if (own !== undefined) byAddress.set(`${vpc} ${own}`, id);
    }
  }
  return (vpc, address) => byAddress.get(`${vpc ?? ''} ${address}`);
}
