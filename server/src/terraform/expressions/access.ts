import { anyType, numberType, stringType, type Type } from '../type';
import type { ListValue, MapValue, NumberValue, ReferenceValue, UnknownValue, Value } from '../value';
import { asNumber, asString, convertValue } from '../values/conversion';
import { isKnown, typeOf } from '../values/facts';
import { failure, type Failure } from '../values/failure';
import { markSensitive } from '../values/make';
import { isWhole, toSafeInteger } from '../values/numbers';
import { friendlyName, isCollection } from '../values/types';
import { unknownFrom } from '../values/unknowns';

const noElement = 'The given key does not identify an element in this collection value';

/** `value.name`, with messages that are whole sentences. */
export function getAttribute(value: Value, name: string): Value | Failure {
  if (value.kind === 'null') return failure('This value is null, so it does not have any attributes.');
  const type = typeOf(value);
  switch (type.kind) {
    case 'any':
      return step(value, name, anyType);
    case 'object': {
      const attribute = type.attributes.get(name);
      if (attribute === undefined) return failure(`This object does not have an attribute named "${name}".`);
      return value.kind === 'map' ? entry(value, name) : step(value, name, attribute.type);
    }
    case 'map':
      if (value.kind !== 'map') return step(value, name, type.element);
      return value.entries.has(name)
        ? entry(value, name)
        : failure(`This map does not have an element with the key "${name}".`);
    case 'list':
    case 'set':
      return failure(noAttributes(type, name));
    case 'string':
    case 'number':
    case 'bool':
      return failure(`Can't access attributes on a primitive-typed value (${friendlyName(type)}).`);
    default:
      return failure('This value does not have any attributes.');
  }
}

function noAttributes(type: Type & { kind: 'list' | 'set' }, name: string): string {
  if (type.element.kind !== 'object') return 'This value does not have any attributes.';
  if (type.kind === 'set') {
    return "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?";
  }
  const what = type.element.attributes.has(name) ? `attribute "${name}"` : 'an attribute';
  return `Can't access attributes on a list of objects. Did you mean to access ${what} for a specific element of the list, or across all elements of the list?`;
}

/** `value[key]`, with messages that are whole sentences. */
export function getIndex(value: Value, key: Value): Value | Failure {
  if (value.kind === 'null') return failure('This value is null, so it does not have any indices.');
  if (key.kind === 'null') return failure("Can't use a null value as an indexing key.");
  const type = typeOf(value);
  switch (type.kind) {
    case 'any':
      return isKnown(key) ? anyIndex(value, key) : unknownFrom(anyType, [value, key]);
    case 'list':
    case 'tuple':
      return sequenceIndex(value, type, key);
    case 'map':
      return mapIndex(value, type.element, key);
    case 'object':
      return objectIndex(value, key);
    case 'set':
      return failure(
        "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.",
      );
    default:
      return failure('This value does not have any indices.');
  }
}

function anyIndex(value: Value, key: Value): Value | Failure {
  const text = asString(key);
  if (text.kind === 'string') return step(value, text.value, anyType);
  return failure(`${noElement}: string or number required.`);
}

function sequenceIndex(value: Value, type: Type & { kind: 'list' | 'tuple' }, key: Value): Value | Failure {
  const number = asNumber(key);
  if (number.kind === 'failure') return failure(`${noElement}: ${number.message}.`);
  const elementType = type.kind === 'list' ? type.element : anyType;
  if (number.kind !== 'number')
    return unknownFrom(
      elementType,
      [value, key].filter((each) => !isKnown(each)),
    );
  const wrong = wrongIndex(number, value, type);
  if (wrong !== undefined) return failure(wrong);
  const index = toSafeInteger(number) ?? 0;
  if (value.kind === 'list') return inherit(value.elements[index] ?? failure(`${noElement}.`), value);
  return step(value, String(index), type.kind === 'tuple' ? (type.elements[index] ?? anyType) : elementType);
}

function wrongIndex(
  number: NumberValue,
  value: Value,
  type: Type & { kind: 'list' | 'tuple' },
): string | undefined {
  if (!isWhole(number)) {
    return `${noElement}: indexing a sequence requires a whole number, but the given index has a fractional part.`;
  }
  if (number.value.isNegative() && !number.value.isZero()) {
    return `${noElement}: a negative number is not a valid index for a sequence.`;
  }
  const length =
    value.kind === 'list' ? value.elements.length : type.kind === 'tuple' ? type.elements.length : Infinity;
  if (number.value.lessThan(length)) return undefined;
  return length === 0
    ? `${noElement}: the collection has no elements.`
    : `${noElement}: the given index is greater than or equal to the length of the collection.`;
}

function mapIndex(value: Value, elementType: Type, key: Value): Value | Failure {
  const name = convertValue(key, stringType);
  if (name.kind === 'failure') return failure(`${noElement}: ${name.message}.`);
  if (name.kind !== 'string')
    return unknownFrom(
      elementType,
      [value, key].filter((each) => !isKnown(each)),
    );
  if (value.kind !== 'map') return step(value, name.value, elementType);
  return value.entries.has(name.value) ? entry(value, name.value) : failure(`${noElement}.`);
}

function objectIndex(value: Value, key: Value): Value | Failure {
  const name = convertValue(key, stringType);
  if (name.kind === 'failure') return failure(`${noElement}: ${name.message}.`);
  if (name.kind !== 'string')
    return unknownFrom(
      anyType,
      [value, key].filter((each) => !isKnown(each)),
    );
  const type = typeOf(value);
  const attribute = type.kind === 'object' ? type.attributes.get(name.value) : undefined;
  if (attribute === undefined) {
    const hint =
      typeOf(key) === numberType
        ? ' An object only supports looking up attributes by name, not by numeric index.'
        : '';
    return failure(`${noElement}.${hint}`);
  }
  return value.kind === 'map' ? entry(value, name.value) : step(value, name.value, attribute.type);
}

function entry(map: MapValue, name: string): Value | Failure {
  return inherit(map.entries.get(name) ?? failure(`${noElement}.`), map);
}

/** What is taken out of something sensitive is sensitive. */
function inherit(found: Value | Failure, from: ListValue | MapValue): Value | Failure {
  return found.kind === 'failure' ? found : markSensitive(found, from.sensitive);
}

/** A step into something that is not known: into a reference, it names the inner thing. */
function step(value: Value, name: string, type: Type): Value {
  if (value.kind === 'reference') return intoReference(value, name, type);
  return into(value.kind === 'unknown' ? value : unknownFrom(anyType, [value]), type);
}

/**
 * A reference without a path to a collection is a resource of which nobody knows how many instances it has: one
 * instance stands for all, so whichever is taken, it is that one.
 */
function intoReference(reference: ReferenceValue, name: string, type: Type): ReferenceValue {
  if (reference.path.length === 0 && isCollection(reference.type)) return { ...reference, type };
  return { ...reference, path: [...reference.path, name], type };
}

function into({ causes, sensitive }: UnknownValue, type: Type): UnknownValue {
  return sensitive ? { kind: 'unknown', type, causes, sensitive } : { kind: 'unknown', type, causes };
}
