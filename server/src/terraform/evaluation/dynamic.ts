import type { Attribute, Block, Chunk } from '../../syntax/tree';
import type { EvaluatedBlock } from '../configuration';
import { bodyOf } from '../definition/declarations';
import { anyType, stringType } from '../type';
import type { UnknownCause, Value } from '../value';
import { convertValue } from '../values/conversion';
import { isKnown } from '../values/facts';
import { markSensitive, numberValue, objectValue, stringValue } from '../values/make';
import { causesOf, unknownBecause } from '../values/unknowns';
import type { BodyContext } from './body';
import { evaluateBody, inside } from './body';
import type { Graph, Standpoint } from './context';
import { maximumInstances } from './expansion';
import { evaluateAt } from './scope';
import { errorAt } from './told';

/** One element of the collection that a `dynamic` block goes through. */
interface Step {
  readonly key: Value;
  readonly value: Value;
  readonly uncertain: UnknownCause | undefined;
}

/**
 * The blocks that a `dynamic` block makes: one for each element, or one `uncertain` block for a collection that is not
 * known.
 * https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks
 */
export function expandDynamic(context: BodyContext, chunk: Chunk, block: Block): EvaluatedBlock[] {
  const { graph } = context;
  const standpoint =
    context.standpoint.chunk === chunk ? context.standpoint : { ...context.standpoint, chunk };
  const refuse = (message: string): EvaluatedBlock[] => {
    standpoint.problems.push(errorAt(message, { chunk, range: block.typeRange }));
    return [];
  };
  const type = block.labels[0]?.text;
  if (type === undefined || block.labels.length !== 1)
    return refuse('A dynamic block has one label: the type of the blocks that it makes.');
  const [collection, labels] = [attributeOf(block, 'for_each'), attributeOf(block, 'labels')];
  const content = block.body.blocks.find((inner) => inner.type === 'content');
  if (collection === undefined) return refuse('A dynamic block needs for_each: what it goes through.');
  if (content === undefined)
    return refuse('A dynamic block needs a content block: what each of its blocks has in it.');
  const source = { chunk, range: collection.expression.range };
  const steps = stepsOf(evaluateAt(graph, standpoint, collection.expression), standpoint, source);

  return steps.map((step) => {
    const inner = standpointOf(standpoint, block, step);
    return {
      type,
      labels: labels === undefined ? [] : labelTexts(evaluateAt(graph, inner, labels.expression)),
      body: evaluateBody(
        inside({ ...context, standpoint: inner }, chunk, type),
        bodyOf(chunk, content.body, { chunk, range: content.range }),
      ),
      uncertain: step.uncertain,
      dynamic: { chunk, range: block.range },
      source: { chunk, range: content.range },
    };
  });
}

/** What the content of a `dynamic` block sees in each of the blocks that it makes, with the key that tells them apart. */
export function dynamicStandpoints(
  graph: Graph,
  outer: Standpoint,
  block: Block,
): readonly { readonly key: Value; readonly standpoint: Standpoint }[] {
  const collection = attributeOf(block, 'for_each');
  if (collection === undefined) return [];
  const source = { chunk: outer.chunk, range: collection.expression.range };
  return stepsOf(evaluateAt(graph, outer, collection.expression), outer, source).map((step) => ({
    key: step.key,
    standpoint: standpointOf(outer, block, step),
  }));
}

/** The name under which the content of a `dynamic` block sees its element. */
export function iteratorName(block: Block): string {
  const iterator = attributeOf(block, 'iterator')?.expression;
  return iterator?.kind === 'variable' ? iterator.name : (block.labels[0]?.text ?? '');
}

function attributeOf(block: Block, name: string): Attribute | undefined {
  return block.body.attributes.find((attribute) => attribute.name === name);
}

function standpointOf(outer: Standpoint, block: Block, step: Step): Standpoint {
  const iterators = new Map(outer.names.iterators ?? []);
  iterators.set(
    iteratorName(block),
    objectValue([
      ['key', step.key],
      ['value', step.value],
    ]),
  );
  return { ...outer, names: { ...outer.names, iterators } };
}

function stepsOf(
  value: Value,
  standpoint: Standpoint,
  source: { chunk: Chunk; range: Block['range'] },
): Step[] {
  const unknown = (cause: UnknownCause): Step[] => [
    { key: unknownBecause(anyType, cause), value: unknownBecause(anyType, cause), uncertain: cause },
  ];
  if (!isKnown(value)) {
    const [cause] = causesOf(value);
    return unknown(cause ?? { value: 'for_each', why: 'not known', source });
  }
  const refuse = (message: string): Step[] => {
    standpoint.problems.push(errorAt(message, source));
    return unknown({ value: 'for_each', why: 'not a collection', source });
  };
  switch (value.kind) {
    case 'null':
      return refuse('The for_each of a dynamic block is null: it must be a collection, which may be empty.');
    case 'list':
    case 'map': {
      const size = value.kind === 'list' ? value.elements.length : value.entries.size;
      if (size > maximumInstances) {
        standpoint.problems.push({
          severity: 'warning',
          message: `${size} blocks are too many to be worked out one by one: one stands for all of them here.`,
          source,
        });
        return unknown({ value: 'for_each', why: `it has ${size} elements`, source });
      }
      const steps = value.kind === 'list' ? listSteps(value) : mapSteps(value);
      return value.sensitive
        ? steps.map((step) => ({ ...step, key: markSensitive(step.key), value: markSensitive(step.value) }))
        : steps;
    }
    default:
      return refuse('The for_each of a dynamic block must be a list, a set, a map or an object.');
  }
}

function listSteps(value: Extract<Value, { kind: 'list' }>): Step[] {
  return value.elements.map((element, index) => {
    // In a set the element is its own key, and an unknown one may turn out to be the same as another.
    const key = value.form === 'set' ? element : numberValue(index);
    return { key, value: element, uncertain: undefined };
  });
}

function mapSteps(value: Extract<Value, { kind: 'map' }>): Step[] {
  return [...value.entries].map(([key, element]) => ({
    key: stringValue(key),
    value: element,
    uncertain: undefined,
  }));
}

function labelTexts(value: Value): string[] {
  if (value.kind !== 'list') return [];
  return value.elements.map((element) => {
    const text = convertValue(element, stringType);
    return text.kind === 'string' ? text.value : '';
  });
}
