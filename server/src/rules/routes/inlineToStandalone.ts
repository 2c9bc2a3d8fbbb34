import { argument, printBlock } from '../../edits/hcl';
import { freeName, localAddress } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { comparePositions } from '../../util/text';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix } from '../rule';
import { placeEdits, removeLines } from '../textEdits';
import { codeRoutes, type CodeRoute } from './codeRoutes';

/**
 * All inline routes of a table as `aws_route`s, with `import` blocks, since the routes are in AWS already. Only in the root
 * module, which alone may have `import` blocks, and only where every block stands for one route.
 *
 * https://developer.hashicorp.com/terraform/language/import
 */
export function toStandalone(table: ResourceInstance, configuration: Configuration): Fix[] {
  const routes = codeRoutes(configuration).filter((route) => route.resource === table);
  const isPlain =
    table.type === 'aws_route_table' &&
    table.module.address === '' &&
    routes.length > 0 &&
    routes.every((route) => route.flavour === 'block' && !route.repeated && !hasComment(route)) &&
    table.block.body.blocks.every((block) => block.type !== 'dynamic');
  if (!isPlain) return [];
  const given = new Set<string>();
  const texts = routes.map((route) => resourceText(route, table, given, configuration));
  const complete = texts.filter((text) => text !== undefined);
  const insertion = afterResource(table, complete.join('\n\n'), configuration);
  const removals = placeEdits(
    routes.map(({ source }) => removeLines(source.chunk, source.range)),
    configuration,
  );
  if (insertion === undefined || removals === undefined || complete.length < texts.length) return [];
  const title = `Make the inline routes of ${table.address} resources, and import them`;
  return [{ title, edits: [...removals, insertion], preferred: false }];
}

/** A comment would be lost. */
function hasComment({ source }: CodeRoute): boolean {
  return source.chunk.comments.some(
    ({ range }) =>
      comparePositions(source.range.start, range.start) <= 0 &&
      comparePositions(range.end, source.range.end) <= 0,
  );
}

/** The `aws_route` and its `import`, whose id is the table's, `_` and the destination. */
function resourceText(
  route: CodeRoute,
  table: ResourceInstance,
  given: Set<string>,
  configuration: Configuration,
): string | undefined {
  const [destination, second] = route.destinations;
  const [target] = route.targets;
  if (destination?.attribute === undefined || second !== undefined || target?.attribute === undefined)
    return undefined;
  const text = ({ attribute }: CodeRoute['targets'][number]): string =>
    attribute === undefined ? '' : chunkText(attribute.source.chunk, attribute.source.range);
  const wanted = `${table.name}_to_${target.name.replace(/_(id|arn)$/, '')}`;
  const name = unusedName(wanted, table, given, configuration);
  const id = `${localAddress(table)}.id`;
  const block = text(destination);
  const resource = printBlock(`resource "aws_route" "${name}"`, [
    argument('route_table_id', id),
    argument(ownName(destination.name), block),
    ...route.targets.map((one) => argument(one.name, text(one))),
  ]);
  const literal = /^"([^"$%]*)"$/.exec(block)?.[1];
  const imported = printBlock('import', [
    argument('to', `aws_route.${name}`),
    argument('id', `"\${${id}}_${literal ?? `\${${block}}`}"`),
  ]);
  return `${resource}\n\n${imported}`;
}

function unusedName(
  wanted: string,
  table: ResourceInstance,
  given: Set<string>,
  configuration: Configuration,
): string {
  let name = freeName('aws_route', wanted, table.module, configuration);
  for (let number = 2; given.has(name); number += 1)
    name = freeName('aws_route', `${wanted}_${number}`, table.module, configuration);
  given.add(name);
  return name;
}

function ownName(name: string): string {
  return name.startsWith('destination_') ? name : `destination_${name}`;
}
