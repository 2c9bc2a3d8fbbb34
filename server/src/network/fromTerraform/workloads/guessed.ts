import type { EvaluatedBlock, ResourceInstance } from '../../../terraform/configuration';
import type { Context } from '../context';
import type { Fields } from '../fields';
import { resourceType } from '../resourceTypes';
import type { Placed, Site } from '../site';
import { placeShape, type Shape } from './shapes';

const subnetNames = ['subnet_id', 'subnet_ids', 'subnets', 'vpc_subnet_ids', 'client_subnets'] as const;
const groupNames = ['vpc_security_group_ids', 'security_group_ids', 'security_groups'] as const;

/** How deep a block with such arguments may stand. */
const maximumDepth = 4;

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

interface Guess {
  readonly shape: Shape;
  readonly why: string;
}

function guessShape(context: Context, resource: ResourceInstance): Guess | undefined {
  if (resourceType(resource.type.replace(/^aws_alb/, 'aws_lb')) !== undefined) return undefined;
  if (notWorkloads.test(resource.type) && resource.type !== 'aws_ec2_client_vpn_network_association')
    return undefined;
  const guesses = [...guessesIn(context.fields(resource), resource.body.blocks, [])];
  // Groups alone say that there is an interface, but not where.
  return guesses.find(({ shape }) => shape.subnets?.length !== 0) ?? guesses[0];
}

/** What the arguments of a body tell, and those of the blocks in it. */
function* guessesIn(
  fields: Fields,
  blocks: readonly EvaluatedBlock[],
  path: readonly string[],
): Generator<Guess> {
  const subnets = subnetNames.filter((name) => fields.argument(name) !== undefined);
  const groups = groupNames.filter((name) => fields.argument(name) !== undefined);
  if (subnets.length + groups.length > 0) {
    const names = [...subnets, ...groups].map((name) => [...path, name].join('.'));
    yield {
      shape: { block: path, subnets, groups, clientPorts: 'unknown' },
      why: `told by ${names.join(' and ')}`,
    };
  }
  if (path.length >= maximumDepth) return;
  for (const type of new Set(blocks.map((block) => block.type))) {
    const [first] = fields.blocks(type).items;
    const inner = blocks.find((block) => block.type === type)?.body.blocks ?? [];
    if (first !== undefined) yield* guessesIn(first, inner, [...path, type]);
  }
}
