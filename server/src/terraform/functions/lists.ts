import { anyType, listType, numberType, stringType, tupleType, type Type } from '../type';
import type { ListValue, NumberValue, ReferenceValue, UnknownValue, Value } from '../value';
import { convertValue } from '../values/conversion';
import { elementTypeOf, isKnown, isWhollyKnown, typeOf } from '../values/facts';
import { failure, limitReached, type Failure } from '../values/failure';
import { listValue, markSensitive, tupleValue } from '../values/make';
import { add, compareNumbers, integer, negate } from '../values/numbers';
import { withoutRepetition } from '../values/sets';
import { compareStrings } from '../values/strings';
import { friendlyName, isCollection } from '../values/types';
import { unify } from '../values/unify';
import { unknownFrom } from '../values/unknowns';
import { elementsOf, numberOf, wholeNumber } from './arguments';
import { maximumElements, numberParameter, type BuiltIn } from './signature';

/** What makes lists of lists: order, parts, chunks, ranges. Elements that are not known go along. */
export const listFunctions: Record<string, BuiltIn> = {
  chunklist: {
    marks: 'shallow',
    parameters: [{ name: 'list', type: listType(anyType) }, numberParameter('size')],
    result: ([list]) => listType(list ? typeOf(list) : anyType),
    call: ([list, size]) => chunk(list, wholeNumber(size)),
  },
  compact: {
    parameters: [{ name: 'list', type: listType(stringType) }],
    result: listType(stringType),
    call: ([list]) => compact(list),
  },
  concat: {
    marks: 'shallow',
    parameters: [],
    variadic: { name: 'seqs', type: anyType, known: 'not needed' },
    result: anyType,
    call: concat,
  },
  distinct: {
    parameters: [{ name: 'list', type: listType(anyType) }],
    result: ([list]) => (list ? typeOf(list) : anyType),
    call: ([list]) => distinct(list),
  },
  element: {
    marks: 'shallow',
    parameters: [{ name: 'list', type: anyType, known: 'not needed' }, numberParameter('index')],
    result: ([list]) => elementTypeIn(list),
    mayBeNull: true,
    call: ([list, index]) => element(list, wholeNumber(index, 1)),
  },
  flatten: {
    marks: 'shallow',
    parameters: [{ name: 'list', type: anyType }],
    result: anyType,
    call: ([list]) => {
      if (list?.kind !== 'list') return failure('can only flatten lists, sets and tuples');
      const open: Value[] = [];
      const flat = flattened(list, open);
      const sensitive = hasSensitiveList(list);
      if (flat.length > maximumElements) return limitReached('the result would be too large');
      return markSensitive(open.length > 0 ? unknownFrom(anyType, open) : tupleValue(flat), sensitive);
    },
  },
  range: {
    parameters: [],
    variadic: numberParameter('params'),
    result: listType(numberType),
    call: (values) => range(values.map(numberOf)),
  },
  reverse: {
    marks: 'shallow',
    parameters: [{ name: 'list', type: anyType }],
    result: ([list]) => (list ? asListType(typeOf(list)) : anyType),
    call: ([list]) => {
      if (list?.kind !== 'list') {
        return failure(
          `can only reverse list or tuple values, not ${list ? friendlyName(typeOf(list)) : 'nothing'}`,
          0,
        );
      }
      const turned = [...list.elements].reverse();
      return list.form === 'tuple' ? tupleValue(turned) : listValue(turned, elementTypeIn(list));
    },
  },
  slice: {
    marks: 'shallow',
    parameters: [
      { name: 'list', type: anyType, known: 'not needed' },
      numberParameter('start_index'),
      numberParameter('end_index'),
    ],
    result: ([list]) => (list && typeOf(list).kind === 'list' ? typeOf(list) : anyType),
    call: ([list, start, end]) => slice(list, wholeNumber(start, 1), wholeNumber(end, 2)),
  },
  sort: {
    parameters: [{ name: 'list', type: listType(stringType) }],
    result: listType(stringType),
    call: ([list]) => sort(list),
  },
};

function elementTypeIn(value: Value | undefined): Type {
  const type = value ? typeOf(value) : anyType;
  return isCollection(type) ? type.element : anyType;
}

function asListType(type: Type): Type {
  if (type.kind === 'tuple') return tupleType([...type.elements].reverse());
  return isCollection(type) ? listType(type.element) : anyType;
}

function chunk(list: Value | undefined, size: number | Failure): Value | Failure {
  if (typeof size !== 'number') return size;
  if (size < 0) return failure('the size argument must be positive');
  const elements = elementsOf(list);
  const type = elementTypeIn(list);
  if (elements.length === 0) return listValue([], listType(type));
  const step = size === 0 ? elements.length : size;
  const chunks: Value[] = [];
  for (let start = 0; start < elements.length; start += step) {
    chunks.push(listValue(elements.slice(start, start + step), type));
  }
  return listValue(chunks, listType(type));
}

function compact(list: Value | undefined): Value {
  const elements = elementsOf(list);
  // References stay: what a resource computes is hardly ever null or empty.
  const open = elements.filter((element) => element.kind === 'unknown');
  if (open.length > 0) return unknownFrom(listType(stringType), open, true);
  return listValue(
    elements.filter(
      (element) => element.kind === 'reference' || (element.kind === 'string' && element.value !== ''),
    ),
    stringType,
  );
}

/** Lists of one type make a list, everything else a tuple. */
function concat(values: readonly Value[]): Value | Failure {
  if (values.length === 0) return failure('at least one argument is required');
  for (const [index, value] of values.entries()) {
    const { kind } = typeOf(value);
    if (kind !== 'list' && kind !== 'tuple' && kind !== 'any')
      return failure('all arguments must be lists or tuples', index);
  }
  const types = values.map(typeOf);
  const allLists = types.every((type) => type.kind === 'list');
  const unified = allLists ? unify(types, true) : undefined;
  const resultType = unified ?? anyType;
  const open = values.filter((value) => !isKnown(value));
  if (open.length > 0) return unknownFrom(resultType, open, true);
  const lists: ListValue[] = [];
  for (const value of values) {
    const converted = unified?.kind === 'list' ? convertValue(value, unified) : value;
    if (converted.kind === 'failure') return converted;
    if (converted.kind === 'list') lists.push(converted);
  }
  const elements = lists.flatMap((list) => list.elements);
  if (elements.length > maximumElements) return limitReached('the result would be too large');
  return unified?.kind === 'list' ? listValue(elements, unified.element) : tupleValue(elements);
}

function distinct(list: Value | undefined): Value {
  const elements = elementsOf(list);
  const type = elementTypeIn(list);
  // References to different things stay apart; else which of the elements are the same is not known.
  if (!elements.every((each) => isWhollyKnown(each) || each.kind === 'reference') || isMixed(elements)) {
    return list ? unknownFrom(typeOf(list), [list], true) : listValue([], type);
  }
  return listValue(withoutRepetition(elements), type);
}

/** A reference may turn out to be the same as a known value. */
function isMixed(elements: readonly Value[]): boolean {
  return elements.some(isWhollyKnown) && !elements.every(isWhollyKnown);
}

function element(list: Value | undefined, index: number | Failure): Value | Failure {
  if (typeof index !== 'number') return index;
  if (index < 0) return failure('cannot use element function with a negative index', 1);
  if (list !== undefined && !isKnown(list)) return elementOfUnknown(list, index);
  if (list?.kind !== 'list' || list.form === 'set') {
    return failure(`cannot read elements from ${list ? friendlyName(typeOf(list)) : 'nothing'}`);
  }
  if (list.elements.length === 0) return failure('cannot use element function with an empty list');
  return list.elements[index % list.elements.length] ?? failure('invalid index');
}

/**
 * An element of a list that a resource computes. The first is the first, whatever the list's length; which one a higher
 * index means is not known (it may begin anew), but it means the same one each time.
 */
function elementOfUnknown(list: UnknownValue | ReferenceValue, index: number): Value {
  const type = elementTypeIn(list);
  const isSequence = list.type.kind === 'list' || list.type.kind === 'any';
  if (list.kind !== 'reference' || !isSequence) return unknownFrom(type, [list]);
  if (index === 0) return { ...list, type, path: [...list.path, '0'] };
  return { ...unknownFrom(type, [list]), element: { of: list, index } };
}

/** The elements with lists among them opened; lists that are not known go to `open`. */
function flattened(list: ListValue, open: Value[]): Value[] {
  if (
    list.form === 'set' &&
    !isWhollyKnown(list) &&
    list.elements.length > 1 &&
    list.elements.some((each) => each.kind === 'unknown')
  ) {
    open.push(list);
    return [];
  }
  return list.elements.flatMap((each) => {
    if (each.kind === 'list') return flattened(each, open);
    if (each.kind === 'unknown' && !['string', 'number', 'bool', 'map', 'object'].includes(each.type.kind))
      open.push(each);
    if (each.kind === 'reference' && ['list', 'set', 'tuple'].includes(each.type.kind)) open.push(each);
    return [each];
  });
}

function hasSensitiveList(value: Value): boolean {
  return value.kind === 'list' && (value.sensitive === true || value.elements.some(hasSensitiveList));
}

/** Terraform refuses ranges of more than 1,024 numbers. */
const maximumRange = 1024;

function range(values: readonly NumberValue[]): Value | Failure {
  const zero = integer(0);
  const one = integer(1);
  const [first = zero, second, third] = values;
  if (values.length === 0 || values.length > 3) return failure('must have one, two, or three arguments');
  const [start, end] = second === undefined ? [zero, first] : [first, second];
  const down = compareNumbers(end, start) < 0;
  const step = third ?? (down ? negate(one) : one);
  const direction = compareNumbers(step, zero);
  if (compareNumbers(start, end) === 0) return listValue([], numberType);
  if (direction === 0) return failure('step must not be zero', 2);
  if (down && direction > 0) return failure('end must be greater than start when step is positive', 1);
  if (!down && direction < 0) return failure('end must be less than start when step is negative', 1);
  const numbers: NumberValue[] = [];
  let next = start;
  while (down ? compareNumbers(next, end) > 0 : compareNumbers(next, end) < 0) {
    if (numbers.length >= maximumRange) {
      return failure(
        'more than 1024 values were generated; either decrease the difference between start and end or use a smaller step',
      );
    }
    numbers.push(next);
    const following = add(next, step);
    if (following.kind === 'failure') return following;
    next = following;
  }
  return listValue(numbers, numberType);
}

/**
 * A slice of a list that a resource computes: the elements are references into it (Terraform would refuse the slice if
 * they were not there). So the zones of `slice(data.aws_availability_zones.all.names, 0, 3)` are three things that can
 * be told apart.
 */
function sliceUnknown(
  list: UnknownValue | ReferenceValue,
  start: number | Failure,
  end: number | Failure,
): Value {
  const type = list.type.kind === 'list' ? list.type.element : anyType;
  const [from, to] = [start, end];
  const isRange = typeof from === 'number' && typeof to === 'number' && from >= 0 && to >= from;
  if (list.kind !== 'reference' || !isRange || to - from > maximumElements)
    return unknownFrom(listType(type), [list], true);
  const elements = Array.from({ length: to - from }, (_, index): ReferenceValue => {
    return { ...list, type, path: [...list.path, String(from + index)] };
  });
  return listValue(elements, type);
}

function slice(list: Value | undefined, start: number | Failure, end: number | Failure): Value | Failure {
  if (list !== undefined && !isKnown(list)) return sliceUnknown(list, start, end);
  if (list?.kind === 'list' && list.form === 'set') {
    return failure(
      'cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the result is not important',
      0,
    );
  }
  if (list?.kind !== 'list') return failure('must be a list or tuple value', 0);
  if (typeof start !== 'number') return start;
  if (typeof end !== 'number') return end;
  const length = list.elements.length;
  if (start < 0) return failure('start index must not be less than zero', 1);
  if (start > length) return failure('start index must not be greater than the length of the list', 1);
  if (end < 0) return failure('end index must not be less than zero', 2);
  if (end > length) return failure('end index must not be greater than the length of the list', 2);
  if (start > end) return failure('start index must not be greater than end index', 1);
  const part = list.elements.slice(start, end);
  return list.form === 'tuple' ? tupleValue(part) : listValue(part, elementTypeIn(list));
}

function sort(list: Value | undefined): Value | Failure {
  const elements = elementsOf(list);
  const open = elements.filter((each) => !isKnown(each));
  if (open.length > 0)
    return listValue(
      elements.map(() => unknownFrom(stringType, open, true)),
      stringType,
    );
  const texts: string[] = [];
  for (const [index, each] of elements.entries()) {
    if (each.kind !== 'string')
      return failure(`given list element ${index} is null; a null string cannot be sorted`);
    texts.push(each.value);
  }
  const sorted: Value[] = texts.sort(compareStrings).map((value) => ({ kind: 'string', value }));
  return listValue(sorted, sorted.length === 0 ? stringType : elementTypeOf(sorted));
}
