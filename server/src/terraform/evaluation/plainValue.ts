import type { Type } from '../type';
import { anyType } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { booleanValue, nullValue, numberValue, objectValue, stringValue, tupleValue } from '../values/make';

/** Plain JSON (a default of the provider) as a value of a type. */
export function plainValue(json: unknown, type: Type): Value {
  const converted = convertValue(untyped(json), type);
  return converted.kind === 'failure' ? untyped(json) : converted;
}

function untyped(json: unknown): Value {
  if (json === null || json === undefined) return nullValue(anyType);
  if (typeof json === 'boolean') return booleanValue(json);
  if (typeof json === 'number') return numberValue(json);
  if (typeof json === 'string') return stringValue(json);
  if (Array.isArray(json)) return tupleValue(json.map(untyped));
  return objectValue(Object.entries(json).map(([name, value]) => [name, untyped(value)]));
}
