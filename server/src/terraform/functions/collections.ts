import { anyType, boolType, listType, mapType, numberType, stringType, type Type } from '../type';
import type { Value } from '../value';
import { asNumber, convertValue } from '../values/conversion';
import { equalValues } from '../values/equality';
import { isKnown, isWhollyKnown, typeOf } from '../values/facts';
import { failure, type Failure } from '../values/failure';
import { booleanValue, listValue, markSensitive, nullValue } from '../values/make';
import { add, integer } from '../values/numbers';
import { membership } from '../values/sets';
import { graphemes } from '../values/strings';
import { isCollection } from '../values/types';
import { unify } from '../values/unify';
import { unknownFrom } from '../values/unknowns';
import { elementsOf } from './arguments';
import type { BuiltIn, Parameter } from './signature';

const anything = (name: string): Parameter => ({ name, type: anyType });

/** Questions about collections: how long, whether it contains something, which is the first that is not empty. */
export const collectionFunctions: Record<string, BuiltIn> = {
  alltrue: allOrAny(false),
  anytrue: allOrAny(true),
  coalesce: {
    parameters: [],
    variadic: { name: 'vals', type: anyType, takesNull: true, known: 'not needed' },
    result: (values) => unify(values.map(typeOf), true) ?? anyType,
    call: coalesce,
  },
  coalescelist: {
    parameters: [],
    variadic: { name: 'vals', type: anyType, takesNull: true, known: 'not needed' },
    result: anyType,
    call: coalesceList,
  },
  contains: {
    parameters: [anything('list'), anything('value')],
    result: boolType,
    call: ([list, value]) => contains(list, value),
  },
  index: {
    parameters: [anything('list'), anything('value')],
    result: numberType,
    call: ([list, value]) => indexOf(list, value),
  },
  length: {
    parameters: [{ name: 'value', type: anyType, known: 'not needed' }],
    result: numberType,
    marks: 'own',
    call: ([value]) => length(value),
  },
  matchkeys: {
    parameters: ['values', 'keys', 'searchset'].map((name) => ({ name, type: listType(anyType) })),
    result: ([values]) => (values ? typeOf(values) : anyType),
    call: ([values, keys, searchSet]) => matchKeys(values, keys, searchSet),
  },
  one: {
    parameters: [anything('list')],
    result: ([list]) => elementType(list),
    mayBeNull: true,
    call: ([list]) => one(list),
  },
  sum: {
    parameters: [{ name: 'list', type: anyType }],
    result: numberType,
    call: ([list]) => sum(list),
  },
  transpose: {
    parameters: [{ name: 'values', type: mapType(listType(stringType)), known: 'wholly' }],
    result: mapType(listType(stringType)),
    call: ([map]) => transpose(map),
  },
};

function elementType(value: Value | undefined): Type {
  const type = value ? typeOf(value) : anyType;
  return isCollection(type) ? type.element : anyType;
}

/** Which answer one element settles: `false` for all, `true` for any. */
function allOrAny(decisive: boolean): BuiltIn {
  return {
    parameters: [{ name: 'list', type: listType(boolType) }],
    result: boolType,
    call: ([list]) => {
      for (const element of elementsOf(list)) {
        if (element.kind === 'null' && !decisive) return booleanValue(false);
        if (element.kind === 'boolean' && element.value === decisive) return booleanValue(decisive);
        // Of all of them, an unknown one comes before what follows it; among any, a true one further on decides.
        if (!isKnown(element) && !decisive) return unknownFrom(boolType, [element], true);
      }
      const unknown = elementsOf(list).filter((element) => !isKnown(element));
      return unknown.length > 0 ? unknownFrom(boolType, unknown, true) : booleanValue(!decisive);
    },
  };
}

function coalesce(values: readonly Value[]): Value | Failure {
  const type = unify(values.map(typeOf), true);
  if (type === undefined) return failure('all arguments must have the same type');
  for (const value of values) {
    const converted = convertValue(value, type);
    if (converted.kind === 'failure') return converted;
    if (converted.kind === 'null') continue;
    if (!isKnown(converted)) return firstUnknown(converted, values, type);
    if (converted.kind === 'string' && converted.value === '') continue;
    return converted;
  }
  return failure('no non-null, non-empty-string arguments');
}

/** A reference in front stands for itself: what a resource computes is hardly ever null or empty. */
function firstUnknown(value: Value, values: readonly Value[], type: Type): Value {
  return value.kind === 'reference' ? value : unknownFrom(type, [value, ...values], true);
}

function coalesceList(values: readonly Value[]): Value | Failure {
  if (values.length === 0) return failure('at least one argument is required');
  for (const value of values) {
    if (!isKnown(value)) return value.kind === 'reference' ? value : unknownFrom(anyType, values);
    if (value.kind === 'null' && value.type !== undefined) continue;
    if (value.kind !== 'list' || value.form === 'set')
      return failure('coalescelist arguments must be lists or tuples');
    if (value.elements.length > 0) return value;
  }
  return failure('no non-null arguments');
}

function contains(list: Value | undefined, value: Value | undefined): Value | Failure {
  if (list?.kind !== 'list') return failure('argument must be list, tuple, or set');
  const open: Value[] = [];
  for (const element of list.elements) {
    const equal = value && equalValues(element, value);
    if (equal === true) return booleanValue(true);
    if (equal === undefined) open.push(element);
  }
  return open.length > 0 && value ? unknownFrom(boolType, [...open, value], true) : booleanValue(false);
}

function indexOf(list: Value | undefined, value: Value | undefined): Value | Failure {
  if (list?.kind !== 'list' || list.form === 'set') return failure('argument must be a list or tuple');
  if (list.elements.length === 0) return failure('cannot search an empty list');
  for (const [index, element] of list.elements.entries()) {
    const equal = value && equalValues(element, value);
    if (equal === true) return integer(index);
    if (equal === undefined && value) return unknownFrom(numberType, [element, value], true);
  }
  return failure('item not found');
}

function length(value: Value | undefined): Value | Failure {
  if (value === undefined) return failure('no value');
  const type = typeOf(value);
  if (value.kind === 'list' || value.kind === 'map') {
    const marked = value.sensitive === true;
    if (value.kind === 'list' && value.form === 'set' && !isWhollyKnown(value)) {
      // Unknown elements may turn out to be the same.
      return value.elements.length === 1 ? integer(1) : unknownFrom(numberType, [value], true);
    }
    return markSensitive(integer(value.kind === 'list' ? value.elements.length : value.entries.size), marked);
  }
  if (type.kind === 'tuple') return markSensitive(integer(type.elements.length), value.sensitive);
  if (type.kind === 'object') return markSensitive(integer(type.attributes.size), value.sensitive);
  if (value.kind === 'string') return markSensitive(integer(graphemes(value.value).length), value.sensitive);
  if (type.kind === 'number' || type.kind === 'bool') {
    return failure('argument must be a string, a collection type, or a structural type');
  }
  return unknownFrom(numberType, [value], true);
}

function matchKeys(
  values: Value | undefined,
  keys: Value | undefined,
  searchSet: Value | undefined,
): Value | Failure {
  if (!values || !keys || !searchSet) return failure('no value');
  const type = unify([typeOf(keys), typeOf(searchSet)], true);
  if (type === undefined) return failure('keys and searchset must be of the same type');
  const elements = elementsOf(values);
  if (elements.length !== elementsOf(keys).length)
    return failure('length of keys and values should be equal');
  const convertedKeys = convertValue(keys, type);
  const wanted = convertValue(searchSet, type);
  if (convertedKeys.kind === 'failure') return convertedKeys;
  if (wanted.kind === 'failure') return wanted;
  if (elementsOf(wanted).length > 0 && !(isWhollyKnown(convertedKeys) && isWhollyKnown(wanted))) {
    return unknownFrom(typeOf(values), [convertedKeys, wanted], true);
  }
  const found = elementsOf(convertedKeys).map(membership(elementsOf(wanted)));
  return listValue(
    elements.filter((_, index) => found[index]),
    elementType(values),
  );
}

function one(list: Value | undefined): Value | Failure {
  const wrong = failure('must be a list, set, or tuple value with either zero or one elements', 0);
  if (list?.kind !== 'list') return wrong;
  const [first] = list.elements;
  if (first === undefined) return nullValue(elementType(list));
  if (list.elements.length === 1) return markSensitive(first, list.sensitive);
  const mayBeOne = list.form === 'set' && !isWhollyKnown(list);
  return mayBeOne ? unknownFrom(elementType(list), [list]) : wrong;
}

function sum(list: Value | undefined): Value | Failure {
  if (list?.kind === 'map')
    return failure(`argument must be list, set, or tuple. Received ${typeOf(list).kind}`, 0);
  if (list?.kind !== 'list') return failure('cannot sum noniterable', 0);
  if (list.elements.length === 0) return failure('cannot sum an empty list', 0);
  if (!isWhollyKnown(list)) return unknownFrom(numberType, [list], true);
  const wrong = failure('argument must be list, set, or tuple of number values', 0);
  let total: Value | Failure | undefined;
  for (const element of list.elements) {
    const number = asNumber(element);
    if (number.kind !== 'number') return wrong;
    total = total?.kind === 'number' ? add(total, number) : number;
    if (total.kind === 'failure') return total;
  }
  return total ?? wrong;
}

function transpose(map: Value | undefined): Value | Failure {
  const turned = new Map<string, Value[]>();
  const entries = map?.kind === 'map' ? [...map.entries] : [];
  for (const [name, list] of entries) {
    for (const element of elementsOf(list)) {
      if (element.kind !== 'string') return failure('input must not contain null list', 0);
      const names = turned.get(element.value) ?? [];
      names.push({ kind: 'string', value: name });
      turned.set(element.value, names);
    }
  }
  const lists: [string, Value][] = [...turned].map(([name, names]) => [name, listValue(names, stringType)]);
  return convertValue(
    {
      kind: 'map',
      form: 'map',
      entries: new Map(lists.sort(([a], [b]) => (a < b ? -1 : 1))),
      elementType: listType(stringType),
    },
    mapType(listType(stringType)),
  );
}
