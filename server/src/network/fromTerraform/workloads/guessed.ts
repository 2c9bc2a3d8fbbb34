import type { ResourceInstance } from '../../../terraform/configuration';
import type { Context } from '../context';
import type { Fields } from '../fields';
import { resourceType } from '../resourceTypes';
import type { Placed, Site } from '../site';
import { placeShape, type Shape } from './shapes';

const subnetNames = ['subnet_id', 'subnet_ids', 'subnets', 'vpc_subnet_ids'] as const;
const groupNames = ['vpc_security_group_ids', 'security_group_ids', 'security_groups'] as const;
const blockNames = [
  'vpc_config',
  'vpc_configuration',
  'vpc_options',
  'network_configuration',
  'vpc_settings',
  'endpoint_details',
] as const;

/** Types that name subnets without running anything in them. */
const notWorkloads =
  /subnet_group|_association|_attachment$|reservation|_policy$|_event_target|vpclattice|_schedule$|_pipe$|route_table|_acl$|multicast|_firewall|access_point|network_settings|_tag$/;

/** What is not in the table, and yet has an interface by the looks of its arguments. It says that it was guessed. */
export function buildGuessed(site: Site): Placed[] {
  return site.context.configuration.resources.flatMap((resource) => {
    if (resource.mode !== 'managed' || !resource.type.startsWith('aws_')) return [];
    const guess = guessShape(site.context, resource);
    return guess === undefined ? [] : [placeShape(site, resource, guess.shape, guess.why)];
  });
}

function guessShape(context: Context, resource: ResourceInstance): { shape: Shape; why: string } | undefined {
  if (resourceType(resource.type.replace(/^aws_alb/, 'aws_lb')) !== undefined) return undefined;
  if (notWorkloads.test(resource.type) && resource.type !== 'aws_ec2_client_vpn_network_association')
    return undefined;
  const fields = context.fields(resource);
  const own = shapeOf(fields, []);
  if (own !== undefined) return own;
  for (const name of blockNames) {
    const [block] = fields.blocks(name).items;
    const inner = block === undefined ? undefined : shapeOf(block, [name]);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function shapeOf(fields: Fields, block: readonly string[]): { shape: Shape; why: string } | undefined {
  const subnets = subnetNames.filter((name) => fields.argument(name) !== undefined);
  const groups = groupNames.filter((name) => fields.argument(name) !== undefined);
  if (subnets.length === 0) return undefined;
  const names = [...subnets, ...groups].map((name) => [...block, name].join('.'));
  return { shape: { block, subnets, groups, clientPorts: 'unknown' }, why: `told by ${names.join(' and ')}` };
}
