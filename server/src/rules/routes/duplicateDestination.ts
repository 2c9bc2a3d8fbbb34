import { formatCidr } from '../../ip/cidr';
import { cidrContains } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import { groupBy } from '../../util/collections';
import { removeResource, isNamedElsewhere } from '../securityGroups/removedBlock';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { identityOf } from '../values';
import { placeEdits, removeLines } from '../textEdits';
import { codeRoutes, type CodeRoute, type RouteArgument } from './codeRoutes';
import { destinationCidr, destinationInWords, destinationKey } from './destination';
import { isOwnVpc } from './candidates';

/**
 * A second route for one destination in one route table, or a route for addresses of the table's own VPC to something that
 * AWS does not take there: a table has one route for each destination, and the VPC's blocks have theirs already, which only
 * an interface, a NAT gateway or a Gateway Load Balancer endpoint may replace.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
 */
export const duplicateDestination: Rule = {
  id: 'route-duplicate-destination',
  severity: 'error',
  title: 'A destination that has a route already',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const routes = codeRoutes(context.configuration).filter((route) => !route.uncertain);
  const placed = routes.flatMap((route) => {
    const key = destinationKey(route);
    return key === undefined || route.table === undefined ? [] : [{ route, key: `${route.table} ${key}` }];
  });
  const repeated = [...groupBy(placed, ({ key }) => key).values()].flatMap((same) => {
    const [first, ...others] = same;
    return first === undefined ? [] : others.flatMap(({ route }) => second(route, first.route, context));
  });
  return [...repeated, ...routes.flatMap((route) => withinOwnVpc(route, context))];
}

function second(route: CodeRoute, first: CodeRoute, context: RuleContext): RawFinding[] {
  // Equal blocks of one set are one block.
  const inline = route.flavour !== 'aws_route' && first.flavour !== 'aws_route';
  if (inline && targetsOf(route) === targetsOf(first)) return [];
  const place = placeOf(route);
  const destination = destinationInWords(route);
  return [
    {
      source: place,
      subject: route.resource.address,
      message: (subjects) =>
        `AWS refuses this route of ${subjects}: ${route.table ?? ''} has one for ${destination} already, and there is one for each destination.`,
      related: [{ message: `${destination} is routed here`, source: placeOf(first) }],
      fixes: () => [...removed(route, context), ...removed(first, context)],
    },
  ];
}

function placeOf(route: CodeRoute): CodeRoute['source'] {
  return route.destinations[0]?.source ?? route.header;
}

function targetsOf({ targets }: CodeRoute): string {
  return targets.map((one) => `${one.name} ${identityOf(one.value) ?? ''}`).join(', ');
}

function removed(route: CodeRoute, { configuration }: RuleContext): Fix[] {
  const { resource, flavour } = route;
  if (route.repeated || flavour === 'attribute') return [];
  if (flavour === 'aws_route' && isNamedElsewhere(resource, configuration)) return [];
  const edits =
    flavour === 'aws_route'
      ? removeResource(resource, configuration)
      : placeEdits([removeLines(route.source.chunk, route.source.range)], configuration);
  const [target] = route.targets;
  const to = target === undefined ? 'this route' : `the route to ${identityOf(target.value) ?? target.name}`;
  return edits === undefined ? [] : [{ title: `Remove ${to}`, edits, preferred: false }];
}

/** Targets that may take the place of the local route. */
const mayReplaceLocal: ReadonlySet<string> = new Set([
  'nat_gateway_id',
  'network_interface_id',
  'instance_id',
  'vpc_endpoint_id',
]);

function withinOwnVpc(route: CodeRoute, context: RuleContext): RawFinding[] {
  const cidr = destinationCidr(route);
  const [target, other] = route.targets;
  if (cidr === undefined || target === undefined || other !== undefined || mayReplace(target)) return [];
  const table = context.network().routeTables.get(route.table ?? '');
  const vpcId = table === undefined ? undefined : valueOf(table.vpc);
  const vpc = isOwnVpc(context, vpcId) ? context.network().vpcs.get(vpcId) : undefined;
  const block = vpc?.cidrs.find((one) => one.known && cidrContains(one.value, cidr));
  if (vpc === undefined || block?.known !== true) return [];
  return [
    {
      source: placeOf(route),
      subject: route.resource.address,
      message: (subjects) =>
        `AWS refuses this route of ${subjects}: ${formatCidr(cidr)} is in ${vpc.name}'s own block ${formatCidr(block.value)}, which is always routed locally; only an interface, a NAT gateway or a Gateway Load Balancer endpoint may take traffic within the VPC.`,
      fixes: () => removed(route, context),
    },
  ];
}

/** Whether AWS may take the target within the VPC: by its argument, or because `gateway_id` holds something else or nothing known. */
function mayReplace({ name, value }: RouteArgument): boolean {
  if (mayReplaceLocal.has(name) || value.kind === 'unknown') return true;
  const text = identityOf(value) ?? '';
  return text === 'local' || /^(vpce|nat|eni)-/.test(text) || /aws_(vpc_endpoint|nat_gateway)\./.test(text);
}
