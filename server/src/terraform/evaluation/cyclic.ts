import type { EvaluatedAttribute, ResourceInstance } from '../configuration';
import { anyType } from '../type';
import type { UnknownCause, Value } from '../value';
import { unknownBecause } from '../values/unknowns';
import type { Cycle } from './cells';
import { addressIn } from './context';
import type { Expansion, Graph, ModulePath } from './context';
import { someInstances } from './expansion';
import { resourceName } from './resources';
import { told } from './told';
import type { Told } from './told';

/** Why something is unknown that needs itself. */
export function cyclicCause({ members }: Cycle): UnknownCause {
  if (members.length === 0) return { value: 'the value', why: 'it is nested too deeply' };
  if (members.length === 1) return { value: members[0] ?? '', why: 'it refers to itself' };
  return { value: members.join(', '), why: 'they refer to each other in a circle' };
}

/** A value that needs itself. */
export function cyclicValue(cycle: Cycle): Value {
  return unknownBecause(anyType, cyclicCause(cycle));
}

/** A `count` or `for_each` that needs its own block. */
export function cyclicExpansion(
  graph: Graph,
  module: ModulePath,
  table: 'calls' | 'resources',
  name: string,
  cycle: Cycle,
): Expansion {
  const attributes = graph.declaration(module, table, name)?.body.attributes;
  return someInstances(attributes?.has('for_each') === true ? 'forEach' : 'count', cyclicCause(cycle));
}

/** A resource whose arguments need the resource: it exists, but nothing of it is known. */
export function cyclicInstance(
  graph: Graph,
  module: ModulePath,
  resource: string,
  key: string,
  cycle: Cycle,
): Told<ResourceInstance> | undefined {
  const declaration = graph.declaration(module, 'resources', resource);
  if (declaration === undefined) return undefined;
  const { mode, type, name } = resourceName(resource);
  const attributes = new Map<string, EvaluatedAttribute>();
  for (const [argument, { chunk, node }] of declaration.body.attributes) {
    attributes.set(argument, {
      name: argument,
      value: cyclicValue(cycle),
      expression: node.expression,
      source: { chunk, range: node.expression.range },
      nameSource: { chunk, range: node.nameRange },
    });
  }
  return told({
    address: addressIn(module, resource) + key,
    mode,
    type,
    name,
    key: undefined,
    uncertain: undefined,
    module: graph.place(module),
    provider: { name: type.replace(/_.*/s, ''), body: undefined },
    block: declaration.block,
    source: declaration.source,
    body: { attributes, blocks: [], source: declaration.source },
  });
}
