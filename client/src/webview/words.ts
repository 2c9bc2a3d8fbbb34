import type { PublishedOrigin, Verdict } from '../../../server/src/protocol/answer';
import type { IconName } from './icon';

/** How a verdict is shown: always by icon and word; colour only helps. */
export const verdicts: Readonly<
  Record<Verdict, { readonly word: string; readonly icon: IconName; readonly class: string }>
> = {
  reachable: { word: 'Reachable', icon: 'pass', class: 'good' },
  blocked: { word: 'Blocked', icon: 'error', class: 'bad' },
  unknown: { word: 'Unknown', icon: 'question', class: 'doubtful' },
};

/** The same for a hop. */
export const hopVerdicts = {
  allowed: { word: 'lets it through', icon: 'pass', class: 'good' },
  blocked: { word: 'blocks it', icon: 'error', class: 'bad' },
  unknown: { word: 'nobody knows', icon: 'question', class: 'doubtful' },
} as const satisfies Record<string, { word: string; icon: IconName; class: string }>;

/** `security group`, `network ACL`: what a kind of hop is called. */
export function kindInWords(kind: string): string {
  if (kind === 'networkAcl') return 'network ACL';
  if (kind === 'vpc') return 'VPC';
  if (kind === 'natGateway') return 'NAT gateway';
  if (kind === 'vpnGateway') return 'virtual private gateway';
  if (kind === 'endpoint') return 'VPC endpoint';
  if (kind === 'interface') return 'network interface';
  if (kind === 'unknownComponent') return 'component';
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Whether a kind of hop judges what passes: it is drawn as a gate across the way. */
export function isGate(kind: string): boolean {
  return kind === 'securityGroup' || kind === 'networkAcl';
}

/** `database.tf:12`, or the end of an ARN: what a link to an origin says. */
export function placeInWords(origin: PublishedOrigin): string {
  if ('arn' in origin) return origin.arn.split(/[:/]/).at(-1) ?? origin.arn;
  return `${origin.file.split('/').at(-1) ?? origin.file}:${origin.range.start.line + 1}`;
}

/** `TCP port 5432`, for the heading of a question. */
export function trafficInWords(protocol: string, ports: string): string {
  if (protocol === '-1' || protocol === '' || protocol === 'all') return 'any traffic';
  const name =
    protocol === 'icmp'
      ? 'ICMP'
      : /^\d+$/.test(protocol)
        ? `IP protocol ${protocol}`
        : protocol.toUpperCase();
  if (ports === '' || ports === '0-65535')
    return protocol === 'tcp' || protocol === 'udp' ? `all ${name}` : name;
  return `${name} ${/[-,]/.test(ports) ? 'ports' : 'port'} ${ports}`;
}

/** What an end is called in a heading. */
export function endInWords(end: string): string {
  if (end === 'internet') return 'the internet';
  return end === 'internet-ipv6' ? 'the internet over IPv6' : end;
}
