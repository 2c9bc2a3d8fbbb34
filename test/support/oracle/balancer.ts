import type { LoadBalancer, Network, NetworkInterface, TargetGroup } from '../../../server/src/network/model';
import { privateAddress, sure } from './addresses';
import { attempt, type Attempt, type Verdict } from './index';
import { must, subnetOf } from './lookup';
import { candidatePorts } from './nat';
import type { Packet } from './packet';

/**
 * A connection through a load balancer with one node, one listener and one target: the client's leg to the node on the
 * listener's port, then the node's own leg to the target on the target's port. Client addresses are not preserved.
 */
export function attemptBalanced(
  network: Network,
  from: Attempt['from'],
  balancerId: string,
  packet: Packet,
): Verdict {
  const balancer = must(network.loadBalancers.get(balancerId), balancerId);
  const node = nodeOf(network, balancer);
  const listener = balancer.listeners.find(
    (each) => sure(each.port) === packet.destinationPort && sure(each.protocol) === packet.protocol,
  );
  if (listener === undefined) return { outcome: 'blocked', why: 'no listener', trace: [] };
  const first = attempt(network, { from, to: { interface: node.id }, packet });
  const [groupId] = listener.targetGroups.map(sure);
  if (first.outcome === 'blocked' || groupId === undefined) return first;
  const second = toTarget(network, balancer, node, must(network.targetGroups.get(groupId), groupId));
  if (second.outcome === 'blocked') return second;
  return first.outcome === 'passes' ? second : first;
}

/** From any port that the balancer may call from. */
function toTarget(
  network: Network,
  balancer: LoadBalancer,
  node: NetworkInterface,
  group: TargetGroup,
): Verdict {
  const [target] = group.targets;
  if (target === undefined) return { outcome: 'blocked', why: 'no targets', trace: [] };
  const to = sure(target.to);
  if (!('id' in to)) throw new Error('the oracle does not know targets by address');
  const receiver = must(network.interfaces.get(to.id), to.id);
  const zones = [node, receiver].map((each) => sure(subnetOf(network, each).zone));
  const crossZone = sure(group.crossZone) ?? sure(balancer.crossZone);
  if (!crossZone && zones[0] !== zones[1])
    return { outcome: 'blocked', why: 'no target in the zone', trace: [] };
  const packet: Packet = {
    source: firstOf(node),
    destination: firstOf(receiver),
    protocol: 6,
    sourcePort: 0,
    destinationPort: target.port === undefined ? sure(group.port) : sure(target.port),
    icmpType: 0,
    icmpCode: 0,
  };
  const results = candidatePorts(network).map((sourcePort) =>
    attempt(network, {
      from: { interface: node.id },
      to: { interface: receiver.id },
      packet: { ...packet, sourcePort },
    }),
  );
  const outcomes = new Set(results.map((each) => each.outcome));
  const [only] = results;
  if (only === undefined || outcomes.size > 1)
    return { outcome: 'depends', why: 'some ports of the balancer', trace: [] };
  return { ...only, why: `target: ${only.why}` };
}

function nodeOf(network: Network, balancer: LoadBalancer): NetworkInterface {
  const [id] = balancer.interfaces;
  return must(network.interfaces.get(must(id, `a node of ${balancer.id}`)), `a node of ${balancer.id}`);
}

function firstOf(holder: NetworkInterface): Packet['source'] {
  return must(
    holder.addresses.filter(({ family }) => family === 4).map(privateAddress)[0],
    `an address of ${holder.id}`,
  );
}
