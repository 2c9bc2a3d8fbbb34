import { allTraffic, icmpTraffic, portTraffic, protocolTraffic, type Traffic } from '../ip/traffic';
import type { Maybe, TrafficMatch, Unknown } from '../network/model';

/**
 * What a filter does to traffic, in bounds: `must` surely passes, `may` passes if everything unknown is favourable, and
 * `unknowns` are the reasons why the two differ. `must` is always part of `may`.
 */
export interface Bounds {
  readonly must: Traffic;
  readonly may: Traffic;
  readonly unknowns: readonly Unknown[];
}

/** Lets everything through. */
export const openBounds: Bounds = { must: allTraffic, may: allTraffic, unknowns: [] };

/** The traffic that a rule or entry names. */
export function trafficOf(match: TrafficMatch): Traffic {
  switch (match.kind) {
    case 'all':
      return allTraffic;
    case 'ports':
      return portTraffic(match.protocol, match.from, match.to);
    case 'icmp':
      return icmpTraffic(match.protocol, match.type, match.code);
    case 'protocol':
      return protocolTraffic(match.protocol);
  }
}

/** The most that a rule can name: everything, where nobody knows what. */
export function atMost(match: Maybe<TrafficMatch>): Traffic {
  return match.known ? trafficOf(match.value) : allTraffic;
}
