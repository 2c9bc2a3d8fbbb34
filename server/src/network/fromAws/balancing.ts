import type { Id } from '../model';
import { records, text } from './record';
import { items, type Source } from './source';

/** What load balancers and target groups are read with. */

/** The id of the target group that stands for what a Classic Load Balancer's listeners with one instance port lead to. */
export function classicTargetGroupId(balancer: Id, port: number): Id {
  return `${balancer}/instances-${port}`;
}

/** One attribute out of the lists that collectors wrap with the ARN. */
export function attribute(
  source: Source,
  key: 'LoadBalancerAttributes' | 'TargetGroupAttributes',
  member: string,
  arn: string,
  name: string,
): string | undefined {
  const holder = items(source, key).find(({ record }) => text(record, member) === arn);
  const found = records(holder?.record ?? {}, 'Attributes').find((each) => text(each, 'Key') === name);
  return found === undefined ? undefined : text(found, 'Value');
}

/** Also of target groups. GENEVE and what is newer than this page are not known here. */
export function listenerProtocol(protocol: string | undefined): 6 | 17 | 'tcp_udp' | undefined {
  switch (protocol?.toUpperCase()) {
    case 'HTTP':
    case 'HTTPS':
    case 'TCP':
    case 'TLS':
    case 'SSL':
      return 6;
    case 'UDP':
    case 'QUIC':
      return 17;
    case 'TCP_UDP':
    case 'TCP_QUIC':
      return 'tcp_udp';
    default:
      return undefined;
  }
}
