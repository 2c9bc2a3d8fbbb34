import type { Network, NetworkInterface } from '../../../server/src/network/model';
import { type Address, sameAddress } from './addresses';
import { choose, type Travel, type Walk } from './journey';
import type { Packet } from './packet';

/** Source translation, and back. */

/**
 * Ports that a NAT picks from. Filters are constant between the bounds of their port ranges, so the ports at and beside
 * each bound stand for all of 1024-65535.
 */
export function candidatePorts(network: Network): readonly number[] {
  const ports = new Set([1024, 65535]);
  for (const acl of network.networkAcls.values()) {
    for (const entry of acl.entries) {
      if (!entry.traffic.known || entry.traffic.value.kind !== 'ports') continue;
      const { from, to } = entry.traffic.value;
      for (const port of [from - 1, from, to, to + 1]) if (port >= 1024 && port <= 65535) ports.add(port);
    }
  }
  return [...ports];
}

/** The packet with the translator's address and a port of its choice; the translation is remembered. */
export function natPort(walk: Walk, translator: string, packet: Packet, as: Address): Packet {
  const hasPorts = packet.protocol === 6 || packet.protocol === 17;
  const port = hasPorts ? choose(walk, `port of ${translator}`, candidatePorts(walk.network)) : 0;
  walk.connection.translations.push({
    translator,
    client: packet.source,
    clientPort: packet.sourcePort,
    asAddress: as,
    asPort: port,
  });
  return { ...packet, source: as, sourcePort: port };
}

/** A reply to a translated connection, with the client's address and port again; undefined: it is none. */
export function undoTranslation(walk: Walk, at: NetworkInterface, travel: Travel): Travel | undefined {
  if (!walk.isReply) return undefined;
  const translation = walk.connection.translations.find(
    (each) =>
      each.translator === at.id &&
      sameAddress(each.asAddress, travel.packet.destination) &&
      each.asPort === travel.packet.destinationPort,
  );
  if (translation === undefined) return undefined;
  const packet = {
    ...travel.packet,
    destination: translation.client,
    destinationPort: translation.clientPort,
  };
  return { packet, sender: undefined, onlyTo: undefined };
}
