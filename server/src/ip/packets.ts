import {
  allAddresses,
  includesAddresses,
  intersectAddresses,
  noAddressIn,
  sameAddresses,
  subtractAddresses,
  uniteAddresses,
  type AddressSet,
} from './addresses';
import { includes, intersect, sameRanges, subtract, unite, type Ranges } from './ranges';
import { allTraffic, portCount, type Traffic } from './traffic';

/** A product: any source with any destination with any of the traffic from any of the client ports. */
export interface PacketBox {
  readonly source: AddressSet;
  readonly destination: AddressSet;
  readonly traffic: Traffic;
  /** Ports of the side that opens the connection; all of them for protocols without. */
  readonly clientPorts: Ranges;
}

/** A set of packets: what is in any of its boxes. The boxes may overlap; `normalisePackets` takes them apart. */
export type PacketSet = readonly PacketBox[];

/** Every client port. */
export const allPorts: Ranges = [0, portCount];

/** Every packet. */
export const allPackets: PacketSet = [
  { source: allAddresses, destination: allAddresses, traffic: allTraffic, clientPorts: allPorts },
];

/** Whether the box holds no packet: one empty side is enough. */
function isEmptyBox(box: PacketBox): boolean {
  return (
    box.traffic.length === 0 ||
    box.clientPorts.length === 0 ||
    noAddressIn(box.source) ||
    noAddressIn(box.destination)
  );
}

/** Whether the set holds no packet. */
export function noPackets(set: PacketSet): boolean {
  return set.every(isEmptyBox);
}

/** What is in either. */
export function unitePackets(a: PacketSet, b: PacketSet): PacketSet {
  return normalisePackets([...a, ...b]);
}

/** What is in both. */
export function intersectPackets(a: PacketSet, b: PacketSet): PacketSet {
  return normalisePackets(a.flatMap((one) => b.map((other) => intersectBoxes(one, other))));
}

/** What is in the first and not in the second. */
export function subtractPackets(a: PacketSet, b: PacketSet): PacketSet {
  let rest = a;
  for (const hole of b) rest = rest.flatMap((box) => subtractBox(box, hole));
  return mergeBoxes(rest);
}

/** Whether all of `inner` is in `outer`. */
export function includesPackets(outer: PacketSet, inner: PacketSet): boolean {
  return noPackets(subtractPackets(inner, outer));
}

/**
 * The same packets in boxes that do not overlap, and as few as merging box by box makes them: boxes that differ on one
 * side only become one.
 */
export function normalisePackets(set: PacketSet): PacketSet {
  let apart: PacketBox[] = [];
  for (const box of set) {
    if (isEmptyBox(box) || apart.some((other) => includesBox(other, box))) continue;
    let pieces: PacketBox[] = [box];
    apart = apart.filter((other) => !includesBox(box, other));
    for (const other of apart) pieces = pieces.flatMap((piece) => subtractBox(piece, other));
    apart.push(...pieces);
  }
  return mergeBoxes(apart);
}

function intersectBoxes(a: PacketBox, b: PacketBox): PacketBox {
  return {
    source: intersectAddresses(a.source, b.source),
    destination: intersectAddresses(a.destination, b.destination),
    traffic: intersect(a.traffic, b.traffic),
    clientPorts: intersect(a.clientPorts, b.clientPorts),
  };
}

function includesBox(outer: PacketBox, inner: PacketBox): boolean {
  return (
    includes(outer.traffic, inner.traffic) &&
    includes(outer.clientPorts, inner.clientPorts) &&
    includesAddresses(outer.source, inner.source) &&
    includesAddresses(outer.destination, inner.destination)
  );
}

/** Cuts a hole out of a box, one side after the other: at most four pieces, apart from each other. */
function subtractBox(box: PacketBox, hole: PacketBox): PacketBox[] {
  const common = intersectBoxes(box, hole);
  if (isEmptyBox(common)) return [box];
  return [
    { ...box, source: subtractAddresses(box.source, hole.source) },
    { ...box, source: common.source, destination: subtractAddresses(box.destination, hole.destination) },
    { ...common, traffic: subtract(box.traffic, hole.traffic), clientPorts: box.clientPorts },
    { ...common, clientPorts: subtract(box.clientPorts, hole.clientPorts) },
  ].filter((piece) => !isEmptyBox(piece));
}

function mergeBoxes(boxes: readonly PacketBox[]): PacketSet {
  const out: PacketBox[] = boxes.filter((box) => !isEmptyBox(box));
  for (let i = 0; i < out.length; i += 1) {
    for (let j = i + 1; j < out.length; j += 1) {
      const merged = mergeTwo(out[i], out[j]);
      if (merged === undefined) continue;
      out[i] = merged;
      out.splice(j, 1);
      j = i; // The grown box may now fit with one that it was compared to before.
    }
  }
  return out;
}

function mergeTwo(a: PacketBox | undefined, b: PacketBox | undefined): PacketBox | undefined {
  if (a === undefined || b === undefined) return undefined;
  const traffic = sameRanges(a.traffic, b.traffic);
  const ports = sameRanges(a.clientPorts, b.clientPorts);
  if (!traffic && !ports) return undefined;
  const source = sameAddresses(a.source, b.source);
  const destination = sameAddresses(a.destination, b.destination);
  if (traffic && ports && source) return { ...a, destination: uniteAddresses(a.destination, b.destination) };
  if (traffic && ports && destination) return { ...a, source: uniteAddresses(a.source, b.source) };
  if (!source || !destination) return undefined;
  if (traffic) return { ...a, clientPorts: unite(a.clientPorts, b.clientPorts) };
  return { ...a, traffic: unite(a.traffic, b.traffic) };
}
