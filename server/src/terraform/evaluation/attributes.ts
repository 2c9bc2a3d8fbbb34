import type { EvaluatedBlock, EvaluatedBody } from '../configuration';
import { awsDefaults } from '../provider/aws';
import type { AttributeSchema, BlockSchema, BodySchema } from '../provider/schema';
import { emptySchema } from '../provider/schema';
import type { Type } from '../type';
import { anyType } from '../type';
import type { UnknownCause, Value } from '../value';
import {
  booleanValue,
  listValue,
  mapValue,
  markSensitive,
  nullValue,
  objectValue,
  stringValue,
  tupleValue,
} from '../values/make';
import { setValue } from '../values/sets';
import { unknownBecause } from '../values/unknowns';
import { plainValue } from './plainValue';

/** What the values of a resource instance's attributes hang on. */
export interface Owner {
  readonly address: string;
  readonly type: string;
  /** Undefined where nothing is known of the resource type. */
  readonly schema: BodySchema | undefined;
  /** What is known of an attribute that is not configured, beyond the schema. */
  known(attribute: string): Value | undefined;
}

/** A body's place in its resource: the steps of references into it, and the names that lead there in the schema. */
interface Place {
  readonly owner: Owner;
  readonly steps: readonly string[];
  readonly names: readonly string[];
}

/**
 * All attributes and nested blocks of a resource instance as a plan shows them: what is configured, references for what
 * the provider computes, and null or empty for the rest.
 */
export function wholeValue(owner: Owner, body: EvaluatedBody): Value {
  return bodyValue({ owner, steps: [], names: [] }, body, owner.schema);
}

/** One of them. */
export function attributeValue(owner: Owner, body: EvaluatedBody, name: string): Value {
  const place: Place = { owner, steps: [], names: [] };
  return memberValue(place, body, owner.schema, name);
}

/** The same, where the block sets nothing of that name: known without evaluating it. */
export function unsetValue(owner: Owner, name: string): Value {
  return unset({ owner, steps: [], names: [] }, owner.schema, name);
}

function bodyValue(place: Place, body: EvaluatedBody, schema: BodySchema | undefined): Value {
  const names = new Set<string>([
    ...(schema ?? emptySchema).attributes.keys(),
    ...(schema ?? emptySchema).blocks.keys(),
    ...body.attributes.keys(),
    ...body.blocks.map((block) => block.type),
  ]);
  return objectValue([...names].map((name) => [name, memberValue(place, body, schema, name)]));
}

function memberValue(place: Place, body: EvaluatedBody, schema: BodySchema | undefined, name: string): Value {
  const attribute = schema?.attributes.get(name);
  const configured = body.attributes.get(name)?.value;
  if (configured !== undefined) {
    // A null is as good as nothing: the provider computes it, or its default stands.
    if (configured.kind === 'null') return unset(place, schema, name);
    return markSensitive(withZeros(configured, attribute), attribute?.sensitive === true);
  }
  const blocks = body.blocks.filter((block) => block.type === name);
  if (blocks.length > 0) return blocksValue(place, name, blocks, schema);
  return unset(place, schema, name);
}

function unset(place: Place, schema: BodySchema | undefined, name: string): Value {
  const attribute = schema?.attributes.get(name);
  if (attribute !== undefined) return unsetAttribute(place, name, attribute);
  const block = schema?.blocks.get(name);
  if (block !== undefined) return unsetBlock(place, name, block);
  return (place.steps.length === 0 ? place.owner.known(name) : undefined) ?? reference(place, name, anyType);
}

function unsetAttribute(place: Place, name: string, schema: AttributeSchema): Value {
  const computed = place.steps.length === 0 ? place.owner.known(name) : undefined;
  if (computed !== undefined) return computed;
  const known = defaultOf(place, name);
  if (known !== undefined) return markSensitive(plainValue(known, schema.type), schema.sensitive);
  if (schema.computed) return markSensitive(reference(place, name, schema.type), schema.sensitive);
  return nullValue(schema.type);
}

function unsetBlock(place: Place, name: string, schema: BlockSchema): Value {
  if (defaultOf(place, name) === null) return reference(place, name, blockType(schema));
  switch (schema.nesting) {
    case 'single':
      return nullValue();
    case 'map':
      return mapValue([]);
    case 'set':
      return setValue([]);
    case 'list':
      return listValue([]);
  }
}

function blockType(schema: BlockSchema): Type {
  const attributes = new Map(
    [...schema.body.attributes].map(
      ([name, attribute]) => [name, { type: attribute.type, optional: false }] as const,
    ),
  );
  const element: Type = { kind: 'object', attributes };
  return schema.nesting === 'single' ? element : { kind: schema.nesting, element };
}

function defaultOf({ owner, names }: Place, name: string): unknown {
  const defaults = awsDefaults(owner.type);
  return defaults?.[[...names, name].join('.')];
}

function reference({ owner, steps }: Place, name: string, type: Type): Value {
  return { kind: 'reference', type, address: owner.address, path: [...steps, name] };
}

function blocksValue(
  place: Place,
  name: string,
  blocks: readonly EvaluatedBlock[],
  schema: BodySchema | undefined,
): Value {
  const block = schema?.blocks.get(name);
  const nesting = block?.nesting ?? nestingOfAttribute(schema?.attributes.get(name)?.type);
  const uncertain = blocks.find((one) => one.uncertain !== undefined)?.uncertain;
  // How many there are is not known, so nothing can be said of the whole.
  if (uncertain !== undefined) return unknownBlocks(block, schema?.attributes.get(name)?.type, uncertain);
  if (block === undefined) {
    const made = asObjects(place, name, blocks, schema);
    if (made !== undefined) return made;
  }
  const values = blocks.map((one, index) => {
    const steps = nesting === 'single' ? [...place.steps, name] : [...place.steps, name, String(index)];
    return bodyValue({ owner: place.owner, steps, names: [...place.names, name] }, one.body, block?.body);
  });
  switch (nesting) {
    case 'single':
      return values[0] ?? nullValue();
    case 'map':
      return mapValue(
        blocks.map((one, index) => [one.labels[0] ?? String(index), values[index] ?? nullValue()]),
      );
    case 'set':
      return setValue(values);
    case 'list':
      return listValue(values);
    case undefined:
      return tupleValue(values);
  }
}

function unknownBlocks(block: BlockSchema | undefined, type: Type | undefined, cause: UnknownCause): Value {
  return unknownBecause(block === undefined ? (type ?? anyType) : blockType(block), cause);
}

function nestingOfAttribute(type: Type | undefined): BlockSchema['nesting'] | undefined {
  return type?.kind === 'list' || type?.kind === 'set' ? type.kind : undefined;
}

/** The value of an argument that is written as blocks (`ingress { … }`): the objects that its type asks for. */
function asObjects(
  place: Place,
  name: string,
  blocks: readonly EvaluatedBlock[],
  schema: BodySchema | undefined,
): Value | undefined {
  const attribute = schema?.attributes.get(name);
  const type = attribute?.type;
  if ((type?.kind !== 'list' && type?.kind !== 'set') || type.element.kind !== 'object') return undefined;
  const { attributes } = type.element;
  const objects = blocks.map(({ body }) =>
    objectValue(
      [...attributes].map(([inner, { type: wanted }]) => [
        inner,
        body.attributes.get(inner)?.value ?? nullValue(wanted),
      ]),
    ),
  );
  return withZeros(
    type.kind === 'set' ? setValue(objects, type.element) : listValue(objects, type.element),
    attribute,
  );
}

/**
 * The provider's SDK has no nulls in lists and sets of objects that are arguments: what is not given is an empty text,
 * false or an empty collection; only numbers may be null.
 */
function withZeros(value: Value, attribute: AttributeSchema | undefined): Value {
  const type = attribute?.type;
  if (
    value.kind !== 'list' ||
    (type?.kind !== 'list' && type?.kind !== 'set') ||
    type.element.kind !== 'object'
  )
    return value;
  const { attributes } = type.element;
  const elements = value.elements.map((element) => {
    if (element.kind !== 'map') return element;
    return objectValue(
      [...attributes].map(([name, inner]) => [name, zeroed(element.entries.get(name), inner.type)]),
    );
  });
  return markSensitive(
    type.kind === 'set' ? setValue(elements, type.element) : listValue(elements, type.element),
    value.sensitive,
  );
}

function zeroed(value: Value | undefined, type: Type): Value {
  if (value !== undefined && value.kind !== 'null') return value;
  switch (type.kind) {
    case 'string':
      return stringValue('');
    case 'bool':
      return booleanValue(false);
    case 'list':
      return listValue([], type.element);
    case 'set':
      return setValue([], type.element);
    case 'map':
      return mapValue([], type.element);
    default:
      return nullValue(type);
  }
}
