/**
 * All pairs at once, one to all, all to one. Interfaces that nothing tells apart are one class (`fineClasses.ts`), what
 * lies between two subnets is walked once (`bareWays.ts`), and only classes that the receiver's groups may admit are
 * looked at (`candidates.ts`); `endPairs.ts` puts classes together to the ends that people ask about.
 */
import type { Family } from '../../ip/cidr';
import { intersect, unite } from '../../ip/ranges';
import { noTraffic, type Traffic } from '../../ip/traffic';
import type { Unknown } from '../../network/model';
import type { Asked } from '../askedTraffic';
import { trafficOf } from '../case';
import { casesBetween } from '../cases';
import { interfaceEnd, type EndHost } from '../ends';
import { judgeGroups, referencesKept, type GroupVerdict, type References } from '../groupRules';
import type { InterfaceHost } from '../hosts';
import type { NetworkIndex } from '../networkIndex';
import type { Walk, Watch } from '../walk/packet';
import { referencesOnTheWay } from '../walk/referencesOnTheWay';
import { walkBetween } from '../walk/walk';

/** Traffic from one place to another: what surely passes, what may, and what that hangs on. */
export interface PairTraffic {
  readonly sure: Traffic;
  readonly possible: Traffic;
  readonly unknowns: readonly Unknown[];
}

/** Nothing passes. */
export const nothingPasses: PairTraffic = { sure: noTraffic, possible: noTraffic, unknowns: [] };

/** What lies between two places, whatever groups stand at its ends. */
export interface BareWay {
  readonly traffic: PairTraffic;
  /** Whether inbound rules that name a group can match, and outbound ones. */
  readonly arrived: References;
  readonly leaving: () => References;
}

/**
 * Walks between two interfaces as if they had no groups. `whole`: addresses are rewritten on the way or several ways are
 * open, so that the groups can not be looked at apart from it.
 */
export function bareWay(
  index: NetworkIndex,
  from: InterfaceHost,
  to: InterfaceHost,
  family: Family,
  asked: Asked,
): BareWay | 'whole' {
  const watch: Watch = { arrivals: [], hasMiddlebox: false };
  const source = withoutGroups(from);
  const walk: Walk = {
    index,
    trace: false,
    asked: asked.traffic,
    required: undefined,
    clientPorts: interfaceEnd(index, from.interface).clientPorts,
    forks: [],
    outcomes: [],
    watch,
  };
  walkBetween(walk, source, withoutGroups(to), family);
  if (watch.hasMiddlebox) return 'whole';
  const { arrivals } = watch;
  const traffic: PairTraffic = {
    ...trafficOf(walk.outcomes),
    unknowns: [...walk.forks, ...walk.outcomes.flatMap(({ unknowns }) => unknowns)],
  };
  if (traffic.possible.length === 0) {
    return { traffic: nothingPasses, arrived: referencesKept, leaving: () => referencesKept };
  }
  const [arrival] = arrivals;
  const isPlain = walk.outcomes.length === 1 && arrivals.length === 1 && arrival?.from === source;
  if (!isPlain || arrival.translations !== undefined) return 'whole';
  let leaving: References | undefined;
  return {
    traffic,
    arrived: arrival.references,
    leaving: () => (leaving ??= referencesOnTheWay(index, from.interface, to)),
  };
}

function withoutGroups(host: InterfaceHost): InterfaceHost {
  return { ...host, interface: { ...host.interface, securityGroups: [] }, party: { ...host.party } };
}

/** What is left of a way with the groups at both its ends. */
export function withGroups(
  index: NetworkIndex,
  way: BareWay,
  from: InterfaceHost,
  to: InterfaceHost,
): PairTraffic {
  const { traffic } = way;
  if (traffic.possible.length === 0) return nothingPasses;
  // Inbound first: it is the one that mostly says no.
  const inbound = judgeGroups(index, to.interface, 'ingress', from, () => way.arrived, traffic.possible);
  const admitted = narrowed(traffic, inbound);
  if (admitted.possible.length === 0) return nothingPasses;
  return narrowed(admitted, judgeGroups(index, from.interface, 'egress', to, way.leaving, admitted.possible));
}

function narrowed(traffic: PairTraffic, { must, may, unknowns }: GroupVerdict): PairTraffic {
  const possible = intersect(traffic.possible, may);
  if (possible.length === 0) return nothingPasses;
  return {
    possible,
    sure: intersect(traffic.sure, must),
    unknowns: unknowns.length === 0 ? traffic.unknowns : [...traffic.unknowns, ...unknowns],
  };
}

/** Any two ends, the long way. */
export function wholeWalk(index: NetworkIndex, from: EndHost, to: EndHost, asked: Asked): PairTraffic {
  return casesBetween(index, from, to, asked, false).reduce<PairTraffic>(eitherOf, nothingPasses);
}

/** Two ways for one pair: what passes by either. */
export function eitherOf(one: PairTraffic, other: PairTraffic): PairTraffic {
  if (one.possible.length === 0) return other;
  if (other.possible.length === 0) return one;
  return {
    sure: unite(one.sure, other.sure),
    possible: unite(one.possible, other.possible),
    unknowns: [...one.unknowns, ...other.unknowns],
  };
}
