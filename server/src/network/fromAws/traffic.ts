import type { Maybe, TrafficMatch } from '../model';
import { known, unknown } from '../maybe';

const numbers: Readonly<Record<string, number>> = {
  tcp: 6,
  udp: 17,
  icmp: 1,
  icmpv6: 58,
  icmp6: 58,
  all: -1,
};

/**
 * What a group rule matches, from `IpProtocol`, `FromPort` and `ToPort`. Protocols are names or numbers; with ICMP the
 * ports are type and code, -1 is any; no ports is all of them
 * (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html).
 */
export function trafficMatch(
  of: string,
  protocol: string | undefined,
  from: number | undefined,
  to: number | undefined,
): Maybe<TrafficMatch> {
  const value = protocolNumber(protocol);
  if (value === undefined) {
    return unknown({
      value: `the protocol of a rule of ${of}`,
      why: `"${protocol ?? ''}" is not a protocol`,
    });
  }
  if (value === -1) return known({ kind: 'all' });
  if (value === 1 || value === 58) {
    const any = (part: number | undefined): number | undefined => (part === -1 ? undefined : part);
    return known({ kind: 'icmp', protocol: value, type: any(from), code: any(to) });
  }
  if (value !== 6 && value !== 17) return known({ kind: 'protocol', protocol: value });
  const low = from === undefined || from < 0 ? 0 : from;
  const high = to === undefined || to < 0 ? 65535 : to;
  return known({ kind: 'ports', protocol: value, from: low, to: Math.min(high, 65535) });
}

/** `tcp` → 6, `"6"` → 6, `-1` → -1; undefined where it is no protocol. */
export function protocolNumber(protocol: string | undefined): number | undefined {
  const name = protocol?.toLowerCase() ?? '';
  const known = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  const value = known ?? (/^(-1|\d{1,3})$/.test(name) ? Number(name) : undefined);
  return value === undefined || value > 255 ? undefined : value;
}
