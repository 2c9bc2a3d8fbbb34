/**
 * Load balancers: the connection that a client opens to one, and the one that it opens to a target, as one question.
 * `throughBalancer.ts` is the door; `secondLeg.ts` asks behind it, `nodes.ts` has the balancer as a sender, and
 * `waysThrough.ts` finds the balancers in front of a target.
 */
import { unite } from '../../ip/ranges';
import { noTraffic, portTraffic, protocolTraffic, type Traffic } from '../../ip/traffic';
import type { Listener } from '../../network/model';

/** The ports that a listener takes connections on. */
export function trafficOfListener({ protocol, port }: Listener): Traffic {
  const protocols = !protocol.known
    ? [6 as const]
    : protocol.value === 'tcp_udp'
      ? ([6, 17] as const)
      : [protocol.value];
  let traffic = noTraffic;
  for (const one of protocols) {
    const own = port.known ? portTraffic(one, port.value, port.value) : protocolTraffic(one);
    traffic = unite(traffic, own);
  }
  return traffic;
}
