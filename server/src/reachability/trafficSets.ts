import { formatAddressSet, hasAddress, sameAddresses, type AddressSet } from '../ip/addresses';
import { normalisePackets, type PacketSet } from '../ip/packets';
import { sameRanges } from '../ip/ranges';
import {
  allTraffic,
  formatPorts,
  hasPorts,
  isIcmp,
  ofProtocol,
  protocolName,
  protocolsOf,
} from '../ip/traffic';
import type { TrafficSet } from './answer';
import { portsText } from './facts';

/** How one side's addresses are called in an answer: the whole of it needs no name. */
export interface SideNames {
  readonly whole: AddressSet;
  /** Names of single addresses; undefined where addresses speak for themselves. */
  readonly names: readonly { readonly addresses: AddressSet; readonly name: string }[];
}

/** Packets as the answer shows them: one line for each protocol, or run of protocols that pass whole. */
export function trafficSets(packets: PacketSet, from: SideNames, to: SideNames): readonly TrafficSet[] {
  return normalisePackets(packets).flatMap((box) => {
    const source = nameSide(box.source, from);
    const destination = nameSide(box.destination, to);
    const shared = {
      clientPorts: formatPorts(box.clientPorts).replace(/^$/, '0-65535'),
      ...(source === undefined ? {} : { from: source }),
      ...(destination === undefined ? {} : { to: destination }),
    };
    if (sameRanges(box.traffic, allTraffic)) return [{ protocol: '-1', ports: '', ...shared }];
    return protocolLines(box.traffic).map((line) => ({ ...line, ...shared }));
  });
}

function protocolLines(traffic: readonly number[]): { protocol: string; ports: string }[] {
  const lines: { protocol: string; ports: string }[] = [];
  const plain: number[] = [];
  for (const protocol of protocolsOf(traffic)) {
    const named = hasPorts(protocol) || isIcmp(protocol);
    if (named) lines.push({ protocol: protocolName(protocol), ports: portsText(traffic, protocol) });
    else if (ofProtocol(traffic, protocol)[1] !== undefined) plain.push(protocol, protocol + 1);
  }
  if (plain.length === 0) return lines;
  return [...lines, { protocol: formatPorts(joinRuns(plain)), ports: '' }];
}

function joinRuns(pairs: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const start = pairs[i] ?? 0;
    if (out[out.length - 1] === start) out[out.length - 1] = start + 1;
    else out.push(start, start + 1);
  }
  return out;
}

function nameSide(addresses: AddressSet, side: SideNames): string | undefined {
  if (sameAddresses(addresses, side.whole)) return undefined;
  if (side.names.length === 0) return formatAddressSet(addresses);
  const names = side.names.filter(({ addresses: own }) => {
    const v4 = own.v4[0];
    const v6 = own.v6[0];
    return (
      (v4 !== undefined && hasAddress(addresses, 4, BigInt(v4))) ||
      (v6 !== undefined && hasAddress(addresses, 6, v6))
    );
  });
  const shown = [...new Set(names.map(({ name }) => name))];
  return shown.length > 5 ? `${shown.slice(0, 5).join(', ')} and ${shown.length - 5} more` : shown.join(', ');
}
