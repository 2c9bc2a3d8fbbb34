import { argument, printBlock } from '../../edits/hcl';
import { nestedBlock } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix, RawFinding, RelatedSource, Rule, RuleContext } from '../rule';
import { isNamedElsewhere, removedBlock } from '../securityGroups/removedBlock';
import { placeEdits } from '../textEdits';
import { codeRoutes, tableTypes, type CodeRoute } from './codeRoutes';
import { toStandalone } from './inlineToStandalone';

/**
 * Inline routes and `aws_route`s on one route table. A table with any route inline (a block, a `dynamic` block, a list, even
 * `[]`) is owned as a whole: Terraform removes every route that is not in it, and the two undo each other at every apply.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_route_table
 */
export const routeInlineAndStandalone: Rule = {
  id: 'route-inline-and-standalone',
  severity: 'error',
  title: 'Inline routes and route resources on one route table',
  check,
};

function check(context: RuleContext): RawFinding[] {
  return codeRoutes(context.configuration).flatMap((route) => {
    const table = context.configuration.byAddress.get(route.table ?? '');
    const isOwn = route.flavour === 'aws_route' && !route.uncertain;
    return isOwn && table?.uncertain === undefined ? findingFor(route, table, context) : [];
  });
}

function findingFor(
  route: CodeRoute,
  table: ResourceInstance | undefined,
  context: RuleContext,
): RawFinding[] {
  if (table === undefined || !tableTypes.some((type) => type === table.type)) return [];
  const inline = inlineOf(table);
  if (inline.length === 0) return [];
  return [
    {
      source: route.resource.body.attributes.get('route_table_id')?.source ?? route.header,
      subject: route.resource.address,
      message: (subjects) =>
        `${table.address} and ${subjects} undo each other at every apply: with routes inline, Terraform removes every other route of the table.`,
      related: inline.slice(0, 4),
      fixes: () => [...toStandalone(table, context.configuration), ...folded(route, table, context)],
    },
  ];
}

/** What makes Terraform own the routes of a table. A `dynamic` block without elements makes nothing. */
function inlineOf(table: ResourceInstance): RelatedSource[] {
  const attribute = table.body.attributes.get('route');
  const blocks = table.body.blocks.filter((block) => block.type === 'route' && block.uncertain === undefined);
  const message = 'Routes are inline here';
  return [
    ...(attribute?.value.kind === 'list' ? [{ message, source: attribute.nameSource }] : []),
    ...blocks.map((block) => ({ message, source: block.source })),
  ];
}

/** The route as a block of its table; a `removed` block keeps Terraform from deleting it in AWS on the way. */
function folded(route: CodeRoute, table: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const { resource } = route;
  if (route.repeated || table.key !== undefined || table.body.attributes.has('route')) return [];
  if (table.module.address !== resource.module.address || isNamedElsewhere(resource, configuration))
    return [];
  const given = [...route.destinations, ...route.targets];
  const items = given.flatMap(({ name, attribute }) =>
    attribute === undefined
      ? []
      : [argument(inlineName(name), chunkText(attribute.source.chunk, attribute.source.range))],
  );
  const insertion = nestedBlock(table, 'route', printBlock('route', items, 1), configuration);
  const { chunk } = resource.source;
  const removal = placeEdits(
    [{ chunk, range: resource.block.range, newText: removedBlock(resource) }],
    configuration,
  );
  return insertion === undefined || removal === undefined
    ? []
    : [{ title: `Move the route into ${table.address}`, edits: [insertion, ...removal], preferred: false }];
}

/** `destination_cidr_block` is `cidr_block` inline; a prefix list has the same name in both. */
function inlineName(name: string): string {
  return name === 'destination_prefix_list_id' ? name : name.replace(/^destination_/, '');
}
