import type { Asked } from './askedTraffic';
import { portsOfHost, type EndHost } from './ends';
import type { NetworkIndex } from './networkIndex';
import type { Walk } from './walk/packet';

/** A walk for what is asked, begun by a host, that has not taken a step yet; `trace` keeps its hops. */
export function newWalk(index: NetworkIndex, asked: Asked, from: EndHost, trace: boolean): Walk {
  return {
    index,
    trace,
    asked: asked.traffic,
    required: asked.required,
    clientPorts: portsOfHost(from),
    forks: [],
    outcomes: [],
  };
}
