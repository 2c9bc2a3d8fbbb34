import { known, unknown } from '../maybe';
import type { ComponentKind, Maybe, RouteTarget } from '../model';
import { unknownCause, type Context } from './context';
import type { Argument, Fields } from './fields';
import { identify } from './identities';
import { toId } from './read';

/** The arguments of a route that may hold its target: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/route */
const targetArguments = [
  'gateway_id',
  'nat_gateway_id',
  'egress_only_gateway_id',
  'transit_gateway_id',
  'vpc_peering_connection_id',
  'vpc_endpoint_id',
  'network_interface_id',
  'instance_id',
  'carrier_gateway_id',
] as const;

/** What the model does not follow, by argument. */
const otherArguments: Readonly<Record<string, string>> = {
  core_network_arn: 'core network',
  local_gateway_id: 'local gateway',
  odb_network_arn: 'ODB network',
};

/** All arguments of a route that may hold its target, those that the model does not follow last. */
export const routeTargetArguments: readonly string[] = [...targetArguments, ...Object.keys(otherArguments)];

type TargetKind = Exclude<RouteTarget['kind'], 'local' | 'other'>;

/**
 * Each kind of component as a target. The kind follows from what the value is, not from the argument's name:
 * `gateway_id` takes a NAT gateway or an endpoint, too.
 */
const targetKinds: Readonly<Partial<Record<ComponentKind, TargetKind>>> = {
  internetGateways: 'internetGateway',
  egressOnlyInternetGateways: 'egressOnlyInternetGateway',
  natGateways: 'natGateway',
  vpnGateways: 'vpnGateway',
  carrierGateways: 'carrierGateway',
  peeringConnections: 'peeringConnection',
  transitGateways: 'transitGateway',
  interfaces: 'interface',
  endpoints: 'endpoint',
};

/** What each argument is for, where the value itself does not tell. */
const kindOfArgument: Readonly<Record<(typeof targetArguments)[number], ComponentKind>> = {
  gateway_id: 'internetGateways',
  nat_gateway_id: 'natGateways',
  egress_only_gateway_id: 'egressOnlyInternetGateways',
  transit_gateway_id: 'transitGateways',
  vpc_peering_connection_id: 'peeringConnections',
  vpc_endpoint_id: 'endpoints',
  network_interface_id: 'interfaces',
  instance_id: 'workloads',
  carrier_gateway_id: 'carrierGateways',
};

/** Where a route leads. */
export function routeTarget(context: Context, fields: Fields): Maybe<RouteTarget> {
  for (const name of targetArguments) {
    const argument = fields.argument(name);
    if (argument !== undefined) return targetOf(context, argument, kindOfArgument[name]);
  }
  for (const [name, type] of Object.entries(otherArguments)) {
    const argument = fields.argument(name);
    if (argument !== undefined) return known({ kind: 'other', type, id: otherId(argument) });
  }
  return unknown(context.reason({ value: 'the target', why: 'no target is given', source: fields.source }));
}

function targetOf(context: Context, argument: Argument, wanted: ComponentKind): Maybe<RouteTarget> {
  const { value } = argument;
  if (value.kind === 'string' && value.value === 'local') return known({ kind: 'local' });
  const middlebox = firewall(context, argument);
  if (middlebox !== undefined) return known(middlebox);
  const identity = identify(context, value, wanted);
  if (identity === undefined) {
    const cause = unknownCause(argument) ?? {
      value: otherId(argument),
      why: 'not a target of a route',
      source: argument.source,
    };
    return unknown(context.reason(cause));
  }
  // A route to an instance is one to its primary interface.
  if (identity.kind === 'workloads') return known({ kind: 'interface', id: `${identity.id}/interface-0` });
  const id = toId(context, argument, identity.kind);
  const kind = targetKinds[identity.kind];
  if (!id.known) return id;
  return kind === undefined
    ? unknown(context.reason({ value: id.value, why: 'not a target of a route', source: argument.source }))
    : known({ kind, id: id.value });
}

/** AWS Network Firewall's endpoints: what it lets through is beyond the model. */
function firewall(context: Context, argument: Argument): RouteTarget | undefined {
  const { value } = argument;
  const address =
    value.kind === 'reference'
      ? value.address
      : value.kind === 'unknown'
        ? value.causes[0]?.value
        : undefined;
  const id = /^(.*aws_networkfirewall_(?:firewall|vpc_endpoint_association)\.[^.[]+(?:\[[^\]]*\])?)/.exec(
    address ?? '',
  )?.[1];
  if (id === undefined || context.resource(id) === undefined) return undefined;
  return { kind: 'other', type: 'network firewall', id };
}

function otherId({ value }: Argument): string {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'reference') return value.address;
  return value.kind === 'unknown' ? (value.causes[0]?.value ?? '') : '';
}
