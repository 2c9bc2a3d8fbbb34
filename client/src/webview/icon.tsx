/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { iconPaths } from './icons.generated';

export type IconName = keyof typeof iconPaths;

/** An icon in a line of text. It says nothing by itself: words stand beside it. */
export function Icon({
  name,
  class: extra = '',
}: {
  readonly name: IconName;
  readonly class?: string;
}): VNode {
  return (
    <svg class={`icon ${extra}`.trim()} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}

/** What stands for a kind of hop or node. */
export function iconOfKind(kind: string): IconName {
  return (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? 'circle-slash';
}

const kinds: Readonly<Record<string, IconName>> = {
  source: 'server-process',
  destination: 'server',
  workload: 'server-process',
  dataStore: 'database',
  interface: 'symbol-interface',
  securityGroup: 'shield',
  networkAcl: 'lock',
  subnet: 'layout',
  vpc: 'layout',
  routeTable: 'compass',
  transitGatewayRouteTable: 'compass',
  internetGateway: 'globe',
  egressOnlyInternetGateway: 'globe',
  carrierGateway: 'globe',
  internet: 'globe',
  natGateway: 'git-compare',
  vpnGateway: 'key',
  onPremises: 'remote',
  peeringConnection: 'plug',
  peering: 'plug',
  transitGateway: 'type-hierarchy',
  endpoint: 'plug',
  loadBalancer: 'type-hierarchy',
  listener: 'type-hierarchy',
  targetGroup: 'type-hierarchy',
  middlebox: 'server-process',
  service: 'cloud',
  unknownComponent: 'question',
};
