import { rangeContains, type Position } from '../../util/text';
import type { Block, Expression } from '../../syntax/tree';
import type { NodeAt } from '../../syntax/nodeAt';
import { rootNames } from '../expressions/meant';
import { convertValue } from '../values/conversion';
import { stringType } from '../type';
import type { Value } from '../value';
import { addressIn } from './context';
import type { ExpandableTable, Graph, ModulePath, Standpoint } from './context';
import { dynamicStandpoints, iteratorName } from './dynamic';

/** One of the places where a piece of code counts: an instance of a module, of a resource or of a nested block. */
export interface NamedStandpoint {
  /** `module.net["a"].aws_subnet.app[0]`; empty for the root module. */
  readonly address: string;
  readonly standpoint: Standpoint;
}

/** Module instances that are looked at; a module that is called more often is the same in the rest, mostly. */
const maximumModules = 200;

/** The instances of modules whose files are in a folder, in the order of the calls. */
export function modulesIn(graph: Graph, directory: string): readonly ModulePath[] {
  const found: ModulePath[] = [];
  const visit = (module: ModulePath): void => {
    if (found.length >= maximumModules) return;
    const here = graph.directory(module);
    if (here === undefined) return;
    if (here === directory) found.push(module);
    for (const call of graph.definition(here)?.calls.keys() ?? []) {
      if ('missing' in graph.target(module, call).value) continue;
      for (const key of graph.expansion(module, 'calls', call).value.instances.keys())
        visit(graph.child(module, call, key));
    }
  };
  visit(graph.root);
  return found;
}

/**
 * Where an expression of a block stands: once in a module, or once for each instance of the block where it refers to
 * `each`, `count`, or the element of a `dynamic` block.
 */
export function standpointsOf(
  graph: Graph,
  module: ModulePath,
  { chunk: { chunk }, position, blocks, attribute }: NodeAt,
  expression: Expression,
): readonly NamedStandpoint[] {
  const names = rootNames(expression);
  const inModule: NamedStandpoint = {
    address: module.address,
    standpoint: { module, chunk, names: {}, problems: [] },
  };
  const [outermost, ...inner] = blocks;
  const dynamics = dynamicsAround(inner, position);
  const iterates = dynamics.some((block) => names.has(iteratorName(block)));
  if (outermost === undefined || (!iterates && !names.has('each') && !names.has('count'))) return [inModule];
  if (inner.length === 0 && (attribute?.name === 'count' || attribute?.name === 'for_each'))
    return [inModule];
  const place = expandableOf(outermost);
  if (place === undefined) return [inModule];
  const { table, name } = place;
  const label = addressIn(module, table === 'calls' ? `module.${name}` : name);
  const instances = [...graph.expansion(module, table, name).value.instances].map(
    ([key, { index, each }]): NamedStandpoint => ({
      address: label + key,
      standpoint: { module, chunk, names: { index, each }, problems: [] },
    }),
  );
  return iterates ? instances.flatMap((instance) => inDynamics(graph, instance, dynamics)) : instances;
}

/** The `dynamic` blocks whose element can be seen from the position: not from their own `for_each`. */
export function dynamicsAround(blocks: readonly Block[], position: Position): readonly Block[] {
  return blocks.filter(
    (block) =>
      block.type === 'dynamic' &&
      block.body.blocks.some(({ type, range }) => type === 'content' && rangeContains(range, position)),
  );
}

function expandableOf({
  type,
  labels,
}: Block): { readonly table: ExpandableTable; readonly name: string } | undefined {
  const [first, second] = labels.map(({ text }) => text);
  if (first === undefined) return undefined;
  if (type === 'module') return { table: 'calls', name: first };
  if (second === undefined || (type !== 'resource' && type !== 'data')) return undefined;
  return { table: 'resources', name: `${type === 'data' ? 'data.' : ''}${first}.${second}` };
}

function inDynamics(
  graph: Graph,
  outer: NamedStandpoint,
  dynamics: readonly Block[],
): readonly NamedStandpoint[] {
  const [block, ...rest] = dynamics;
  if (block === undefined) return [outer];
  return dynamicStandpoints(graph, outer.standpoint, block).flatMap(({ key, standpoint }) => {
    const address = `${outer.address}.${block.labels[0]?.text ?? ''}[${keyText(key)}]`;
    return inDynamics(graph, { address, standpoint }, rest);
  });
}

function keyText(key: Value): string {
  if (key.sensitive) return '…';
  const text = convertValue(key, stringType);
  if (text.kind !== 'string') return '*';
  return key.kind === 'number' ? text.value : JSON.stringify(text.value);
}
