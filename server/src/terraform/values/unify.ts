import { anyType, listType, mapType, objectType, tupleType, type Type } from '../type';
import { conversion } from './conversion';
import { isCollection, isPrimitive, sameType } from './types';

type ObjectType = Extract<Type, { kind: 'object' }>;
type TupleType = Extract<Type, { kind: 'tuple' }>;

/**
 * The one type that values of all these types can be turned into: for the branches of a condition, the elements of a
 * list. Undefined where there is none, and for no types at all. Not `unsafe` are only conversions that always work.
 */
export function unify(types: readonly Type[], unsafe: boolean): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (types.every((type) => sameType(type, first))) return first;
  const structural = unifyAlike(types, unsafe);
  if (structural !== undefined) return structural.type;
  return preferred(types).find((wanted) =>
    types.every((type) => sameType(type, wanted) || conversion(type, wanted, unsafe)),
  );
}

/** Where all types are of one family: what comes of it (`type` undefined: nothing does). Undefined: try otherwise. */
function unifyAlike(
  types: readonly Type[],
  unsafe: boolean,
): { readonly type: Type | undefined } | undefined {
  const told = types.filter((type) => type.kind !== 'any');
  const only = (...kinds: readonly Type['kind'][]): boolean =>
    told.every((type) => kinds.includes(type.kind));
  const has = (kind: Type['kind']): boolean => told.some((type) => type.kind === kind);
  if (told.length === 0) return undefined;
  const open = told.length < types.length;
  for (const kind of ['map', 'list', 'set'] as const) {
    if (only(kind)) return { type: open ? anyType : unifyCollections(kind, told, unsafe) };
  }
  if (has('map') && only('map', 'object')) {
    const objects = objectsToMap(told.filter(isObject), unsafe);
    const type =
      objects &&
      unify(
        types.map((each) => (isObject(each) ? objects : each)),
        unsafe,
      );
    return type?.kind === 'map' ? { type } : undefined;
  }
  if (has('list') && only('list', 'tuple')) {
    const tuples = tuplesToList(told.filter(isTuple), unsafe);
    const type =
      tuples &&
      unify(
        types.map((each) => (isTuple(each) ? tuples : each)),
        unsafe,
      );
    return type?.kind === 'list' ? { type } : undefined;
  }
  if (only('object')) return { type: open ? anyType : unifyObjects(told.filter(isObject), unsafe) };
  if (only('tuple')) return { type: open ? anyType : unifyTuples(told.filter(isTuple), unsafe) };
  return has('object') && has('tuple') ? { type: undefined } : undefined;
}

function isObject(type: Type): type is ObjectType {
  return type.kind === 'object';
}

function isTuple(type: Type): type is TupleType {
  return type.kind === 'tuple';
}

function convertible(types: readonly Type[], wanted: Type, unsafe: boolean): boolean {
  return types.every((type) => sameType(type, wanted) || conversion(type, wanted, unsafe) !== undefined);
}

function unifyCollections(
  kind: 'map' | 'list' | 'set',
  types: readonly Type[],
  unsafe: boolean,
): Type | undefined {
  const element = unify(
    types.filter(isCollection).map((type) => type.element),
    unsafe,
  );
  return element && { kind, element };
}

function unifyObjects(types: readonly ObjectType[], unsafe: boolean): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  const names = [...first.attributes.keys()];
  const alike = types.every(
    (type) => type.attributes.size === names.length && names.every((name) => type.attributes.has(name)),
  );
  if (!alike) return objectsToMap(types, unsafe);
  const attributes: [string, Type][] = [];
  for (const name of names) {
    const unified = unify(
      types.map((type) => type.attributes.get(name)?.type ?? anyType),
      unsafe,
    );
    if (unified === undefined) return undefined;
    attributes.push([name, unified]);
  }
  const wanted = objectType(attributes);
  return convertible(types, wanted, unsafe) ? wanted : objectsToMap(types, unsafe);
}

function objectsToMap(types: readonly ObjectType[], unsafe: boolean): Type | undefined {
  const element = unify(
    types.flatMap((type) => [...type.attributes.values()].map((attribute) => attribute.type)),
    unsafe,
  );
  const wanted = element && mapType(element);
  return wanted && convertible(types, wanted, unsafe) ? wanted : undefined;
}

function unifyTuples(types: readonly TupleType[], unsafe: boolean): Type | undefined {
  const [first] = types;
  if (first === undefined) return undefined;
  if (!types.every((type) => type.elements.length === first.elements.length))
    return tuplesToList(types, unsafe);
  const elements: Type[] = [];
  for (const index of first.elements.keys()) {
    const unified = unify(
      types.map((type) => type.elements[index] ?? anyType),
      unsafe,
    );
    if (unified === undefined) return undefined;
    elements.push(unified);
  }
  const wanted = tupleType(elements);
  return convertible(types, wanted, unsafe) ? wanted : tuplesToList(types, unsafe);
}

function tuplesToList(types: readonly TupleType[], unsafe: boolean): Type | undefined {
  const element = unify(
    types.flatMap((type) => type.elements),
    unsafe,
  );
  const wanted = element && listType(element);
  return wanted && convertible(types, wanted, unsafe) ? wanted : undefined;
}

/** The types with the more general ones first, else as they come. */
function preferred(types: readonly Type[]): Type[] {
  const distinct = types.filter((type, index) => types.findIndex((other) => sameType(type, other)) === index);
  const rest = [...distinct];
  const sorted: Type[] = [];
  while (rest.length > 0) {
    const next = rest.findIndex((type) => rest.every((other) => compareTypes(type, other) <= 0));
    sorted.push(...rest.splice(Math.max(next, 0), 1));
  }
  return sorted;
}

const families: readonly Type['kind'][] = ['set', 'list', 'tuple'];

/** Negative where `a` is the more general type. */
function compareTypes(a: Type, b: Type): number {
  if (a.kind === 'any' || b.kind === 'any') return Number(a.kind === 'any') - Number(b.kind === 'any');
  if (isPrimitive(a) && isPrimitive(b)) return Number(b.kind === 'string') - Number(a.kind === 'string');
  if (isCollection(a) && a.kind === b.kind) return compareTypes(a.element, b.element);
  if (families.includes(a.kind) && families.includes(b.kind) && a.kind !== b.kind) {
    // A tuple is more special than a list, and both give way to a set.
    return families.indexOf(a.kind) - families.indexOf(b.kind);
  }
  if (a.kind === 'map' && b.kind === 'object') return -1;
  if (a.kind === 'object' && b.kind === 'map') return 1;
  return 0;
}
