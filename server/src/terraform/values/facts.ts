import { anyType, boolType, numberType, objectType, stringType, tupleType, type Type } from '../type';
import type { ListValue, MapValue, Value } from '../value';

/** What is asked of a collection again and again; worked out once for each, from what its elements say. */
interface Facts {
  readonly type: Type;
  /** Nothing in it is unknown or a reference. */
  readonly whollyKnown: boolean;
  /** It, or something in it, is sensitive. */
  readonly sensitive: boolean;
  /** How deep it is nested; 0 for an empty one. */
  readonly depth: number;
  /** How many values it holds at all depths, itself counted. */
  readonly size: number;
}

const remembered = new WeakMap<ListValue | MapValue, Facts>();

/** The type of a value. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'null':
      return value.type ?? anyType;
    case 'boolean':
      return boolType;
    case 'number':
      return numberType;
    case 'string':
      return stringType;
    case 'unknown':
    case 'reference':
      return value.type;
    default:
      return factsOf(value).type;
  }
}

/** Whether the value itself is known; what is in it may still be unknown. */
export function isKnown<T extends Value>(value: T): value is Exclude<T, { kind: 'unknown' | 'reference' }> {
  return value.kind !== 'unknown' && value.kind !== 'reference';
}

/** Whether nothing in the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (value.kind === 'list' || value.kind === 'map') return factsOf(value).whollyKnown;
  return isKnown(value);
}

/** Whether the value or something in it is sensitive. */
export function containsSensitive(value: Value): boolean {
  if (value.sensitive) return true;
  return (value.kind === 'list' || value.kind === 'map') && factsOf(value).sensitive;
}

/** How deep a value is nested: 0 for what is no collection. */
export function depthOf(value: Value): number {
  return value.kind === 'list' || value.kind === 'map' ? factsOf(value).depth : 0;
}

/** How many values there are in it, itself counted; a long string counts for more. */
export function sizeOf(value: Value): number {
  if (value.kind === 'string') return 1 + value.value.length / 64;
  return value.kind === 'list' || value.kind === 'map' ? factsOf(value).size : 1;
}

function factsOf(value: ListValue | MapValue): Facts {
  const known = remembered.get(value);
  if (known) return known;
  const elements = value.kind === 'list' ? value.elements : [...value.entries.values()];
  const facts: Facts = {
    type: collectionType(value, elements),
    whollyKnown: elements.every(isWhollyKnown),
    sensitive: value.sensitive === true || elements.some(containsSensitive),
    depth: elements.reduce((deepest, element) => Math.max(deepest, depthOf(element)), 0) + 1,
    size: elements.reduce((sum, element) => sum + sizeOf(element), 1),
  };
  remembered.set(value, facts);
  return facts;
}

function collectionType(value: ListValue | MapValue, elements: readonly Value[]): Type {
  if (value.form === 'tuple') return tupleType(elements.map(typeOf));
  if (value.kind === 'map' && value.form === 'object') {
    return objectType([...value.entries].map(([name, element]) => [name, typeOf(element)]));
  }
  return {
    kind: value.form === 'object' ? 'map' : value.form,
    element: value.elementType ?? elementTypeOf(elements),
  };
}

/** The type that the elements of one list have: that of the first that tells. */
export function elementTypeOf(elements: readonly Value[]): Type {
  for (const element of elements) {
    const type = typeOf(element);
    if (type.kind !== 'any') return type;
  }
  return anyType;
}
