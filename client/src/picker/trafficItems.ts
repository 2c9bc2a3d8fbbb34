import { QuickPickItemKind, type QuickPickItem } from 'vscode';
import type { EndpointCandidate, TrafficChoice } from '../../../server/src/protocol/requests';
import { plainLabel } from '../plainLabel';

/** Traffic in the picker; no `traffic`: whatever can pass. Headings have no `choice`. */
export interface TrafficItem extends QuickPickItem {
  readonly choice?: { readonly traffic: TrafficChoice | undefined };
}

const known: readonly { readonly name: string; readonly traffic: TrafficChoice }[] = [
  { name: 'HTTPS', traffic: { protocol: 'tcp', ports: '443' } },
  { name: 'HTTP', traffic: { protocol: 'tcp', ports: '80' } },
  { name: 'SSH', traffic: { protocol: 'tcp', ports: '22' } },
  { name: 'RDP', traffic: { protocol: 'tcp', ports: '3389' } },
  { name: 'PostgreSQL', traffic: { protocol: 'tcp', ports: '5432' } },
  { name: 'MySQL', traffic: { protocol: 'tcp', ports: '3306' } },
  { name: 'Redis', traffic: { protocol: 'tcp', ports: '6379' } },
  { name: 'NFS', traffic: { protocol: 'tcp', ports: '2049' } },
  { name: 'DNS', traffic: { protocol: 'udp', ports: '53' } },
  { name: 'ICMP (ping)', traffic: { protocol: 'icmp' } },
];

/** The traffic to offer for a question to this end: its own first, then everything, then well-known services. */
export function trafficItems(to: EndpointCandidate): TrafficItem[] {
  const own = to.defaultTraffic;
  const everything: TrafficItem = {
    label: '$(list-flat) All traffic that can pass',
    description: 'any protocol and port',
    choice: { traffic: { protocol: '-1' } },
  };
  const services = known.filter(
    ({ traffic }) => own === undefined || trafficText(traffic) !== trafficText(own),
  );
  return [
    ...(own === undefined
      ? []
      : [trafficItem(trafficText(own), `what ${plainLabel(to.label)} listens on`, own)]),
    everything,
    { label: 'well-known services', kind: QuickPickItemKind.Separator },
    ...services.map(({ name, traffic }) => trafficItem(name, trafficText(traffic), traffic)),
  ];
}

/** An item for traffic that was typed: `8443`, `8000-8010`, `udp/514`, `icmp`; undefined for anything else. */
export function typedTrafficItem(text: string): TrafficItem | undefined {
  const traffic = readTraffic(text);
  return traffic === undefined
    ? undefined
    : { ...trafficItem(trafficText(traffic), 'as typed', traffic), alwaysShow: true };
}

/** `tcp/5432`, `icmp`. */
export function trafficText({ protocol, ports }: TrafficChoice): string {
  return ports === undefined ? protocol : `${protocol}/${ports}`;
}

function readTraffic(text: string): TrafficChoice | undefined {
  if (/^icmp$/i.test(text)) return { protocol: 'icmp' };
  const match = /^(?:(?<protocol>tcp|udp)[/: ])?(?<from>\d{1,5})(?:-(?<to>\d{1,5}))?$/i.exec(text);
  const from = match?.groups?.['from'];
  if (match === null || from === undefined) return undefined;
  const to = match.groups?.['to'] ?? from;
  if (Number(from) > Number(to) || Number(to) > 65535) return undefined;
  const protocol = (match.groups?.['protocol'] ?? 'tcp').toLowerCase();
  return { protocol, ports: from === to ? from : `${from}-${to}` };
}

function trafficItem(label: string, description: string, traffic: TrafficChoice): TrafficItem {
  return { label: `$(arrow-swap) ${label}`, description, choice: { traffic } };
}
