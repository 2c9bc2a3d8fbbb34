import type { Block, Chunk, Expression } from '../../syntax/tree';
import type { EvaluatedAttribute, EvaluatedBlock, EvaluatedBody } from '../configuration';
import type { DeclaredBody } from '../definition/declarations';
import { declaredBody } from '../definition/declarations';
import type { AttributeSchema, BodySchema } from '../provider/schema';
import type { Type } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { unknownBecause } from '../values/unknowns';
import type { Graph, Standpoint } from './context';
import { expandDynamic } from './dynamic';
import { blocksOfAttribute } from './jsonBlocks';
import { evaluateAt } from './scope';
import { errorAt } from './told';

/** Arguments and blocks that are for Terraform itself. */
export interface Skip {
  readonly attributes: ReadonlySet<string>;
  readonly blocks: ReadonlySet<string>;
}

export const skipNothing: Skip = { attributes: new Set(), blocks: new Set() };

/** What evaluates a body: the graph and standpoint, and what is known of the body's arguments. */
export interface BodyContext {
  readonly graph: Graph;
  readonly standpoint: Standpoint;
  readonly schema: BodySchema | undefined;
  /** Arguments that are no text are text: how messages call the block (`aws_vpc.main`). */
  readonly label: string;
}

/**
 * Evaluates the arguments and nested blocks of a body. Values are converted to the types that the schema gives, as
 * Terraform does before the provider sees them; one that does not fit is told, and unknown.
 */
export function evaluateBody(
  context: BodyContext,
  body: DeclaredBody,
  skip: Skip = skipNothing,
): EvaluatedBody {
  const attributes = new Map<string, EvaluatedAttribute>();
  const blocks: EvaluatedBlock[] = [];
  for (const [name, { chunk, node }] of body.attributes) {
    if (skip.attributes.has(name)) continue;
    const made = blocksOfAttribute(name, node.expression, context.schema);
    if (made !== undefined) {
      for (const block of made) addBlock(context, chunk, block, blocks, skip);
      continue;
    }
    const value = evaluateArgument(context, chunk, name, node.expression);
    const source = { chunk, range: node.expression.range };
    attributes.set(name, {
      name,
      value,
      expression: node.expression,
      source,
      nameSource: { chunk, range: node.nameRange },
    });
  }
  for (const { chunk, node } of body.blocks) addBlock(context, chunk, node, blocks, skip);
  return { attributes, blocks, source: body.source };
}

function addBlock(
  context: BodyContext,
  chunk: Chunk,
  block: Block,
  into: EvaluatedBlock[],
  skip: Skip,
): void {
  if (skip.blocks.has(block.type)) return;
  if (block.type === 'dynamic') into.push(...expandDynamic(context, chunk, block));
  else into.push(evaluateBlock(context, chunk, block));
}

function evaluateBlock(context: BodyContext, chunk: Chunk, block: Block): EvaluatedBlock {
  return {
    type: block.type,
    labels: block.labels.map((label) => label.text),
    body: evaluateBody(inside(context, chunk, block.type), declaredBody(chunk, block)),
    uncertain: undefined,
    dynamic: undefined,
    source: { chunk, range: block.range },
  };
}

/** The context of a nested block's body. */
export function inside(context: BodyContext, chunk: Chunk, type: string): BodyContext {
  const { standpoint } = context;
  return {
    ...context,
    standpoint: standpoint.chunk === chunk ? standpoint : { ...standpoint, chunk },
    schema: nestedSchema(context.schema, type),
  };
}

/** The schema of a nested block; an argument that may be written as blocks (`ingress`) has one made of its type. */
export function nestedSchema(schema: BodySchema | undefined, type: string): BodySchema | undefined {
  const block = schema?.blocks.get(type);
  if (block !== undefined) return block.body;
  const attribute = schema?.attributes.get(type);
  return attribute === undefined ? undefined : schemaOfElements(attribute);
}

const elementSchemas = new WeakMap<AttributeSchema, BodySchema>();

function schemaOfElements(attribute: AttributeSchema): BodySchema | undefined {
  const known = elementSchemas.get(attribute);
  if (known !== undefined) return known;
  const { type } = attribute;
  if ((type.kind !== 'list' && type.kind !== 'set') || type.element.kind !== 'object') return undefined;
  const { attributes } = type.element;
  const schema: BodySchema = {
    attributes: new Map(
      [...attributes].map(([name, inner]) => [
        name,
        { type: inner.type, configurable: true, computed: false, sensitive: false },
      ]),
    ),
    blocks: new Map(),
  };
  elementSchemas.set(attribute, schema);
  return schema;
}

function evaluateArgument(context: BodyContext, chunk: Chunk, name: string, expression: Expression): Value {
  const { graph, standpoint, schema, label } = context;
  const place = standpoint.chunk === chunk ? standpoint : { ...standpoint, chunk };
  const value = evaluateAt(graph, place, expression);
  const type = schema?.attributes.get(name)?.type;
  return type === undefined ? value : fit(value, type, place, expression, `${label}.${name}`);
}

/** Converts an argument's value; one that can not be is told at its expression, and unknown. */
export function fit(
  value: Value,
  type: Type,
  standpoint: Standpoint,
  expression: Expression,
  label: string,
): Value {
  const converted = convertValue(value, type);
  if (converted.kind !== 'failure') return converted;
  const source = { chunk: standpoint.chunk, range: expression.range };
  const name = label.slice(label.lastIndexOf('.') + 1);
  standpoint.problems.push(errorAt(`This value does not fit "${name}": ${converted.message}.`, source));
  return unknownBecause(type, { value: label, why: `the value does not fit: ${converted.message}`, source });
}
