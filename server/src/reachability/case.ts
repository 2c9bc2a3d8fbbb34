import { allAddresses, type AddressSet } from '../ip/addresses';
import {
  intersectPackets,
  normalisePackets,
  unitePackets,
  type PacketBox,
  type PacketSet,
} from '../ip/packets';
import { includes, intersect, unite } from '../ip/ranges';
import { noTraffic, type Traffic } from '../ip/traffic';
import type { Unknown } from '../network/model';
import type { Verdict } from './answer';
import type { Asked } from './askedTraffic';
import { flowBoxes, type Branch, type ClientPorts } from './walk/branch';
import type { Walk } from './walk/packet';

/** What comes of one host asking another, for those of their addresses that fare alike. */
export interface Case {
  /** Addresses that it holds for; undefined where the host is one and not a set. */
  readonly source: AddressSet | undefined;
  readonly destination: AddressSet | undefined;
  readonly verdict: Verdict;
  /** What surely passes and gets its reply, without addresses. */
  readonly must: PacketSet;
  readonly may: PacketSet;
  /** The same as traffic that the client can surely use, or may be able to. */
  readonly sure: Traffic;
  readonly possible: Traffic;
  readonly branches: readonly Branch[];
  readonly unknowns: readonly Unknown[];
  /** It was tried by the public address, although the two are in one network. */
  readonly byPublicAddress: boolean;
}

/** What has come of a walk. */
export function conclude(walk: Walk, asked: Asked): Omit<Case, 'source' | 'destination' | 'byPublicAddress'> {
  const { outcomes } = walk;
  const must = outcomes.map(({ flow, severed }) => (severed ? [] : boxes(flow.someMust, flow.mustPorts)));
  const may = outcomes.map(({ flow, severed }) => (severed ? [] : boxes(flow.someMay, flow.mayPorts)));
  const [first, ...others] = must;
  const unknowns = distinct([...walk.forks, ...outcomes.flatMap((outcome) => outcome.unknowns)]);
  return {
    verdict: judge(walk, asked),
    must: others.reduce<PacketSet>((all, one) => intersectPackets(all, one), first ?? []),
    may: may.length === 1 ? (may[0] ?? []) : may.reduce<PacketSet>((all, one) => unitePackets(all, one), []),
    ...trafficOf(outcomes),
    branches: outcomes,
    unknowns,
  };
}

/** Traffic that passes in every possible course, and in some. */
export function trafficOf(outcomes: readonly Branch[]): Pick<Case, 'sure' | 'possible'> {
  let sure: Traffic | undefined;
  let possible: Traffic = noTraffic;
  for (const { flow, severed, blocked } of outcomes) {
    const isLost = severed || blocked;
    const must = isLost ? noTraffic : flow.must;
    sure = sure === undefined ? must : intersect(sure, must);
    if (!isLost) possible = unite(possible, flow.may);
  }
  return { sure: sure ?? noTraffic, possible };
}

/** What a flow lets pass, for all addresses: whoever knows what the sides stand for puts them in. */
export function boxes(traffic: Branch['flow']['must'], ports: ClientPorts): PacketSet {
  return normalisePackets(
    flowBoxes(traffic, ports).map((box): PacketBox => ({
      ...box,
      source: allAddresses,
      destination: allAddresses,
    })),
  );
}

function judge(walk: Walk, asked: Asked): Verdict {
  const { outcomes } = walk;
  if (outcomes.length === 0) return 'unknown';
  if (outcomes.every((outcome) => outcome.blocked)) return 'blocked';
  if (outcomes.some((outcome) => outcome.blocked)) return 'unknown';
  const needed = asked.required ?? (asked.portUnknown === undefined ? undefined : asked.traffic);
  if (needed !== undefined) {
    return outcomes.every(
      ({ flow, unsure }) => (asked.required === undefined || !unsure) && includes(flow.must, needed),
    )
      ? 'reachable'
      : 'unknown';
  }
  const common = outcomes.map(({ flow }) => flow.must).reduce((all, one) => intersect(all, one));
  return common.length > 0 ? 'reachable' : 'unknown';
}

/** The same unknowns once each, in order. */
export function distinct(unknowns: readonly Unknown[]): readonly Unknown[] {
  const seen = new Map<string, Unknown>();
  for (const unknown of unknowns) {
    const key = `${unknown.value}\n${unknown.why}`;
    if (!seen.has(key)) seen.set(key, unknown);
  }
  return [...seen.values()];
}
