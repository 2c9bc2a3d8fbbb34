import type { Configuration } from '../../terraform/configuration';
import { canonicalType } from '../../network/fromTerraform/context';
import type { RouteArgument } from './codeRoutes';

/** Something that a route argument is for. */
interface TargetKind {
  /** In words, with its article. */
  readonly words: string;
  /** The argument that takes it; undefined where none does. */
  readonly argument: string | undefined;
}

const internetGateway: TargetKind = { words: 'an internet gateway', argument: 'gateway_id' };
const vpnGateway: TargetKind = { words: 'a virtual private gateway', argument: 'gateway_id' };
const natGateway: TargetKind = { words: 'a NAT gateway', argument: 'nat_gateway_id' };
const egressOnly: TargetKind = {
  words: 'an egress-only internet gateway',
  argument: 'egress_only_gateway_id',
};
const transitGateway: TargetKind = { words: 'a transit gateway', argument: 'transit_gateway_id' };
const peering: TargetKind = { words: 'a peering connection', argument: 'vpc_peering_connection_id' };
const endpoint: TargetKind = { words: 'a VPC endpoint', argument: 'vpc_endpoint_id' };
const networkInterface: TargetKind = { words: 'a network interface', argument: 'network_interface_id' };
const carrierGateway: TargetKind = { words: 'a carrier gateway', argument: 'carrier_gateway_id' };
const instance: TargetKind = { words: 'an instance', argument: 'instance_id' };
const attachment: TargetKind = { words: 'a transit gateway attachment', argument: undefined };

const byAttribute: Readonly<Record<string, TargetKind>> = {
  'aws_internet_gateway.id': internetGateway,
  'aws_internet_gateway.internet_gateway_id': internetGateway,
  'aws_vpn_gateway.id': vpnGateway,
  'aws_nat_gateway.id': natGateway,
  'aws_nat_gateway.network_interface_id': networkInterface,
  'aws_egress_only_internet_gateway.id': egressOnly,
  'aws_ec2_transit_gateway.id': transitGateway,
  'aws_vpc_peering_connection.id': peering,
  'aws_vpc_peering_connection_accepter.id': peering,
  'aws_vpc_endpoint.id': endpoint,
  'aws_network_interface.id': networkInterface,
  'aws_instance.primary_network_interface_id': networkInterface,
  'aws_instance.id': instance,
  'aws_ec2_carrier_gateway.id': carrierGateway,
  'aws_ec2_transit_gateway_vpc_attachment.id': attachment,
  'aws_ec2_transit_gateway_peering_attachment.id': attachment,
};

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const byPrefix: readonly (readonly [RegExp, TargetKind])[] = [
  [/^igw-[0-9a-f]{8,}$/, internetGateway],
  [/^vgw-[0-9a-f]{8,}$/, vpnGateway],
  [/^nat-[0-9a-f]{8,}$/, natGateway],
  [/^eigw-[0-9a-f]{8,}$/, egressOnly],
  [/^tgw-attach-[0-9a-f]{8,}$/, attachment],
  [/^tgw-[0-9a-f]{8,}$/, transitGateway],
  [/^pcx-[0-9a-f]{8,}$/, peering],
  [/^vpce-[0-9a-f]{8,}$/, endpoint],
  [/^eni-[0-9a-f]{8,}$/, networkInterface],
  [/^cagw-[0-9a-f]{8,}$/, carrierGateway],
  [/^i-[0-9a-f]{8,}$/, instance],
];

/** What a target is, by what its value refers to, or by the beginning of a literal id; undefined where neither tells. */
export function targetKindOf({ value }: RouteArgument, configuration: Configuration): TargetKind | undefined {
  if (value.kind === 'string') return byPrefix.find(([prefix]) => prefix.test(value.value))?.[1];
  if (value.kind !== 'reference') return undefined;
  const type = configuration.byAddress.get(value.address)?.type;
  return type === undefined ? undefined : byAttribute[`${canonicalType(type)}.${value.path.join('.')}`];
}
