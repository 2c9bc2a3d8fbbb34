import { listInWords } from '../explain/traffic';
import { formatCidr } from '../ip/cidr';
import { valueOf } from '../network/maybe';
import type { Id, Network, Peer, RouteDestination } from '../network/model';
import type { NetworkEdit } from '../reachability/change';
import { shortTraffic } from '../reachability/changes/asked';

/**
 * A change as the title of a fix: what is added, and all that this opens. `Add a rule to aws_security_group.db: opens
 * tcp/5432 from aws_security_group.app to aws_security_group.db`.
 * @param clause the change in an imperative clause, for edits that add nothing
 */
export function changeTitle(edits: readonly NetworkEdit[], clause: string, network: Network): string {
  const added = listInWords([...new Set(edits.flatMap((edit) => addition(edit, network) ?? []))]);
  const opened = listInWords([...new Set(edits.map((edit) => opening(edit, network)))], 4);
  const all = edits.every((edit) => addition(edit, network) !== undefined);
  return `${all ? `Add ${added}` : clause.charAt(0).toUpperCase() + clause.slice(1)}: opens ${opened}`;
}

function addition(edit: NetworkEdit, network: Network): string | undefined {
  switch (edit.kind) {
    case 'addSecurityGroupRule':
      return `a rule to ${nameIn(network.securityGroups, edit.securityGroup)}`;
    case 'addNetworkAclEntry':
      return `an entry to ${nameIn(network.networkAcls, edit.networkAcl)}`;
    case 'addRoute':
      return `a route to ${nameIn(network.routeTables, edit.routeTable)}`;
    default:
      return undefined;
  }
}

function opening(edit: NetworkEdit, network: Network): string {
  switch (edit.kind) {
    case 'addSecurityGroupRule': {
      const { direction, traffic, peer } = edit.rule;
      const what = traffic.known ? shortTraffic([traffic.value]) : 'traffic';
      const other = peer.known ? peerName(peer.value, network) : 'others';
      const own = nameIn(network.securityGroups, edit.securityGroup);
      return direction === 'ingress' ? `${what} from ${other} to ${own}` : `${what} from ${own} to ${other}`;
    }
    case 'addNetworkAclEntry': {
      const { direction, traffic, cidr } = edit.entry;
      const what = traffic.known ? shortTraffic([traffic.value]) : 'traffic';
      const block = cidr.known ? formatCidr(cidr.value) : 'others';
      const acl = `the subnets of ${nameIn(network.networkAcls, edit.networkAcl)}`;
      return direction === 'ingress' ? `${what} from ${block} to ${acl}` : `${what} from ${acl} to ${block}`;
    }
    case 'addRoute': {
      const destination = valueOf(edit.route.destination);
      const where = destination === undefined ? 'there' : destinationName(destination, network);
      return `the way from the subnets of ${nameIn(network.routeTables, edit.routeTable)} to ${where}`;
    }
    case 'addPublicAddress':
      return 'it to the internet, as far as groups and network ACLs allow';
    case 'disableSourceDestinationCheck':
      return 'the way through it';
    case 'activatePeering':
      return `the peering to all that routes and groups allow`;
    case 'attachInternetGateway':
      return `${nameIn(network.vpcs, edit.vpc)} to the internet, as far as routes and groups allow`;
  }
}

function peerName(peer: Peer, network: Network): string {
  switch (peer.kind) {
    case 'cidr':
      return formatCidr(peer.cidr);
    case 'securityGroup':
      return nameIn(network.securityGroups, peer.securityGroup);
    case 'prefixList':
      return prefixListName(peer.prefixList, network);
  }
}

function destinationName(destination: RouteDestination, network: Network): string {
  return destination.kind === 'cidr'
    ? formatCidr(destination.cidr)
    : prefixListName(destination.prefixList, network);
}

function prefixListName(id: Id, network: Network): string {
  const service = network.prefixLists.get(id)?.service;
  return service === undefined ? nameIn(network.prefixLists, id) : `the prefix list of ${service}`;
}

function nameIn(components: ReadonlyMap<Id, { readonly name: string }>, id: Id): string {
  return components.get(id)?.name ?? id;
}
