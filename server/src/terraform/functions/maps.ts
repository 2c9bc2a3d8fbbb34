import { anyType, listType, mapType, stringType, tupleType, type Type } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { containsSensitive, isKnown, isWhollyKnown, typeOf } from '../values/facts';
import { failure, type Failure } from '../values/failure';
import {
  listValue,
  mapValue,
  markSensitive,
  nullValue,
  objectValue,
  stringValue,
  tupleValue,
} from '../values/make';
import { friendlyName, sameType } from '../values/types';
import { unknownFrom } from '../values/unknowns';
import { elementsOf, entriesOf, textOf } from './arguments';
import type { BuiltIn } from './signature';

/** What works on maps and objects. Values that are not known go along. */
export const mapFunctions: Record<string, BuiltIn> = {
  keys: {
    parameters: [{ name: 'inputMap', type: anyType, known: 'not needed' }],
    result: listType(stringType),
    marks: 'own',
    call: ([map]) => (map ? keys(map) : failure('no value')),
  },
  lookup: {
    parameters: [
      { name: 'inputMap', type: anyType, known: 'not needed' },
      { name: 'key', type: stringType, known: 'not needed' },
    ],
    variadic: { name: 'default', type: anyType, takesNull: true, known: 'not needed' },
    result: anyType,
    mayBeNull: true,
    marks: 'own',
    call: lookup,
  },
  merge: {
    parameters: [],
    variadic: { name: 'maps', type: anyType, takesNull: true, known: 'not needed' },
    result: anyType,
    mayBeNull: true,
    marks: 'own',
    call: merge,
  },
  values: {
    parameters: [{ name: 'mapping', type: anyType }],
    result: ([map]) => valuesType(map),
    marks: 'own',
    call: ([map]) => {
      if (map?.kind !== 'map') return failure('values() requires a map as the first argument');
      const elements = [...map.entries.values()];
      const type = typeOf(map);
      const list = type.kind === 'map' ? listValue(elements, type.element) : tupleValue(elements);
      return markSensitive(list, map.sensitive);
    },
  },
  zipmap: {
    parameters: [
      { name: 'keys', type: listType(stringType) },
      { name: 'values', type: anyType },
    ],
    result: ([, values]) => zipType(values),
    marks: 'own',
    call: ([keyList, values]) => zipMap(keyList, values),
  },
};

function keys(map: Value): Value | Failure {
  const type = typeOf(map);
  if (type.kind === 'any' && !isKnown(map)) return unknownFrom(anyType, [map]);
  if (type.kind === 'object') {
    return markSensitive(tupleValue([...type.attributes.keys()].map(stringValue)), map.sensitive);
  }
  if (type.kind !== 'map') return failure('must have map or object type', 0);
  if (map.kind !== 'map') return unknownFrom(listType(stringType), [map], true);
  return markSensitive(listValue([...map.entries.keys()].map(stringValue), stringType), map.sensitive);
}

function lookup(values: readonly Value[]): Value | Failure {
  const [map, key, fallback, ...more] = values;
  if (map === undefined || key === undefined) return failure('lookup() requires a map and a key');
  if (more.length > 0) return failure(`lookup() takes two or three arguments, got ${values.length}`);
  const marked = map.sensitive === true || key.sensitive === true;
  const type = typeOf(map);
  if (type.kind !== 'map' && type.kind !== 'object') {
    return type.kind === 'any' && !isKnown(map)
      ? unknownFrom(anyType, values)
      : failure('lookup() requires a map as the first argument', 0);
  }
  const converted = fallback && type.kind === 'map' ? convertValue(fallback, type.element) : fallback;
  if (converted?.kind === 'failure')
    return failure('the default value must have the same type as the map elements', 2);
  if (map.kind !== 'map' || key.kind !== 'string')
    return unknownFrom(type.kind === 'map' ? type.element : anyType, values);
  const found = map.entries.get(key.value) ?? converted;
  if (found !== undefined) return markSensitive(found, marked);
  return type.kind === 'object'
    ? failure(`the given object has no attribute "${key.value}"`, 0)
    : failure(`lookup failed to find key ${key.sensitive ? '(sensitive value)' : `"${key.value}"`}`);
}

/** The later of two entries of one name wins. Maps of one type make a map, everything else an object. */
function merge(values: readonly Value[]): Value | Failure {
  if (values.length === 0) return objectValue([]);
  const types = values.map(typeOf);
  for (const [index, type] of types.entries()) {
    if (type.kind === 'map' || type.kind === 'object' || type.kind === 'any') continue;
    return failure(`arguments must be maps or objects, got "${friendlyName(type)}"`, index);
  }
  const [first = anyType] = types;
  const alike = first.kind !== 'any' && types.every((type) => sameType(type, first));
  const sensitive = values.some((value) => value.sensitive === true);
  const open = values.filter((value) => !isKnown(value));
  if (open.length > 0) return markSensitive(unknownFrom(alike ? first : anyType, open), sensitive);
  const merged = new Map(values.flatMap((value) => [...entriesOf(value)]));
  const result = alike && first.kind === 'map' ? mapValue(merged, first.element) : objectValue(merged);
  return markSensitive(result, sensitive);
}

function valuesType(map: Value | undefined): Type {
  const type = map ? typeOf(map) : anyType;
  if (type.kind === 'map') return listType(type.element);
  return type.kind === 'object'
    ? tupleType([...type.attributes.values()].map((attribute) => attribute.type))
    : anyType;
}

function zipType(values: Value | undefined): Type {
  const type = values ? typeOf(values) : anyType;
  return type.kind === 'list' ? mapType(type.element) : anyType;
}

function zipMap(keyList: Value | undefined, values: Value | undefined): Value | Failure {
  if (values?.kind !== 'list' || values.form === 'set')
    return failure('values argument must be a list or tuple value', 1);
  const names = elementsOf(keyList);
  if (!names.every(isWhollyKnown)) return unknownFrom(zipType(values), names);
  if (names.length !== values.elements.length) {
    return failure(
      `number of keys (${names.length}) does not match number of values (${values.elements.length})`,
    );
  }
  const entries: [string, Value][] = [];
  for (const [index, name] of names.entries()) {
    if (name.kind !== 'string') return failure(`keys list has null value at index ${index}`);
    entries.push([textOf(name), values.elements[index] ?? nullValue()]);
  }
  const type = typeOf(values);
  const result = type.kind === 'list' ? mapValue(entries, type.element) : objectValue(entries);
  const sensitive = values.sensitive === true || (keyList !== undefined && containsSensitive(keyList));
  return markSensitive(result, sensitive);
}
