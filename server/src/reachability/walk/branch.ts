/**
 * The walk: one packet (or all that fare alike) from its sender through every component to the receiver, and its reply
 * back, by the replier's own routes. `walk.ts` is the door; `branch.ts` has what is known on the way, `packet.ts` what
 * travels, and each other file one family of components.
 */
import { allPorts, type PacketBox } from '../../ip/packets';
import { includes, intersect, overlaps, subtract, unite, type Ranges } from '../../ip/ranges';
import {
  hasProtocol,
  icmp,
  icmpV6,
  icmpWithoutReply,
  noTraffic,
  ofProtocol,
  portsOf,
  protocolTraffic,
  repliesTo,
  tcp,
  udp,
  type Traffic,
} from '../../ip/traffic';
import { noAddresses } from '../../ip/addresses';
import type { Id, Unknown } from '../../network/model';
import type { Hop } from '../answer';
import type { Bounds } from '../filterTraffic';

/** Client ports that get their replies, for the two protocols that have ports. */
export type ClientPorts = Readonly<Record<6 | 17, Ranges>>;

/**
 * What has become of the traffic so far. `must` and `may` are about traffic that the asked client can use (replies to all
 * ports that it may pick come back); `someMust` and `someMay` about traffic that passes from at least one client port.
 */
export interface Flow {
  readonly must: Traffic;
  readonly may: Traffic;
  readonly someMust: Traffic;
  readonly someMay: Traffic;
  readonly mustPorts: ClientPorts;
  readonly mayPorts: ClientPorts;
}

/** One possible course of things. Where an unknown leaves several ways open there is one of these for each. */
export interface Branch {
  flow: Flow;
  /** Some hop lets nothing through: from there on `flow` is what would pass, were it mended. */
  severed: boolean;
  /** Some hop does not pass what has to pass. */
  blocked: boolean;
  /** Some hop passes it only if an unknown is favourable. */
  unsure: boolean;
  path: Hop[];
  returnPath: Hop[];
  blockers: Hop[];
  unknowns: Unknown[];
  assumptions: string[];
  /** Interfaces whose groups let the request pass, and so know its reply. */
  tracked: Set<Id>;
}

/** The start of a walk. */
export function newBranch(asked: Traffic): Branch {
  const ports: ClientPorts = { [tcp]: allPorts, [udp]: allPorts };
  return {
    flow: { must: asked, may: asked, someMust: asked, someMay: asked, mustPorts: ports, mayPorts: ports },
    severed: false,
    blocked: false,
    unsure: false,
    path: [],
    returnPath: [],
    blockers: [],
    unknowns: [],
    assumptions: [],
    tracked: new Set(),
  };
}

/** The same so far, to go another way from here. */
export function copyBranch(branch: Branch): Branch {
  return {
    ...branch,
    path: [...branch.path],
    returnPath: [...branch.returnPath],
    blockers: [...branch.blockers],
    unknowns: [...branch.unknowns],
    assumptions: [...branch.assumptions],
    tracked: new Set(branch.tracked),
  };
}

/** What a component does to the traffic as a whole. */
export type HopVerdict = 'allowed' | 'blocked' | 'unknown';

/**
 * Puts a filter's bounds on the flow. `required` has to pass whole; undefined: something has to pass.
 * A filter that lets nothing of it through is noted and then passed over, as if it were mended.
 */
export function filter(branch: Branch, bounds: Bounds, required: Traffic | undefined): HopVerdict {
  const { flow } = branch;
  if (includes(bounds.must, flow.someMay)) {
    const whole = required === undefined ? 'allowed' : judgeWhole(bounds, required);
    note(branch, whole, []);
    return whole;
  }
  const same = flow.someMust === flow.must && flow.someMay === flow.may;
  const may = intersect(flow.may, bounds.may);
  const must = intersect(flow.must, bounds.must);
  const verdict = required === undefined ? judgeSome(flow, must, may, bounds) : judgeWhole(bounds, required);
  note(branch, verdict, bounds.unknowns);
  if (may.length === 0) branch.severed = true;
  else {
    branch.flow = {
      ...flow,
      must,
      may,
      someMust: same ? must : intersect(flow.someMust, bounds.must),
      someMay: same ? may : intersect(flow.someMay, bounds.may),
    };
  }
  return verdict;
}

function judgeWhole(bounds: Bounds, required: Traffic): HopVerdict {
  if (includes(bounds.must, required)) return 'allowed';
  return includes(bounds.may, required) ? 'unknown' : 'blocked';
}

function judgeSome(before: Flow, must: Traffic, may: Traffic, bounds: Bounds): HopVerdict {
  if (may.length === 0) return 'blocked';
  if (must.length > 0) return 'allowed';
  // Where an earlier hop is unknown already, this one is only so by doubts of its own.
  return before.must.length > 0 || !includes(bounds.must, may) ? 'unknown' : 'allowed';
}

function note(branch: Branch, verdict: HopVerdict, unknowns: readonly Unknown[]): void {
  if (verdict === 'blocked') branch.blocked = true;
  if (verdict === 'unknown') branch.unsure = true;
  branch.unknowns.push(...unknowns);
}

/** A component that passes nothing at all; the walk goes on as if it did. */
export function sever(branch: Branch): void {
  branch.severed = true;
  branch.blocked = true;
}

/** From here on nothing is sure. */
export function doubt(branch: Branch, unknowns: readonly Unknown[]): void {
  branch.flow = { ...branch.flow, must: noTraffic, someMust: noTraffic };
  branch.unsure = true;
  branch.unknowns.push(...unknowns);
}

/** Ports that replies have to reach: `sure` for a safe yes, `least` for anything but a no. */
export interface NeededPorts {
  readonly sure: Ranges;
  readonly least: Ranges;
}

/**
 * Puts a stateless filter's bounds for replies on the flow. Replies to TCP and UDP go to the client's port, so they
 * narrow the client ports; replies to ICMP requests take the request with them; other protocols pass or not.
 * @param replies what the filter does to the packets that answer
 * @param translated the client's ports are rewritten on this stretch, so that ports lost here are not the client's own
 */
export function filterReplies(
  branch: Branch,
  replies: Bounds,
  needed: NeededPorts,
  translated: boolean,
  required: Traffic | undefined,
): { verdict: HopVerdict; clientPorts: Ranges } {
  const { flow } = branch;
  if (includes(replies.must, repliesTo(flow.someMay))) return { verdict: 'allowed', clientPorts: allPorts };
  const lost = { must: noTraffic, may: noTraffic, someMust: noTraffic, someMay: noTraffic };
  const mustPorts = { ...flow.mustPorts };
  const mayPorts = { ...flow.mayPorts };
  let clientPorts = allPorts;
  for (const protocol of [tcp, udp] as const) {
    if (!hasProtocol(flow.someMay, protocol)) continue;
    const whole = protocolTraffic(protocol);
    const sure = portsOf(replies.must, protocol);
    const possible = portsOf(replies.may, protocol);
    clientPorts = intersect(clientPorts, possible);
    if (!includes(sure, needed.sure)) lost.must = unite(lost.must, whole);
    if (!includes(possible, needed.least)) lost.may = unite(lost.may, whole);
    if (translated) {
      if (!includes(sure, needed.sure)) lost.someMust = unite(lost.someMust, whole);
      if (!overlaps(possible, needed.least)) lost.someMay = unite(lost.someMay, whole);
      continue;
    }
    mustPorts[protocol] = intersect(mustPorts[protocol], sure);
    mayPorts[protocol] = intersect(mayPorts[protocol], possible);
    if (mustPorts[protocol].length === 0) lost.someMust = unite(lost.someMust, whole);
    if (mayPorts[protocol].length === 0) lost.someMay = unite(lost.someMay, whole);
  }
  const others = subtract(flow.someMay, withPorts);
  if (others.length > 0) {
    const mustLose = otherLosses(others, replies.must);
    const mayLose = otherLosses(others, replies.may);
    lost.must = unite(lost.must, mustLose);
    lost.someMust = unite(lost.someMust, mustLose);
    lost.may = unite(lost.may, mayLose);
    lost.someMay = unite(lost.someMay, mayLose);
  }
  const must = subtract(flow.must, lost.must);
  const may = subtract(flow.may, lost.may);
  const verdict: HopVerdict =
    required === undefined
      ? may.length === 0
        ? 'blocked'
        : must.length > 0 || flow.must.length === 0
          ? 'allowed'
          : 'unknown'
      : overlaps(required, lost.may)
        ? 'blocked'
        : overlaps(required, lost.must)
          ? 'unknown'
          : 'allowed';
  note(branch, verdict, replies.unknowns);
  const someMay = subtract(flow.someMay, lost.someMay);
  if (someMay.length === 0) branch.severed = true;
  else {
    const someMust = subtract(flow.someMust, lost.someMust);
    // What is lost here for this client goes on as if mended, so that later hops are still judged.
    branch.flow = { must, may: may.length === 0 ? flow.may : may, someMust, someMay, mustPorts, mayPorts };
  }
  return { verdict, clientPorts };
}

const withPorts = unite(protocolTraffic(tcp), protocolTraffic(udp));
const pings = unite(protocolTraffic(icmp), protocolTraffic(icmpV6));

/** Which of this traffic (neither TCP nor UDP) has no way back through the filter. */
function otherLosses(traffic: Traffic, replies: Traffic): Traffic {
  const icmpLost = icmpWithoutReply(traffic, replies);
  const plain = subtract(traffic, pings);
  return unite(icmpLost, subtract(plain, replies));
}

/** The packets of a flow, as boxes without addresses. */
export function flowBoxes(traffic: Traffic, ports: ClientPorts): readonly PacketBox[] {
  const rest = subtract(traffic, withPorts);
  return [
    { traffic: ofProtocol(traffic, tcp), clientPorts: ports[tcp] },
    { traffic: ofProtocol(traffic, udp), clientPorts: ports[udp] },
    { traffic: rest, clientPorts: allPorts },
  ]
    .filter((box) => box.traffic.length > 0 && box.clientPorts.length > 0)
    .map((box) => ({ ...box, source: noAddresses, destination: noAddresses }));
}
