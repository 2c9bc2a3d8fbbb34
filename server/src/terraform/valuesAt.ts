import { dirname } from 'node:path/posix';
import type { NodeAt } from '../syntax/nodeAt';
import { nodeAt } from '../syntax/nodeAt';
import { rangeContains, type Position, type Range } from '../util/text';
import { textIn } from '../util/textIn';
import type { Evaluation } from './evaluateRoot';
import type { Graph, ModulePath } from './evaluation/context';
import { iteratorName } from './evaluation/dynamic';
import { evaluateAt } from './evaluation/scope';
import { dynamicsAround, modulesIn, standpointsOf } from './evaluation/standpoints';
import { meantExpression, rootNames } from './expressions/meant';
import type { SourceRange } from './source';
import type { Value } from './value';

/** What an expression or a name comes to, everywhere that it counts. */
export interface ValuesAt {
  /** As it is written: `cidrsubnet(var.block, 4, 1)`; of a definition how others refer to it: `var.block`. */
  readonly text: string;
  readonly source: SourceRange;
  /** At least one. */
  readonly values: readonly PlacedValue[];
  /** How many places there are beyond these. */
  readonly more: number;
}

export interface PlacedValue {
  /** The module, resource or block instance that it is the value in; empty for the root module. */
  readonly address: string;
  readonly value: Value;
}

/** More are not shown anyhow, and each takes time. */
const maximumValues = 100;

/** Blocks that hold addresses and settings instead of expressions. */
const withoutValues = new Set(['terraform', 'moved', 'removed', 'import']);

/** Arguments that do, by the block that they stand in; `*` for all. */
const addressArguments = new Map([
  ['variable', new Set(['type'])],
  ['module', new Set(['source', 'providers'])],
  ['lifecycle', new Set(['ignore_changes', 'replace_triggered_by'])],
  ['dynamic', new Set(['iterator'])],
]);
const alwaysAddresses = new Set(['provider', 'depends_on']);

/**
 * What stands at a position of a file and has a value: the narrowest expression that makes sense alone, or the name of
 * a variable, local value or output where it is defined. Undefined for all else: literals, addresses, blocks without
 * instances, files that the root does not use.
 */
export function valuesAt(evaluation: Evaluation, path: string, position: Position): ValuesAt | undefined {
  const file = evaluation.configuration.files.find((one) => one.path === path);
  const node = file === undefined ? undefined : nodeAt(file, position);
  if (node === undefined) return undefined;
  const { graph } = evaluation.state;
  const modules = modulesIn(graph, dirname(path));
  const found = definitionAt(graph, node) ?? expressionAt(graph, node);
  if (found === undefined) return undefined;
  const places = modules.flatMap((module) => found.places(module));
  const values = places.slice(0, maximumValues).map(({ address, value }) => ({ address, value: value() }));
  if (values.length === 0) return undefined;
  const source = { chunk: node.chunk.chunk, range: found.range };
  return { text: found.text, source, values, more: places.length - values.length };
}

interface Found {
  readonly text: string;
  readonly range: Range;
  readonly places: (module: ModulePath) => readonly { address: string; value: () => Value }[];
}

/** The name of a variable, output or local value where it is defined. */
function definitionAt(graph: Graph, { blocks, attribute, position }: NodeAt): Found | undefined {
  const [block, ...inner] = blocks;
  if (block === undefined || inner.length > 0) return undefined;
  const named = (text: string, range: Range, value: (module: ModulePath) => Value): Found | undefined =>
    rangeContains(range, position)
      ? {
          text,
          range,
          places: (module) => [{ address: module.address, value: () => value(module) }],
        }
      : undefined;
  if (block.type === 'locals' && attribute !== undefined) {
    const { name, nameRange } = attribute;
    return named(`local.${name}`, nameRange, (module) => graph.local(module, name).value);
  }
  const [label] = block.labels;
  if (label === undefined) return undefined;
  const { text: name, range } = label;
  if (block.type === 'variable')
    return named(`var.${name}`, range, (module) => graph.variable(module, name).value);
  if (block.type === 'output')
    return named(`output.${name}`, range, (module) => graph.output(module, name).value);
  return undefined;
}

function expressionAt(graph: Graph, node: NodeAt): Found | undefined {
  if (!hasValue(node)) return undefined;
  const iterators = new Set(dynamicsAround(node.blocks, node.position).map(iteratorName));
  const expression = meantExpression(node.expressions, (name) => iterators.has(name));
  // `self` is known in provisioners only, which are not evaluated.
  if (expression === undefined || rootNames(expression).has('self')) return undefined;
  const { range } = expression;
  return {
    text: textIn(node.chunk.chunk.text, range),
    range,
    places: (module) =>
      standpointsOf(graph, module, node, expression).map(({ address, standpoint }) => ({
        address,
        value: () => evaluateAt(graph, standpoint, expression),
      })),
  };
}

function hasValue({ blocks, attribute }: NodeAt): boolean {
  const innermost = blocks.at(-1);
  const [outermost] = blocks;
  if (attribute === undefined || innermost === undefined || outermost === undefined) return false;
  if (withoutValues.has(outermost.type) || alwaysAddresses.has(attribute.name)) return false;
  return addressArguments.get(innermost.type)?.has(attribute.name) !== true;
}
