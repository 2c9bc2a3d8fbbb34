import type { Cidr } from '../../../server/src/ip/cidr';
import type { Network, NetworkInterface } from '../../../server/src/network/model';
import type { Attempt } from '../oracle';
import { type Address, privateAddress, publicAddress } from '../oracle/addresses';
import type { Packet } from '../oracle/packet';
import type { Dice } from './dice';
import { internetHost, internetHost6, serviceHost } from './draft';

/** Questions about a random network, and packets to try them with: at the bounds of what its rules say, and beside. */

/** Who to whom, by addresses; the packet's ports are still open. */
export interface Pair {
  readonly from: Attempt['from'];
  readonly to: Attempt['to'];
  readonly source: Address;
  readonly destination: Address;
  /** Set where a load balancer is asked for, by its id. */
  readonly balancer?: string;
  /** A port that is worth trying: a listener's. */
  readonly port?: number;
}

/** An interface to another's private or public address, to the internet, to S3; the internet to an interface. */
export function drawPair(dice: Dice, network: Network): Pair {
  const senders = [...network.interfaces.values()].filter((each) => each.kind === 'interface');
  const sender = dice.pick(senders);
  const own = dice.pick(sender.addresses.map(privateAddress));
  const kind = dice.below(100);
  const from = { interface: sender.id };
  if (kind < 60) {
    // What calls its own address does not leave the machine.
    const others = [...network.interfaces.values()].filter(
      (each) =>
        each.kind !== 'natGateway' && each.id !== sender.id && privatesOf(each, own.family).length > 0,
    );
    if (others.length > 0) {
      const receiver = dice.pick(others);
      const destination = dice.pick(privatesOf(receiver, own.family));
      return { from, to: { interface: receiver.id }, source: own, destination };
    }
  }
  const publics = [...network.interfaces.values()].flatMap((each) =>
    each.addresses.flatMap((address) =>
      publicAddress(address) === undefined ? [] : [{ each, address: publicAddress(address) }],
    ),
  );
  const known = publics.flatMap(({ each, address }) => (address === undefined ? [] : [{ each, address }]));
  if (kind < 70 && own.family === 4 && known.length > 0) {
    const { each, address } = dice.pick(known);
    return { from, to: { interface: each.id }, source: own, destination: address };
  }
  if (kind < 82) {
    const host = addressOf(own.family === 4 ? internetHost : internetHost6);
    return { from, to: 'anywhereOutside', source: own, destination: host };
  }
  if (kind < 86 && own.family === 4) {
    return { from, to: 'anywhereOutside', source: own, destination: addressOf(serviceHost) };
  }
  const balancer = drawBalancer(dice, network);
  if (kind < 93 && balancer !== undefined) {
    const fromHere = own.family === 4 && dice.chance(60);
    const source = fromHere ? own : addressOf(internetHost);
    return { from: fromHere ? from : 'internet', to: from, source, ...balancer };
  }
  if (own.family === 6) {
    return {
      from: 'internet',
      to: { interface: sender.id },
      source: addressOf(internetHost6),
      destination: own,
    };
  }
  const target = known.length > 0 ? dice.pick(known) : { each: sender, address: own };
  return {
    from: 'internet',
    to: { interface: target.each.id },
    source: addressOf(internetHost),
    destination: target.address,
  };
}

/** An internet-facing one is called by its public address, from everywhere: its name means that. */
function drawBalancer(
  dice: Dice,
  network: Network,
): Pick<Pair, 'balancer' | 'port' | 'destination'> | undefined {
  const all = [...network.loadBalancers.values()];
  if (all.length === 0) return undefined;
  const { id, interfaces, listeners } = dice.pick(all);
  const port = listeners[0]?.port;
  const address = network.interfaces.get(interfaces[0] ?? '')?.addresses[0];
  if (address === undefined) return undefined;
  const destination = publicAddress(address) ?? privateAddress(address);
  return { balancer: id, destination, ...(port?.known === true ? { port: port.value } : {}) };
}

function privatesOf(holder: NetworkInterface, family: number): Address[] {
  return holder.addresses.map(privateAddress).filter((address) => address.family === family);
}

export function addressOf(host: Cidr): Address {
  return { family: host.family, value: host.address };
}

/** Ports at and beside every bound of the network's rules and entries. */
export function boundaryPorts(network: Network): readonly number[] {
  const ports = new Set([0, 1, 22, 1023, 1024, 32767, 32768, 60999, 61000, 65535]);
  const rules = [...network.securityGroups.values()].flatMap((group) => group.rules);
  const entries = [...network.networkAcls.values()].flatMap((acl) => acl.entries);
  for (const { traffic } of [...rules, ...entries]) {
    if (!traffic.known || traffic.value.kind !== 'ports') continue;
    const { from, to } = traffic.value;
    for (const port of [from - 1, from, to, to + 1]) if (port >= 0 && port <= 65535) ports.add(port);
  }
  return [...ports];
}

/** A packet for the pair: mostly TCP, at bounds or anywhere. */
export function drawPacket(dice: Dice, pair: Pair, bounds: readonly number[]): Packet {
  const { source, destination } = pair;
  const base = { source, destination, sourcePort: 0, destinationPort: 0, icmpType: 0, icmpCode: 0 };
  const kind = dice.below(100);
  if (pair.port !== undefined && kind < 80) {
    return { ...base, protocol: 6, sourcePort: dice.pick(bounds), destinationPort: pair.port };
  }
  if (kind < 85) {
    const port = (): number => (dice.chance(85) ? dice.pick(bounds) : dice.below(65536));
    return { ...base, protocol: kind < 70 ? 6 : 17, sourcePort: port(), destinationPort: port() };
  }
  if (kind < 95) {
    const isSix = source.family === 6;
    return { ...base, protocol: isSix ? 58 : 1, icmpType: isSix ? 128 : 8 };
  }
  return { ...base, protocol: dice.pick([47, 50, 132]) };
}
