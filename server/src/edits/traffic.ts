import type { TrafficMatch } from '../network/model';

/** How the provider writes a match: protocol name or number, and the two port arguments. */
export interface TrafficArguments {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/**
 * A match in the arguments of group rules and inline ACL entries. For ICMP the ports are type and code, -1 is any; all
 * protocols want 0 and 0 (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group).
 */
export function trafficArguments(match: TrafficMatch): TrafficArguments {
  switch (match.kind) {
    case 'all':
      return { protocol: '-1', from: 0, to: 0 };
    case 'ports':
      return { protocol: match.protocol === 6 ? 'tcp' : 'udp', from: match.from, to: match.to };
    case 'icmp':
      return {
        protocol: match.protocol === 1 ? 'icmp' : 'icmpv6',
        from: match.type ?? -1,
        to: match.code ?? -1,
      };
    case 'protocol':
      return { protocol: String(match.protocol), from: 0, to: 0 };
  }
}
