import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Maybe, Target, TargetGroup } from '../model';
import type { Context } from './context';
import type { Fields } from './fields';
import { transportOf } from './listeners';
import { rememberedPart } from './rememberedParts';
import { read, readBoolean, readId, toBoolean, toNumber, toText } from './read';
import { targetsByGroup } from './targets';

/** Target groups, with everything that the code registers in them. */
export function buildTargetGroups(context: Context): TargetGroup[] {
  return context.of('aws_lb_target_group').map((group) => build(context, group));
}

function build(context: Context, resource: ResourceInstance): TargetGroup {
  const targets: readonly Target[] = context.once(targetsByGroup).get(resource.address) ?? [];
  return { ...rememberedPart(context, resource, ownParts), targets };
}

/** What the resource says itself. */
function ownParts(context: Context, resource: ResourceInstance): Omit<TargetGroup, 'targets'> {
  const fields = context.fields(resource);
  const targetType = mapMaybe(read(context, fields, 'target_type', toText) ?? known('instance'), targetKind);
  const protocolName = read(context, fields, 'protocol', toText) ?? known('HTTP');
  return {
    ...context.component(resource),
    vpc:
      readId(context, fields, 'vpc_id', 'vpcs') ??
      unknown<Id>({ value: `${resource.address}.vpc_id`, why: 'not given' }),
    targetType,
    protocol: mapMaybe(protocolName, transportOf),
    port: read(context, fields, 'port', toNumber) ?? portByDefault(protocolName),
    healthCheckPort: healthCheckPort(context, fields),
    preserveClientAddress: preserves(context, fields, targetType, protocolName),
    crossZone: crossZone(context, fields),
  };
}

type TargetKind = 'instance' | 'ip' | 'lambda' | 'alb';

function targetKind(text: string): TargetKind {
  return text === 'ip' || text === 'lambda' || text === 'alb' ? text : 'instance';
}

function portByDefault(protocol: Maybe<string>): Maybe<number> {
  if (!protocol.known) return protocol;
  return protocol.value === 'GENEVE' ? known(6081) : unknown({ value: 'port', why: 'not given' });
}

function healthCheckPort(context: Context, fields: Fields): Maybe<number | 'traffic-port'> {
  const check = fields.blocks('health_check').items[0];
  const port = check === undefined ? undefined : read(context, check, 'port', toText);
  return mapMaybe(port ?? known('traffic-port'), (text) => (text === 'traffic-port' ? text : Number(text)));
}

/**
 * A Network Load Balancer keeps the client's address for instances and for UDP, and by default not for IP targets over
 * TCP or TLS. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
function preserves(
  context: Context,
  fields: Fields,
  targetType: Maybe<TargetKind>,
  protocol: Maybe<string>,
): Maybe<boolean> {
  if (!protocol.known) return protocol;
  const name = protocol.value.toUpperCase();
  // Application Load Balancers always speak for themselves.
  if (name === 'HTTP' || name === 'HTTPS') return known(false);
  if (name === 'UDP' || name === 'TCP_UDP' || name === 'QUIC') return known(true);
  const given = read(context, fields, 'preserve_client_ip', toBoolean);
  return given ?? mapMaybe(targetType, (type) => type !== 'ip');
}

function crossZone(context: Context, fields: Fields): Maybe<boolean | undefined> {
  const text = read(context, fields, 'load_balancing_cross_zone_enabled', toText);
  if (text === undefined || (text.known && text.value === 'use_load_balancer_configuration'))
    return known(undefined);
  return readBoolean(context, fields, 'load_balancing_cross_zone_enabled', false);
}
