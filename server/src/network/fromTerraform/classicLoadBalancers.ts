import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Listener, LoadBalancer, NetworkInterface, Target, TargetGroup } from '../model';
import { belongingTo } from './belonging';
import { withOrigin, withUncertain, type Context } from './context';
import { listElements, type Fields } from './fields';
import { identify } from './identities';
import { buildInterface } from './interfaces';
import { transportOf } from './listeners';
import { facing } from './loadBalancers';
import { read, readBoolean, readIds, toNumber, toText } from './read';
import { defaultGroups, vpcOf, type Site } from './site';
import { scalingGroup } from './targets';

/** A classic load balancer, its nodes, and a target group for each of its listeners, which have none of their own. */
interface ClassicLoadBalancer {
  readonly balancer: LoadBalancer;
  readonly interfaces: readonly NetworkInterface[];
  readonly targetGroups: readonly TargetGroup[];
}

/** Classic load balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/introduction.html */
export function buildClassicLoadBalancers(site: Site): ClassicLoadBalancer[] {
  return site.context.of('aws_elb').map((balancer) => build(site, balancer));
}

function build(site: Site, resource: ResourceInstance): ClassicLoadBalancer {
  const { context } = site;
  const fields = context.fields(resource);
  const id = resource.address;
  const component = context.component(resource);
  const internal = readBoolean(context, fields, 'internal', false);
  const subnets = readIds(context, fields, 'subnets', 'subnets');
  const groups = readIds(context, fields, 'security_groups', 'securityGroups');
  const interfaces = subnets.map((subnet, index) =>
    buildInterface(site, {
      id: `${id}/interface-${index}`,
      name: `${id} in ${subnet.known ? subnet.value : subnet.unknown.value}`,
      from: component,
      owner: id,
      kind: 'loadBalancer',
      subnet,
      groups: groups.length > 0 ? groups : defaultGroups(site, subnet),
      publicAddress: facing(context, fields, internal),
      ipv6: known(false),
    }),
  );
  const vpc = vpcOf(site, subnets[0]);
  const targets = targetsOf(context, resource, fields);
  const listeners = fields
    .blocks('listener')
    .items.map((block, index) => ({ block, group: `${id}/listener-${index}` }));
  const healthCheck = fields.blocks('health_check').items[0];
  return {
    interfaces,
    balancer: {
      ...component,
      kind: 'classic',
      scheme: mapMaybe(internal, (yes) => (yes ? 'internal' : 'internet-facing')),
      vpc,
      interfaces: interfaces.map((one) => one.id),
      crossZone: readBoolean(context, fields, 'cross_zone_load_balancing', true),
      listeners: listeners.map(({ block, group }): Listener => ({
        protocol: mapMaybe(read(context, block, 'lb_protocol', toText) ?? known('tcp'), transportOf),
        port: read(context, block, 'lb_port', toNumber) ?? unknown({ value: 'lb_port', why: 'not given' }),
        targetGroups: [known(group)],
        ...withOrigin(context.origin(block.source)),
      })),
    },
    targetGroups: listeners.map(({ block, group }): TargetGroup => ({
      ...belongingTo(component),
      id: group,
      name: `${id}'s instances`,
      vpc,
      targetType: known('instance'),
      protocol: known(6),
      port:
        read(context, block, 'instance_port', toNumber) ??
        unknown({ value: 'instance_port', why: 'not given' }),
      targets,
      healthCheckPort: healthCheckPort(context, healthCheck),
      preserveClientAddress: known(false),
      crossZone: known(undefined),
    })),
  };
}

/** `HTTP:8080/health` */
function healthCheckPort(context: Context, fields: Fields | undefined): TargetGroup['healthCheckPort'] {
  const target = fields === undefined ? undefined : read(context, fields, 'target', toText);
  return mapMaybe(target ?? known(''), (text) => {
    const port = /^\w+:(\d+)/.exec(text)?.[1];
    return port === undefined ? 'traffic-port' : Number(port);
  });
}

/** Instances of its own list, of attachments, and of Auto Scaling groups. */
function targetsOf(context: Context, resource: ResourceInstance, fields: Fields): Target[] {
  const argument = fields.argument('instances');
  const listed = argument === undefined ? [] : listElements(argument).items;
  const own = listed.flatMap((one): Target[] => {
    const id = identify(context, one.value, 'workloads')?.id;
    return id === undefined ? [] : [{ to: known({ id }), ...withOrigin(context.origin(one.source)) }];
  });
  return [...own, ...attachedInstances(context, resource), ...attachedGroups(context, resource)];
}

function attachedInstances(context: Context, balancer: ResourceInstance): Target[] {
  return context.of('aws_elb_attachment').flatMap((attachment): Target[] => {
    const own = context.fields(attachment);
    const instance = own.argument('instance');
    const id = instance === undefined ? undefined : identify(context, instance.value, 'workloads')?.id;
    if (id === undefined || !names(own, 'elb', context, balancer)) return [];
    const origin = withOrigin(context.origin(attachment.source));
    return [{ to: known({ id }), ...origin, ...withUncertain(context, attachment.uncertain) }];
  });
}

function attachedGroups(context: Context, balancer: ResourceInstance): Target[] {
  const own = context
    .of('aws_autoscaling_group')
    .filter((group) => names(context.fields(group), 'load_balancers', context, balancer))
    .map((group): Target => ({
      to: known({ id: group.address }),
      ...withUncertain(context, group.uncertain),
    }));
  const attached = context.of('aws_autoscaling_attachment').flatMap((attachment): Target[] => {
    const fields = context.fields(attachment);
    const id: Id | undefined = scalingGroup(context, fields);
    return id === undefined || !names(fields, 'elb', context, balancer) ? [] : [{ to: known({ id }) }];
  });
  return [...own, ...attached];
}

/** Whether an argument has the balancer in it, by reference or by name. */
function names(fields: Fields, argument: string, context: Context, balancer: ResourceInstance): boolean {
  const given = fields.argument(argument);
  if (given === undefined) return false;
  const name = context.fields(balancer).argument('name')?.value;
  return listElements(given).items.some(
    ({ value }) =>
      (value.kind === 'reference' && value.address === balancer.address) ||
      (value.kind === 'string' && name?.kind === 'string' && name.value === value.value),
  );
}
