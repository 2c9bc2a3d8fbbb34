import { formatCidr } from '../../ip/cidr';
import { known } from '../../network/maybe';
import type { Id, Network, Peer, SecurityGroupRule } from '../../network/model';
import type { NetworkEdit } from '../change';
import { blockedTraffic, shortTraffic } from './asked';
import type { Blockage, Candidate } from './candidate';
import { asPeers, blocksOf, endOf, groupsOf, servicePrefixLists, type End } from './ends';

/**
 * A rule in the group that has none for the traffic. Best first: a rule that names the other side's group, since it
 * stays right when addresses change; then one that names its addresses. Whether references are preserved on the way is
 * for the engine to say.
 */
export function groupRuleCandidates({ network, answer, blocker }: Blockage): readonly Candidate[] {
  if (blocker.kind !== 'securityGroup' || blocker.verdict !== 'blocked') return [];
  const direction = blocker.direction === 'in' ? 'ingress' : 'egress';
  const traffic = blockedTraffic(answer, blocker);
  const others = otherSides({ network, answer, blocker });
  const peers = others.flatMap((other) => peersOf(network, other));
  const groups = blockedGroups({ network, answer, blocker });
  return groups.flatMap((group) =>
    peers.map((choice) => {
      const rules = choice.peers.flatMap((peer) =>
        traffic.map((match): SecurityGroupRule => ({ direction, traffic: known(match), peer: known(peer) })),
      );
      return {
        edits: rules.map((rule): NetworkEdit => ({
          kind: 'addSecurityGroupRule',
          securityGroup: group,
          rule,
        })),
        title: titleOf(direction, choice.name, nameOf(network, group), shortTraffic(traffic)),
      };
    }),
  );
}

interface PeerChoice {
  readonly peers: readonly Peer[];
  readonly name: string;
}

function titleOf(direction: 'ingress' | 'egress', peer: string, group: string, traffic: string): string {
  return direction === 'ingress'
    ? `let ${peer} in to ${group} on ${traffic}`
    : `let ${group} out to ${peer} on ${traffic}`;
}

function peersOf(network: Network, other: End): PeerChoice[] {
  const byGroup = groupsOf(other).map((group): PeerChoice => ({
    peers: [{ kind: 'securityGroup', securityGroup: group }],
    name: nameOf(network, group),
  }));
  const byList = servicePrefixLists(network, other.name).map((prefixList): PeerChoice => ({
    peers: [{ kind: 'prefixList', prefixList }],
    name: network.prefixLists.get(prefixList)?.name ?? prefixList,
  }));
  const blocks = blocksOf(other);
  const byBlock =
    blocks.length === 0 ? [] : [{ peers: asPeers(blocks), name: blocks.map(formatCidr).join(', ') }];
  return [...byGroup, ...byList, ...byBlock];
}

/** Who the group has to admit: the other end, or what stands between and opens a connection of its own. */
function otherSides({ network, answer, blocker }: Blockage): End[] {
  const end = endOf(network, blocker.direction === 'in' ? answer.question.from : answer.question.to);
  const between = [...answer.path, ...answer.blockers]
    .filter(
      (hop) =>
        hop.kind === 'loadBalancer' ||
        hop.kind === 'natGateway' ||
        hop.kind === 'endpoint' ||
        hop.kind === 'middlebox',
    )
    .map((hop) => hop.component);
  const stops = [...new Set(between)]
    .map((id) => middleOf(network, id))
    .filter((stop) => stop.interfaces.length + stop.cidrs.length > 0);
  // A balancer or NAT stands nearer to the blocker than the end does.
  return blocker.direction === 'in' ? [...stops.reverse(), end] : [...stops, end];
}

function middleOf(network: Network, id: Id): End {
  const nat = network.natGateways.get(id);
  if (nat === undefined) return endOf(network, id);
  const interfaces = nat.interfaces.flatMap((one) => network.interfaces.get(one) ?? []);
  return { name: nat.name, interfaces, cidrs: nat.publicAddresses };
}

function blockedGroups({ network, answer, blocker }: Blockage): readonly Id[] {
  if (network.securityGroups.has(blocker.component)) return [blocker.component];
  const owner = network.interfaces.get(blocker.component);
  const end =
    owner === undefined
      ? endOf(network, blocker.direction === 'in' ? answer.question.to : answer.question.from)
      : { name: owner.name, interfaces: [owner], cidrs: [] };
  return groupsOf(end).slice(0, 3);
}

function nameOf(network: Network, group: Id): string {
  return network.securityGroups.get(group)?.name ?? group;
}
