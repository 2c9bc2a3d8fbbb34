import type { NetworkInterface } from '../../network/model';
import type { Door, Walk } from './packet';

/**
 * By which way a machine in the customer's own network comes to an interface: the virtual private gateway of its VPC,
 * else a VPN or Direct Connect of a transit gateway that the VPC is attached to.
 */
export function findDoor(walk: Walk, to: NetworkInterface): Door | undefined {
  const { index } = walk;
  const vpc = index.vpcOf(to);
  if (vpc === undefined) return undefined;
  for (const gateway of index.network.vpnGateways.values()) {
    if (gateway.vpc.known && gateway.vpc.value === vpc.id) return { kind: 'vpnGateway', gateway, vpc };
  }
  const transit = new Set(
    index
      .attachmentsOfVpc(vpc.id)
      .flatMap(({ transitGateway }) => (transitGateway.known ? [transitGateway.value] : [])),
  );
  for (const attachment of index.network.transitGatewayAttachments.values()) {
    if (attachment.kind !== 'vpn' && attachment.kind !== 'directConnect') continue;
    if (attachment.transitGateway.known && transit.has(attachment.transitGateway.value)) {
      return { kind: 'attachment', attachment };
    }
  }
  return undefined;
}
