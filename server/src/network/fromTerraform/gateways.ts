import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type {
  CarrierGateway,
  EgressOnlyInternetGateway,
  Id,
  InternetGateway,
  Maybe,
  VpnGateway,
} from '../model';
import type { Context } from './context';
import { readId } from './read';

/** Internet gateways; one without a VPC is not attached. */
export function buildInternetGateways(context: Context): InternetGateway[] {
  return context.of('aws_internet_gateway').map((gateway) => ({
    ...context.component(gateway),
    vpc: attachedVpc(context, gateway, context.once(internetGatewayAttachments)),
  }));
}

/** Egress-only internet gateways: IPv6, outbound. */
export function buildEgressOnlyInternetGateways(context: Context): EgressOnlyInternetGateway[] {
  return context.of('aws_egress_only_internet_gateway').map((gateway) => ({
    ...context.component(gateway),
    vpc: ownVpc(context, gateway),
  }));
}

/** Virtual private gateways. */
export function buildVpnGateways(context: Context): VpnGateway[] {
  return context.of('aws_vpn_gateway').map((gateway) => ({
    ...context.component(gateway),
    vpc: attachedVpc(context, gateway, context.once(vpnGatewayAttachments)),
  }));
}

/** Carrier gateways, of Wavelength Zones. */
export function buildCarrierGateways(context: Context): CarrierGateway[] {
  return context.of('aws_ec2_carrier_gateway').map((gateway) => ({
    ...context.component(gateway),
    vpc: ownVpc(context, gateway),
  }));
}

function ownVpc(context: Context, gateway: ResourceInstance): Maybe<Id> {
  const vpc = readId(context, context.fields(gateway), 'vpc_id', 'vpcs');
  return vpc ?? unknown({ value: `${gateway.address}.vpc_id`, why: 'not given' });
}

function attachedVpc(
  context: Context,
  gateway: ResourceInstance,
  attachments: ReadonlyMap<Id, Maybe<Id>>,
): Maybe<Id | undefined> {
  const own = readId(context, context.fields(gateway), 'vpc_id', 'vpcs');
  return own ?? attachments.get(gateway.address) ?? known(undefined);
}

function internetGatewayAttachments(context: Context): ReadonlyMap<Id, Maybe<Id>> {
  return attachments(context, 'aws_internet_gateway_attachment', 'internet_gateway_id');
}

function vpnGatewayAttachments(context: Context): ReadonlyMap<Id, Maybe<Id>> {
  return attachments(context, 'aws_vpn_gateway_attachment', 'vpn_gateway_id');
}

function attachments(context: Context, type: string, name: string): ReadonlyMap<Id, Maybe<Id>> {
  const vpcs = new Map<Id, Maybe<Id>>();
  for (const attachment of context.of(type)) {
    const fields = context.fields(attachment);
    const gateway = readId(context, fields, name, 'internetGateways', 'vpnGateways');
    const vpc = readId(context, fields, 'vpc_id', 'vpcs');
    if (gateway?.known !== true || vpc === undefined) continue;
    const { uncertain } = attachment;
    vpcs.set(gateway.value, uncertain === undefined ? vpc : unknown(context.reason(uncertain)));
  }
  return vpcs;
}
