import { formatCidr, type Cidr } from '../../ip/cidr';
import { protocolName } from '../../ip/traffic';
import type { Maybe, Network, Peer, RouteTarget, TrafficMatch } from '../../network/model';
import { markdown, markdownCode } from '../escape';
import { kindName } from '../names';
import { trafficInWords } from '../traffic';
import { named, told } from './page';

/** What a group rule or ACL entry matches, in words: `TCP port 443 (HTTPS)`, `ICMP type 8`, `all traffic`. */
export function matchInWords(match: TrafficMatch): string {
  switch (match.kind) {
    case 'all':
      return trafficInWords('-1', '');
    case 'ports':
      return trafficInWords(
        protocolName(match.protocol),
        match.from === match.to ? String(match.from) : `${match.from}-${match.to}`,
      );
    case 'icmp': {
      const type = match.type === undefined ? '' : String(match.type);
      return trafficInWords(
        protocolName(match.protocol),
        match.code === undefined ? type : `${type}/${match.code}`,
      );
    }
    case 'protocol':
      return trafficInWords(String(match.protocol), '');
  }
}

/** The same as Markdown, also where it is unknown. */
export function trafficText(traffic: Maybe<TrafficMatch>): string {
  return told(traffic, (match) => markdown(matchInWords(match)));
}

/** A group rule's peer: a block as code, whoever carries a group, a prefix list. */
export function peerText(network: Network, peer: Maybe<Peer>, own: string): string {
  return told(peer, (known) => {
    if (known.kind === 'cidr') return cidrText(known.cidr);
    if (known.kind === 'prefixList') return `prefix list ${named(network, known.prefixList)}`;
    if (known.securityGroup === own) return 'whatever carries this group';
    return `whatever carries ${named(network, known.securityGroup)}`;
  });
}

/** A block as code; the whole internet in words beside it. */
export function cidrText(cidr: Cidr): string {
  const code = markdownCode(formatCidr(cidr));
  return cidr.prefixLength === 0 ? `${code} (everywhere)` : code;
}

/** Where a route leads: `NAT gateway x in subnet y`, `the VPC itself`. */
export function targetText(network: Network, target: RouteTarget): string {
  switch (target.kind) {
    case 'local':
      return 'the VPC itself';
    case 'natGateway': {
      const subnet = network.natGateways.get(target.id)?.subnet;
      const where =
        subnet?.known === true && subnet.value !== undefined
          ? ` in subnet ${named(network, subnet.value)}`
          : '';
      return `${kindName(target.kind)} ${named(network, target.id)}${where}`;
    }
    case 'endpoint': {
      const service = network.endpoints.get(target.id)?.service;
      const to = service?.known === true ? ` to ${markdown(service.value)}` : '';
      return `${kindName(target.kind)} ${named(network, target.id)}${to}`;
    }
    case 'interface':
      return `the network interface of ${named(network, target.id)}`;
    case 'other':
      return `${markdown(target.type)} ${markdownCode(target.id)}`;
    default:
      return `${kindName(target.kind)} ${named(network, target.id)}`;
  }
}
