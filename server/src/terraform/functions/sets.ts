import { anyType, listType, setType, tupleType, type Type } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { isWhollyKnown, typeOf } from '../values/facts';
import { failure, limitReached, type Failure } from '../values/failure';
import { listValue, tupleValue } from '../values/make';
import { membership, setValue } from '../values/sets';
import { unify } from '../values/unify';
import { unknownFrom } from '../values/unknowns';
import { elementsOf } from './arguments';
import { maximumElements, type BuiltIn, type Parameter } from './signature';

const set = (name: string): Parameter => ({ name, type: setType(anyType) });

/** Sets among themselves. */
export const setFunctions: Record<string, BuiltIn> = {
  setintersection: operation([set('first_set')], (a, b) => a.filter(membership(b)), false),
  setproduct: {
    marks: 'shallow',
    parameters: [],
    variadic: { name: 'sets', type: anyType },
    result: (values) => {
      const shape = productShape(values);
      return 'message' in shape ? anyType : shape.type;
    },
    call: product,
  },
  setsubtract: operation([set('a'), set('b')], subtract, false),
  setunion: operation([set('first_set')], (a, b) => [...a, ...b], true),
};

function subtract(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  const isTaken = membership(b);
  return a.filter((each) => !isTaken(each));
}

function operation(
  parameters: readonly Parameter[],
  combine: (a: readonly Value[], b: readonly Value[]) => readonly Value[],
  unknownElements: boolean,
): BuiltIn {
  return {
    parameters,
    ...(parameters.length === 1 ? { variadic: set('other_sets') } : {}),
    result: (values) => setType(commonElement(values) ?? anyType),
    call: (values) => {
      const element = commonElement(values);
      if (element === undefined) return failure('given sets must all have compatible element types');
      if (!unknownElements && !values.every(isWhollyKnown))
        return unknownFrom(setType(element), values, true);
      const lists: (readonly Value[])[] = [];
      for (const [index, value] of values.entries()) {
        const converted = convertValue(value, setType(element));
        if (converted.kind === 'failure') return failure(converted.message, index);
        lists.push(elementsOf(converted));
      }
      const [first = [], ...rest] = lists;
      return setValue(rest.reduce(combine, first), element);
    },
  };
}

/** The element type that all sets can be turned to; empty sets of nothing in particular do not count. */
function commonElement(values: readonly Value[]): Type | undefined {
  const types: Type[] = [];
  for (const value of values) {
    const type = typeOf(value);
    if (type.kind !== 'set') return anyType;
    if (value.kind === 'list' && value.elements.length === 0 && type.element.kind === 'any') continue;
    types.push(type.element);
  }
  return types.length === 0 ? anyType : unify(types, true);
}

interface Shape {
  readonly type: Type & { kind: 'list' | 'set' };
  readonly elements: readonly Type[];
}

function productShape(values: readonly Value[]): Shape | Failure {
  if (values.length < 2) return failure('at least two arguments are required');
  const elements: Type[] = [];
  let lists = 0;
  for (const [index, value] of values.entries()) {
    const type = typeOf(value);
    if (type.kind === 'set' || type.kind === 'list') elements.push(type.element);
    else if (type.kind === 'tuple') {
      const element = type.elements.length === 0 ? anyType : unify(type.elements, true);
      if (element === undefined) return failure('all elements must be of the same type', index);
      elements.push(element);
    } else return failure('a set or a list is required', index);
    if (type.kind !== 'set') lists += 1;
  }
  const tuple = tupleType(elements);
  return { elements, type: lists === values.length ? listType(tuple) : setType(tuple) } as Shape;
}

function product(values: readonly Value[]): Value | Failure {
  const shape = productShape(values);
  if ('message' in shape) return shape;
  const open = values.filter(
    (value) => value.kind === 'list' && value.form === 'set' && !isWhollyKnown(value),
  );
  if (open.length > 0) return unknownFrom(shape.type, open, true);
  const total = values.reduce((count, value) => count * elementsOf(value).length, 1);
  if (total * values.length > maximumElements) return limitReached('the result would be too large');
  let rows: (readonly Value[])[] = [[]];
  for (const [index, value] of values.entries()) {
    const column: Value[] = [];
    for (const each of elementsOf(value)) {
      const converted = convertValue(each, shape.elements[index] ?? anyType);
      if (converted.kind === 'failure') return converted;
      column.push(converted);
    }
    rows = rows.flatMap((row) => column.map((each) => [...row, each]));
  }
  const tuples = rows.map(tupleValue);
  return shape.type.kind === 'list'
    ? listValue(tuples, shape.type.element)
    : setValue(tuples, shape.type.element);
}
