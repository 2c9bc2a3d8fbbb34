import type { Id, Maybe, Target, TargetGroup } from '../model';
import { known, mapMaybe, unknown } from '../maybe';
import { attribute, classicTargetGroupId, listenerProtocol } from './balancing';
import type { Item } from './collect';
import { address, child, type JsonRecord, number, records, text } from './record';
import { arnOf, named, items, said, type Source, unknownFor, whereabouts } from './source';

/** Target groups with their targets; `interfaceAt` finds the interface of a VPC that has an address. */
export function readTargetGroups(
  source: Source,
  interfaceAt: (vpc: Id | undefined, address: string) => Id | undefined,
): TargetGroup[] {
  const current = items(source, 'TargetGroups').map((item) => readTargetGroup(source, item, interfaceAt));
  return [...current, ...items(source, 'LoadBalancerDescriptions').flatMap(classicTargetGroups)];
}

function readTargetGroup(
  source: Source,
  item: Item,
  interfaceAt: (vpc: Id | undefined, address: string) => Id | undefined,
): TargetGroup {
  const { record } = item;
  const arn = text(record, 'TargetGroupArn') ?? '';
  const name = text(record, 'TargetGroupName') ?? arn;
  const vpc = text(record, 'VpcId');
  const type = targetType(text(record, 'TargetType'));
  const health = text(record, 'HealthCheckPort');
  const targets = targetsOf(source, arn, name);
  return {
    ...named(whereabouts(item), arn, name, arn),
    vpc: said(vpc, `the VPC of ${name}`),
    targetType: said(type, `the target type of ${name}`),
    protocol: said(listenerProtocol(text(record, 'Protocol')), `the protocol of ${name}`),
    port: said(number(record, 'Port'), `the port of ${name}`),
    targets: (targets ?? []).map((target) => readTarget(target, type, vpc, name, interfaceAt)),
    ...(targets === undefined
      ? { targetsIncomplete: unknownFor(source, 'LoadBalancerTargetHealth', `the targets of ${name}`) }
      : {}),
    healthCheckPort:
      health === 'traffic-port'
        ? known(health)
        : said(number(record, 'HealthCheckPort'), `the health check port of ${name}`),
    preserveClientAddress: preservesClient(source, arn, name, type, text(record, 'Protocol')),
    crossZone: groupCrossZone(source, arn),
  };
}

/** What `describe-target-health` lists, wrapped with the group's ARN or in a file named after the group. */
function targetsOf(source: Source, arn: string, name: string): readonly JsonRecord[] | undefined {
  const holders = [...items(source, 'LoadBalancerTargetHealth'), ...items(source, 'TargetHealth')].filter(
    ({ record }) => {
      const file = text(record, 'TargetGroup');
      return text(record, 'TargetGroupArn') === arn || file?.replace(/\.json$/, '').endsWith(name) === true;
    },
  );
  if (holders.length === 0) return undefined;
  const listed = holders.flatMap(({ record }) => [
    ...records(record, 'TargetHealthDescriptions'),
    ...records(record, 'TargetHealth'),
  ]);
  return listed.map((each) => child(each, 'Target')).filter((target) => text(target, 'Id') !== undefined);
}

function readTarget(
  target: JsonRecord,
  type: string | undefined,
  vpc: Id | undefined,
  group: string,
  interfaceAt: (vpc: Id | undefined, address: string) => Id | undefined,
): Target {
  const id = text(target, 'Id') ?? '';
  const port = number(target, 'Port');
  const holder = type === 'ip' ? interfaceAt(vpc, id) : id;
  const to: Target['to'] =
    holder === undefined
      ? mapMaybe(address(`a target of ${group}`, id), (block) => ({ address: block }))
      : known({ id: holder });
  return { to, ...(port === undefined ? {} : { port: known(port) }) };
}

function targetType(type: string | undefined): 'instance' | 'ip' | 'lambda' | 'alb' | undefined {
  return type === 'instance' || type === 'ip' || type === 'lambda' || type === 'alb' ? type : undefined;
}

/**
 * Whether targets see the client's address: always with UDP, never behind an Application Load Balancer, else as the
 * attribute says: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html.
 */
function preservesClient(
  source: Source,
  arn: string,
  name: string,
  type: string | undefined,
  protocol: string | undefined,
): Maybe<boolean> {
  if (protocol === 'HTTP' || protocol === 'HTTPS' || type === 'lambda') return known(false);
  if (protocol === 'UDP' || protocol === 'TCP_UDP') return known(true);
  const value = attribute(
    source,
    'TargetGroupAttributes',
    'TargetGroupArn',
    arn,
    'preserve_client_ip.enabled',
  );
  if (value !== undefined) return known(value === 'true');
  if (source.assumeDefaults && type !== undefined) return known(type !== 'ip');
  return unknown(unknownFor(source, 'TargetGroupAttributes', `client address preservation of ${name}`));
}

function groupCrossZone(source: Source, arn: string): Maybe<boolean | undefined> {
  const value = attribute(
    source,
    'TargetGroupAttributes',
    'TargetGroupArn',
    arn,
    'load_balancing.cross_zone.enabled',
  );
  return known(value === 'true' ? true : value === 'false' ? false : undefined);
}

/** A Classic Load Balancer has instances, and each listener a port on them. */
function classicTargetGroups(item: Item): TargetGroup[] {
  const { record } = item;
  const name = text(record, 'LoadBalancerName') ?? '';
  const place = whereabouts(item);
  const balancer = arnOf(place, `loadbalancer/${name}`, 'elasticloadbalancing');
  const ports = records(record, 'ListenerDescriptions').map((each) =>
    number(child(each, 'Listener'), 'InstancePort'),
  );
  const health = /:(\d+)/.exec(text(child(record, 'HealthCheck'), 'Target') ?? '')?.[1];
  return [...new Set(ports.filter((port) => port !== undefined))].map((port) => ({
    ...named(place, classicTargetGroupId(balancer, port), `${name} to port ${port}`, balancer),
    vpc: said(text(record, 'VPCId') ?? text(record, 'VpcId'), `the VPC of ${name}`),
    targetType: known('instance'),
    protocol: known(6),
    port: known(port),
    targets: records(record, 'Instances').flatMap((each): Target[] => {
      const id = text(each, 'InstanceId');
      return id === undefined ? [] : [{ to: known({ id }), port: known(port) }];
    }),
    healthCheckPort: health === undefined ? known('traffic-port') : known(Number(health)),
    preserveClientAddress: known(false),
    crossZone: known(undefined),
  }));
}
