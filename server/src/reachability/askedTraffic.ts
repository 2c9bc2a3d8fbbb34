import {
  allTraffic,
  echoRequest,
  hasPorts,
  isIcmp,
  portTraffic,
  protocolTraffic,
  type Traffic,
} from '../ip/traffic';
import type { Unknown } from '../network/model';
import type { OwnTraffic } from './ends';
import type { AskedTraffic } from './question';

/** A question's traffic, as the walk needs it. */
export interface Asked {
  readonly traffic: Traffic;
  /** What has to pass whole for a yes; undefined: anything of `traffic`. */
  readonly required: Traffic | undefined;
  /** Set where the destination's own port is not known, so that only all or nothing is an answer. */
  readonly portUnknown: Unknown | undefined;
}

/**
 * What is asked about. Ports that were named have to pass whole; of ICMP it is the ping that has to; without ports anything
 * that passes will do. Without any traffic it is the destination's own ports, if it has some.
 */
export function askedTraffic(asked: AskedTraffic | undefined, own: OwnTraffic | undefined): Asked {
  if (asked === undefined) {
    return { traffic: own?.traffic ?? allTraffic, required: undefined, portUnknown: own?.unknown };
  }
  const { protocol, ports } = asked;
  if (protocol === 'all') return { traffic: allTraffic, required: undefined, portUnknown: undefined };
  const whole = protocolTraffic(protocol);
  if (hasPorts(protocol)) {
    const traffic = ports === undefined ? whole : portTraffic(protocol, ports.from, ports.to);
    return { traffic, required: ports === undefined ? undefined : traffic, portUnknown: undefined };
  }
  return {
    traffic: whole,
    required: isIcmp(protocol) ? echoRequest(protocol) : whole,
    portUnknown: undefined,
  };
}
