import {
  anyType,
  boolType,
  listType,
  numberType,
  stringType,
  type ObjectAttributeType,
  type Type,
} from '../type';
import type { ListValue, MapValue, NullValue, Value } from '../value';
import { elementTypeOf, isKnown, isWhollyKnown, typeOf } from './facts';
import { failure, type Failure } from './failure';
import {
  booleanValue,
  listValue,
  mapValue,
  markSensitive,
  nullValue,
  objectValue,
  stringValue,
  tupleValue,
} from './make';
import { mismatch } from './mismatch';
import { parseNumber, printNumber } from './numbers';
import { setValue } from './sets';
import { friendlyConstraint, hasAny, isCollection, isPrimitive, sameType } from './types';
import { unify } from './unify';
import { unknownFrom } from './unknowns';

/** Turns a value of one type into another type; fails where this value can not be turned (`"x"` into a number). */
export type Conversion = (value: Value) => Value | Failure;

/**
 * Converts a value, as Terraform does for arguments, variables and operands: `"5"` to 5, a tuple to a list, an object to
 * a map. An unknown becomes an unknown of the type; a reference stays what it is, since the thing that it names does.
 * https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function convertValue(value: Value, type: Type): Value | Failure {
  const from = typeOf(value);
  if (type.kind === 'any' || sameType(from, type)) return value;
  const convert = conversion(from, type, true);
  if (convert !== undefined) return convert(value);
  // Terraform knows the types of all attributes from the provider; where they are not known here, they may fit.
  return hasOpenType(value) ? unknownFrom(type, [value]) : failure(mismatch(from, type));
}

/** Whether something in the value is unknown of an unknown type. */
function hasOpenType(value: Value): boolean {
  if (isWhollyKnown(value)) return false;
  if (value.kind === 'list') return value.elements.some(hasOpenType);
  if (value.kind === 'map') return [...value.entries.values()].some(hasOpenType);
  return hasAny(typeOf(value));
}

/**
 * How values of a type become values of another; undefined where they never do. Not `unsafe` are only the conversions
 * that work for every value.
 */
export function conversion(from: Type, to: Type, unsafe: boolean): Conversion | undefined {
  if (to.kind === 'any' || sameType(from, to)) return unchanged;
  const known = knownConversion(from, to, unsafe);
  if (known === undefined) return undefined;
  return (value) => {
    if (!isKnown(value)) return { ...value, type: narrow(value.type, to) };
    if (value.kind === 'null') return markSensitive(nullValue(narrow(typeOf(value), to)), value.sensitive);
    const converted = known(value);
    return converted.kind === 'failure' ? converted : markSensitive(converted, value.sensitive);
  };
}

const unchanged: Conversion = (value) => value;

/** The target type, with each `any` in it replaced by what the value's own type says there. */
function narrow(from: Type, to: Type): Type {
  if (to.kind === 'any') return from;
  if (isCollection(to)) {
    if (isCollection(from)) return { kind: to.kind, element: narrow(from.element, to.element) };
    if (from.kind === 'tuple' && to.element.kind === 'any')
      return { kind: to.kind, element: unify(from.elements, true) ?? anyType };
    if (from.kind === 'object' && to.element.kind === 'any') {
      return {
        kind: to.kind,
        element:
          unify(
            [...from.attributes.values()].map(({ type }) => type),
            true,
          ) ?? anyType,
      };
    }
  }
  return to;
}

function knownConversion(from: Type, to: Type, unsafe: boolean): Conversion | undefined {
  if (from.kind === 'any') return unsafe ? (value) => convertValue(value, to) : undefined;
  if (isPrimitive(from)) return isPrimitive(to) ? primitiveConversion(from, to, unsafe) : undefined;
  switch (to.kind) {
    case 'object':
      return toObject(from, to, unsafe);
    case 'tuple':
      return from.kind === 'tuple' ? toTuple(from.elements, to.elements, unsafe) : undefined;
    case 'list':
    case 'set':
      return toSequence(from, to, unsafe);
    case 'map':
      return toMap(from, to.element, unsafe);
    default:
      return undefined;
  }
}

function primitiveConversion(from: Type, to: Type, unsafe: boolean): Conversion | undefined {
  if (from.kind === to.kind) return (value) => value;
  if (to.kind === 'string') return toText;
  if (from.kind !== 'string' || !unsafe) return undefined;
  return to.kind === 'number' ? toNumber : toBoolean;
}

function toText(value: Value): Value | Failure {
  if (value.kind === 'number') return stringValue(printNumber(value));
  return value.kind === 'boolean' ? stringValue(String(value.value)) : failure('string required');
}

function toNumber(value: Value): Value | Failure {
  return (value.kind === 'string' ? parseNumber(value.value) : undefined) ?? failure('a number is required');
}

function toBoolean(value: Value): Value | Failure {
  const text = value.kind === 'string' ? value.value : '';
  if (text === 'true' || text === '1') return booleanValue(true);
  if (text === 'false' || text === '0') return booleanValue(false);
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') {
    return failure(`a bool is required; to convert from string, use lowercase "${lower}"`);
  }
  return failure('a bool is required');
}

type Attributes = ReadonlyMap<string, ObjectAttributeType>;

function toObject(
  from: Type,
  to: { readonly attributes: Attributes },
  unsafe: boolean,
): Conversion | undefined {
  if (from.kind === 'object') {
    const parts = new Map<string, Conversion>();
    for (const [name, { type, optional }] of to.attributes) {
      const given = from.attributes.get(name);
      if (given === undefined && optional) continue;
      const part = given && conversion(given.type, type, unsafe);
      if (part === undefined) return undefined;
      parts.set(name, part);
    }
    return (value) => (value.kind === 'map' ? convertAttributes(value, to.attributes, parts) : value);
  }
  // From a map only unsafely: whether it has all the keys, its type does not tell.
  if (from.kind !== 'map' || !unsafe) return undefined;
  const parts = new Map<string, Conversion>();
  for (const [name, { type, optional }] of to.attributes) {
    const part = conversion(from.element, type, unsafe);
    // An optional attribute of another type does no harm where the map does not have it.
    if (part !== undefined) parts.set(name, part);
    else if (!optional) return undefined;
  }
  return (value) => (value.kind === 'map' ? convertAttributes(value, to.attributes, parts) : value);
}

function convertAttributes(
  value: MapValue,
  wanted: Attributes,
  parts: ReadonlyMap<string, Conversion>,
): Value | Failure {
  const attributes: [string, Value][] = [];
  for (const [name, { type, optional }] of wanted) {
    const given = value.entries.get(name);
    if (given === undefined && !optional)
      return failure(`map has no element for required attribute "${name}"`);
    const convert = parts.get(name);
    const unfit = failure(`${friendlyConstraint(type)} required`);
    const converted = given === undefined ? nullValue(type) : (convert?.(given) ?? unfit);
    if (converted.kind === 'failure') return within(`attribute "${name}"`, converted);
    attributes.push([name, converted]);
  }
  return objectValue(attributes);
}

function toTuple(from: readonly Type[], to: readonly Type[], unsafe: boolean): Conversion | undefined {
  if (from.length !== to.length) return undefined;
  const parts = from.map((type, index) => conversion(type, to[index] ?? anyType, unsafe));
  if (parts.includes(undefined)) return undefined;
  return (value) => {
    if (value.kind !== 'list') return value;
    const elements = convertElements(value.elements, (index) => parts[index]);
    return 'kind' in elements ? elements : tupleValue(elements);
  };
}

function toSequence(
  from: Type,
  to: Type & { kind: 'list' | 'set' },
  unsafe: boolean,
): Conversion | undefined {
  if (from.kind === 'tuple') {
    const element = to.element.kind === 'any' ? unify(from.elements, unsafe) : to.element;
    if (from.elements.length > 0 && element === undefined) return undefined;
    // What has no type in common but "any" makes a list only where nothing at all is known of the types.
    if (element?.kind === 'any' && from.elements.some((type) => type.kind !== 'any')) return undefined;
    const wanted = element ?? anyType;
    const parts = from.elements.map((type) => conversion(type, wanted, unsafe));
    if (parts.includes(undefined)) return undefined;
    return (value) =>
      value.kind === 'list' ? makeSequence(value, to.kind, wanted, (index) => parts[index]) : value;
  }
  if (from.kind !== 'list' && from.kind !== 'set') return undefined;
  const wanted = to.element.kind === 'any' ? from.element : to.element;
  const part = conversion(from.element, wanted, unsafe);
  if (part === undefined) return undefined;
  return (value) => (value.kind === 'list' ? makeSequence(value, to.kind, wanted, () => part) : value);
}

function makeSequence(
  value: ListValue,
  kind: 'list' | 'set',
  elementType: Type,
  part: (index: number) => Conversion | undefined,
): Value | Failure {
  if (kind === 'list' && value.form === 'set' && mayShrink(value))
    return unknownFrom(listType(elementType), [value], true);
  const converted = convertElements(value.elements, part);
  if ('kind' in converted) return converted;
  const settled = settle(converted, elementType);
  if ('kind' in settled) return settled;
  return kind === 'list'
    ? listValue(settled.elements, settled.type)
    : setValue(settled.elements, settled.type);
}

/** Elements of a set that are not known may turn out to be the same as others, and to stand anywhere. */
function mayShrink({ elements }: ListValue): boolean {
  return (
    elements.length > 1 && elements.some((element) => element.kind !== 'reference' && !isWhollyKnown(element))
  );
}

interface Settled {
  readonly elements: readonly Value[];
  readonly type: Type;
}

/**
 * The elements of one collection are of one type: where the wanted type leaves it open (`list(any)`), it is the one that
 * all of them can be turned into.
 */
function settle(elements: readonly Value[], wanted: Type): Settled | Failure {
  const types = elements.map(typeOf);
  const [first = wanted] = types;
  if (types.every((type) => sameType(type, first)))
    return { elements, type: elements.length === 0 ? wanted : first };
  const unified = unify(types, false);
  if (unified === undefined) return failure('collection elements cannot be unified');
  const unifiedElements = convertElements(elements, (index) =>
    conversion(types[index] ?? anyType, unified, false),
  );
  if ('kind' in unifiedElements) return unifiedElements;
  const type = unified.kind === 'any' ? elementTypeOf(unifiedElements) : unified;
  const fits = unifiedElements.every(
    (element) => typeOf(element).kind === 'any' || sameType(typeOf(element), type),
  );
  if (!fits) return failure('all elements must have the same type');
  return {
    elements: unifiedElements.map((element) =>
      element.kind === 'null' ? typedNull(element, type) : element,
    ),
    type,
  };
}

function typedNull(value: NullValue, type: Type): Value {
  return markSensitive(nullValue(type), value.sensitive);
}

function toMap(from: Type, wantedElement: Type, unsafe: boolean): Conversion | undefined {
  if (from.kind === 'map') {
    const wanted = wantedElement.kind === 'any' ? from.element : wantedElement;
    const part = conversion(from.element, wanted, unsafe);
    if (part === undefined) return undefined;
    return (value) => (value.kind === 'map' ? makeMap(value, wanted, () => part) : value);
  }
  if (from.kind !== 'object') return undefined;
  const types = [...from.attributes.values()].map(({ type }) => type);
  const element = wantedElement.kind === 'any' ? unify(types, unsafe) : wantedElement;
  if (types.length > 0 && element === undefined) return undefined;
  const wanted = element ?? anyType;
  const parts = new Map<string, Conversion>();
  for (const [name, { type }] of from.attributes) {
    const part = conversion(type, wanted, unsafe);
    if (part === undefined) return undefined;
    parts.set(name, part);
  }
  return (value) => (value.kind === 'map' ? makeMap(value, wanted, (name) => parts.get(name)) : value);
}

function makeMap(
  value: MapValue,
  elementType: Type,
  part: (name: string) => Conversion | undefined,
): Value | Failure {
  const names = [...value.entries.keys()];
  const converted = convertElements([...value.entries.values()], (index) => part(names[index] ?? ''));
  if ('kind' in converted) return converted;
  const settled = settle(converted, elementType);
  if ('kind' in settled) return settled;
  return mapValue(
    settled.elements.map((element, index) => [names[index] ?? '', element]),
    settled.type,
  );
}

function convertElements(
  elements: readonly Value[],
  part: (index: number) => Conversion | undefined,
): readonly Value[] | Failure {
  const converted: Value[] = [];
  for (const [index, element] of elements.entries()) {
    const result = part(index)?.(element) ?? element;
    if (result.kind === 'failure') return result;
    converted.push(result);
  }
  return converted;
}

function within(place: string, { message }: Failure): Failure {
  return failure(`${place}: ${message}`);
}

/** To text, as a template does; a shorthand. */
export const asString: Conversion = (value) => convertValue(value, stringType);
/** To a number, as operands and arguments are. */
export const asNumber: Conversion = (value) => convertValue(value, numberType);
/** To a boolean, as conditions are. */
export const asBoolean: Conversion = (value) => convertValue(value, boolType);
