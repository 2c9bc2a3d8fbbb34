import type { Id, Network, NetworkInterface, Peer } from '../../network/model';
import { valueOf } from '../../network/maybe';
import { cidrsOverlap } from '../../ip/cidr';
import type { ResolvedQuestion } from '../answer';
import type { NetworkEdit, OpenedTraffic } from '../change';
import { answer, matrix, type NetworkIndex } from '../index';
import type { AskedTraffic } from '../question';
import { openedTraffic } from './opens';
import { shortTraffic, trafficMatches } from './asked';

/** All that passes, not only what the targets are known to answer on: a port that is open is open. */
const everything: AskedTraffic = { protocol: 'all', ports: undefined };

/** Interfaces up to which all pairs are compared: more would keep a person waiting. */
const smallNetwork = 1_000;
/** Pairs that are asked one by one in a larger one. */
const asked = 300;

/** Says what a change opens, in a network that it compares with. */
export type Comparison = (after: NetworkIndex, edits: readonly NetworkEdit[]) => readonly OpenedTraffic[];

/**
 * Compares networks with this one: all pairs in a small one; in a large one the pairs that a group rule is about, which
 * are all that it can open. Where even these are too many, or the change is of another kind, a last entry says that there
 * may be more.
 */
export function compareWith(before: NetworkIndex, question: ResolvedQuestion): Comparison {
  if (before.network.interfaces.size <= smallNetwork) {
    const all = matrix(before, everything);
    return (after) => openedTraffic(all, matrix(after, everything), question);
  }
  return (after, edits) => comparePairs(before, after, edits, question);
}

function comparePairs(
  before: NetworkIndex,
  after: NetworkIndex,
  edits: readonly NetworkEdit[],
  question: ResolvedQuestion,
): readonly OpenedTraffic[] {
  const own: Pair = { from: question.from, to: question.to };
  const pairs = edits.flatMap((edit) => pairsOf(before.network, edit) ?? []);
  const distinct = new Map([own, ...pairs].map((pair) => [`${pair.from} ${pair.to}`, pair]));
  const isWhole =
    edits.every((edit) => pairsOf(before.network, edit) !== undefined) && distinct.size <= asked;
  const opened = [...distinct.values()].slice(0, asked).flatMap((pair) => {
    const [was, is] = [before, after].map((index) => trafficOf(index, pair));
    return is === undefined || is === was ? [] : [{ ...pair, traffic: is }];
  });
  return isWhole
    ? opened
    : [
        ...opened,
        { from: '…', to: '…', traffic: 'perhaps more: this network is too large to compare all pairs' },
      ];
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** The pairs that a new group rule can open; undefined where that is more than those who have the addresses it names. */
function pairsOf(network: Network, edit: NetworkEdit): readonly Pair[] | undefined {
  if (edit.kind !== 'addSecurityGroupRule' || !edit.rule.peer.known) return undefined;
  const others = ownersMatching(network, edit.rule.peer.value);
  if (others === undefined) return undefined;
  const carriers = owners(network, (one) => carries(one, edit.securityGroup));
  const pairs = carriers.flatMap((carrier) =>
    others.map((other) =>
      edit.rule.direction === 'ingress' ? { from: other, to: carrier } : { from: carrier, to: other },
    ),
  );
  return pairs.filter(({ from, to }) => from !== to);
}

/** Who a peer stands for; undefined for a block in which not all is in the model, such as the internet. */
function ownersMatching(network: Network, peer: Peer): readonly string[] | undefined {
  if (peer.kind === 'securityGroup') return owners(network, (one) => carries(one, peer.securityGroup));
  if (peer.kind === 'prefixList') return undefined;
  const within = owners(network, (one) =>
    one.addresses.some(
      (address) => valueOf(address.within)?.some((block) => cidrsOverlap(block, peer.cidr)) === true,
    ),
  );
  return within.length === 0 || peer.cidr.prefixLength < 8 ? undefined : within;
}

function owners(network: Network, wanted: (one: NetworkInterface) => boolean): string[] {
  const names = [...network.interfaces.values()].filter(wanted).map((one) => {
    const owner =
      one.owner === undefined
        ? undefined
        : (network.workloads.get(one.owner) ?? network.loadBalancers.get(one.owner));
    return owner?.name ?? one.name;
  });
  return [...new Set(names)];
}

function carries(one: NetworkInterface, group: Id): boolean {
  return one.securityGroups.some((own) => valueOf(own) === group);
}

function trafficOf(index: NetworkIndex, { from, to }: Pair): string | undefined {
  const result = answer(index, { from, to, traffic: everything });
  if (result.kind !== 'answer' || result.answer.verdict !== 'reachable') return undefined;
  const texts = result.answer.traffic.map((set) => shortTraffic(trafficMatches(set.protocol, set.ports)));
  return [...new Set(texts)].join(', ');
}
