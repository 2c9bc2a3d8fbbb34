import type { ResourceInstance } from '../../../terraform/configuration';
import { known, unknown } from '../../maybe';
import type { ListeningPort, Workload } from '../../model';
import { withOrigin, type Context } from '../context';
import type { Fields } from '../fields';
import { ipv6OfSubnet, publicAddressIf } from '../interfaces';
import { read, readBoolean, readIds, toNumber, toText } from '../read';
import type { Placed, Site } from '../site';
import { referredResource } from '../referred';
import { containerPorts } from './containerPorts';
import type { WorkloadBuilders } from './builder';
import { place } from './place';

/** The builder of ECS services. */
export const containers: WorkloadBuilders = {
  aws_ecs_service: service,
};

/**
 * With network mode `awsvpc` each task has an interface of its own; in the other modes tasks share their host's.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
 */
function service(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const definition = taskDefinition(context, fields);
  const network = fields.blocks('network_configuration').items[0];
  const listens = listensOn(context, fields, definition);
  const clientPorts = operatingSystem(context, definition);
  if (network === undefined) return onHosts(site, resource, { listens, clientPorts });
  return place(site, resource, {
    subnets: readIds(context, network, 'subnets', 'subnets'),
    groups: readIds(context, network, 'security_groups', 'securityGroups'),
    listens,
    clientPorts,
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html: tasks in dual-stack subnets have both.
    ipv6: (subnet) => ipv6OfSubnet(site, subnet),
    publicAddress: () =>
      publicAddressIf(
        readBoolean(context, network, 'assign_public_ip', false),
        context.origin(network.argument('assign_public_ip')?.source ?? network.source),
      ),
  });
}

/** Tasks of the modes `bridge` and `host` are where the cluster's instances are, which only a lone Auto Scaling group tells. */
function onHosts(
  site: Site,
  resource: ResourceInstance,
  plan: { readonly listens: readonly ListeningPort[]; readonly clientPorts: Workload['clientPorts'] },
): Placed {
  const { context } = site;
  const why = 'its tasks share the interfaces of container instances, and the code does not tell which';
  const groups = context.of('aws_autoscaling_group');
  const [host] = groups;
  const subnets =
    host === undefined || groups.length > 1
      ? []
      : readIds(context, context.fields(host), 'vpc_zone_identifier', 'subnets');
  const placed = place(site, resource, {
    ...plan,
    subnets: subnets.length > 0 ? subnets : [unknown({ value: `the hosts of ${resource.address}`, why })],
    groups: [unknown({ value: `the groups of ${resource.address}'s hosts`, why })],
  });
  return placed;
}

function taskDefinition(context: Context, fields: Fields): ResourceInstance | undefined {
  const value = fields.argument('task_definition')?.value;
  // `"${aws_ecs_task_definition.app.family}:${…revision}"`: the family is known, and the revision hangs on the same one.
  const [cause] = value?.kind === 'unknown' ? value.causes : [];
  const address = /^(.*aws_ecs_task_definition\.[\w-]+(?:\[[^\]]*\])?)/.exec(cause?.value ?? '')?.[1];
  const mentioned = address === undefined ? undefined : context.resource(address);
  if (mentioned !== undefined) return mentioned;
  const family = value?.kind === 'string' ? { ...value, value: value.value.split(':')[0] ?? '' } : value;
  return referredResource(context, family, ['aws_ecs_task_definition'], ['family']);
}

/** The ports of the definition; what a balancer sends to is one of them. */
function listensOn(
  context: Context,
  fields: Fields,
  definition: ResourceInstance | undefined,
): ListeningPort[] {
  const balanced = fields.blocks('load_balancer').items.flatMap((block): ListeningPort[] => {
    const port = read(context, block, 'container_port', toNumber);
    const argument = block.argument('container_port');
    return port === undefined ? [] : [{ protocol: 6, port, ...withOrigin(context.origin(argument?.source)) }];
  });
  const defined = definition?.mode === 'managed' ? containerPorts(context, definition) : [];
  return distinctPorts([...defined, ...balanced]);
}

function distinctPorts(ports: readonly ListeningPort[]): ListeningPort[] {
  const seen = new Set<string>();
  return ports.filter(({ protocol, port }) => {
    const key = `${protocol} ${port.known ? port.value : port.unknown.value}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

/** Linux, unless the definition's `runtime_platform` says otherwise. */
function operatingSystem(
  context: Context,
  definition: ResourceInstance | undefined,
): Workload['clientPorts'] {
  if (definition?.mode !== 'managed') return 'linux';
  const platform = context.fields(definition).blocks('runtime_platform').items[0];
  const family =
    (platform === undefined ? undefined : read(context, platform, 'operating_system_family', toText)) ??
    known('LINUX');
  if (!family.known) return 'unknown';
  return family.value.startsWith('WINDOWS') ? 'windows' : 'linux';
}
