import type { HopKind } from '../reachability/answer';

/** What people call a kind of component. */
const kindNames: Readonly<Record<HopKind, string>> = {
  source: 'source',
  destination: 'destination',
  interface: 'network interface',
  securityGroup: 'security group',
  networkAcl: 'network ACL',
  subnet: 'subnet',
  routeTable: 'route table',
  internetGateway: 'internet gateway',
  egressOnlyInternetGateway: 'egress-only internet gateway',
  natGateway: 'NAT gateway',
  vpnGateway: 'virtual private gateway',
  carrierGateway: 'carrier gateway',
  peeringConnection: 'peering connection',
  transitGateway: 'transit gateway',
  transitGatewayRouteTable: 'transit gateway route table',
  endpoint: 'VPC endpoint',
  loadBalancer: 'load balancer',
  listener: 'listener',
  targetGroup: 'target group',
  middlebox: 'middlebox',
  vpc: 'VPC',
  internet: 'internet',
  onPremises: 'on-premises network',
  service: 'AWS service',
  unknownComponent: 'component',
};

/** `security group`, `network ACL`, `NAT gateway`. */
export function kindName(kind: HopKind): string {
  return kindNames[kind];
}

/** `security group aws_security_group.db`; kinds that stand for themselves (`the internet`) have no name. */
export function componentName(kind: HopKind, name: string): string {
  if (kind === 'internet') return 'the internet';
  if (name === '') return `the ${kindName(kind)}`;
  // `route table of aws_subnet.app`, where the table itself is not known.
  if (name.startsWith(`${kindName(kind)} `)) return name;
  if (kind === 'source' || kind === 'destination' || kind === 'onPremises') return name;
  return `${kindName(kind)} ${name}`;
}
