import assert from 'node:assert/strict';
import { known } from '../../../server/src/network/maybe';
import type { Network } from '../../../server/src/network/model';
import { applyEdits } from '../../../server/src/reachability/applyEdits';
import type { ProposedChange } from '../../../server/src/reachability/change';
import { proposeChanges } from '../../../server/src/reachability/changes/proposeChanges';
import {
  answer,
  indexNetwork,
  matrix,
  type Answer,
  type NetworkIndex,
} from '../../../server/src/reachability';
import { attempt } from '../oracle';
import { attemptBalanced } from '../oracle/balancer';
import { addressText, type Packet } from '../oracle/packet';
import { drawNetwork } from '.';
import { holdsPacket } from './compare';
import type { Dice } from './dice';
import { drawPair, type Pair } from './questions';

/** A question, and chances to pick ends that a change might open. */
export interface ChangeCase {
  readonly network: Network;
  readonly pair: Pair;
  readonly port: number;
  /** Two ends of the matrix, by chance, to compare what a change opens. */
  readonly chances: readonly number[];
}

/** Draws a case. */
export function drawChangeCase(dice: Dice): ChangeCase {
  const network = drawNetwork(dice);
  const chances = Array.from({ length: 12 }, () => dice.below(1_000_000));
  return { network, pair: drawPair(dice, network), port: dice.pick([22, 443, 5432]), chances };
}

function ask(index: NetworkIndex, from: string, to: string, port?: number): Answer {
  const traffic = port === undefined ? undefined : { protocol: 6, ports: { from: port, to: port } };
  const result = answer(index, { from, to, traffic });
  if (result.kind === 'error') throw new Error(result.errors.map(({ message }) => message).join(' '));
  return result.answer;
}

/** The oracle wants to know which address it is that a change gives. */
function withAddressesGiven(network: Network): Network {
  const interfaces = [...network.interfaces].map(([id, one], place) => {
    const address = { family: 4, address: 0xcb007100n + BigInt(place), prefixLength: 32 } as const;
    const addresses = one.addresses.map((own) =>
      own.publicAddress.known &&
      own.publicAddress.value !== undefined &&
      own.publicAddress.value.address === undefined
        ? { ...own, publicAddress: known({ address }) }
        : own,
    );
    return [id, { ...one, addresses }] as const;
  });
  return { ...network, interfaces: new Map(interfaces) };
}

/** The oracle sends a packet that the engine says passes after the change. */
function checkWithOracle({ pair, port }: ChangeCase, changed: Network, after: Answer): void {
  const base = {
    source: pair.source,
    destination: pair.destination,
    protocol: 6,
    destinationPort: port,
    icmpType: 0,
    icmpCode: 0,
  };
  const packets: Packet[] = [1024, 32768, 50_000, 60_999, 65_535].map((sourcePort) => ({
    ...base,
    sourcePort,
  }));
  const passing = packets.find((packet) => after.traffic.some((set) => holdsPacket(set, packet)));
  if (passing === undefined) return;
  const network = withAddressesGiven(changed);
  const verdict =
    pair.balancer === undefined
      ? attempt(network, { ...pair, packet: passing })
      : attemptBalanced(network, pair.from, pair.balancer, passing);
  assert.notEqual(verdict.outcome, 'blocked', `${verdict.why}: ${verdict.trace.join(', ')}`);
}

/** What a change says it opens is what asking pairs before and after says; `internet` stands for many hosts, and is left out. */
function checkOpens(
  { chances }: ChangeCase,
  before: NetworkIndex,
  after: NetworkIndex,
  change: ProposedChange,
): void {
  const ends = matrix(after)
    .classes.flat()
    .filter((end) => end.kind !== 'internet');
  const pick = (chance: number): string => ends[chance % ends.length]?.name ?? '';
  const sure = change.opens.filter(({ traffic }) => !traffic.endsWith(' (perhaps)'));
  const said = new Set(sure.map((one) => `${one.from} ${one.to}`));
  for (let index = 0; index + 1 < chances.length; index += 2) {
    const [from, to] = [pick(chances[index] ?? 0), pick(chances[index + 1] ?? 0)];
    if (from === to || change.opens.some((one) => one.from === '…')) continue;
    const [was, is] = [before, after].map((one) => JSON.stringify(trafficOf(one, from, to)));
    assert.equal(
      said.has(`${from} ${to}`),
      was !== is,
      `${from} to ${to}: ${was ?? ''} became ${is ?? ''}; ${change.title}`,
    );
  }
}

/** All that surely passes for any client, whatever port the target listens on. */
function trafficOf(index: NetworkIndex, from: string, to: string): readonly (readonly [string, string])[] {
  const result = answer(index, { from, to, traffic: { protocol: 'all', ports: undefined } });
  if (result.kind !== 'answer' || result.answer.verdict !== 'reachable') return [];
  return result.answer.traffic
    .filter(({ clientPorts }) => isForAnyClient(clientPorts))
    .map(({ protocol, ports }) => [protocol, ports] as const);
}

/** `22, 1024-65535`: every port that a client may pick is there. */
function isForAnyClient(clientPorts: string): boolean {
  const [from, to] = (clientPorts.split(', ').at(-1) ?? '').split('-').map(Number);
  return from !== undefined && from <= 1024 && to === 65_535;
}

/**
 * Holds that each change that is offered makes the question reachable, as the oracle sees it too, and opens what it
 * says. Says how many were offered.
 */
export function checkChanges(one: ChangeCase): number {
  const index = indexNetwork(one.network);
  const from = addressText(one.pair.source);
  const to = one.pair.balancer ?? addressText(one.pair.destination);
  const question = { from, to, traffic: { protocol: 6, ports: { from: one.port, to: one.port } } };
  const changes = proposeChanges(index, question, ask(index, from, to, one.port));
  for (const change of changes) {
    const changed = applyEdits(one.network, change.edits);
    const after = indexNetwork(changed);
    const again = ask(after, from, to, one.port);
    assert.equal(again.verdict, 'reachable', change.title);
    checkWithOracle(one, changed, again);
    checkOpens(one, index, after, change);
  }
  return changes.length;
}
