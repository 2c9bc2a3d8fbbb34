import type { Expression } from '../../syntax/tree';
import { anyType, boolType, numberType, stringType } from '../type';
import type { ObjectAttributeType, Type } from '../type';
import type { Value } from '../value';

/** A variable's type, with the defaults of its `optional(…)` attributes. */
export interface TypeConstraint {
  readonly type: Type;
  readonly defaults: Defaults | undefined;
}

/** Defaults of an object type's attributes, and of the types inside; undefined where there are none. */
export interface Defaults {
  /** By attribute: what stands for it where it is absent or null. */
  readonly values: ReadonlyMap<string, Value>;
  /** By attribute (or '' for the element of a collection). */
  readonly children: ReadonlyMap<string, Defaults>;
}

/** What reading a type needs: where errors go, and how a default is evaluated. */
export interface TypeReader {
  report(message: string, expression: Expression): void;
  evaluate(expression: Expression): Value;
}

interface Read {
  readonly type: Type;
  readonly defaults: Defaults | undefined;
}

const anything: Read = { type: anyType, defaults: undefined };

/**
 * Reads `list(object({ port = number, cidrs = optional(list(string), []) }))`.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function readTypeConstraint(expression: Expression, reader: TypeReader): TypeConstraint {
  switch (expression.kind) {
    case 'parentheses':
      return readTypeConstraint(expression.expression, reader);
    case 'variable':
      return { type: keyword(expression.name, expression, reader), defaults: undefined };
    case 'call':
      return readConstructor(expression.name, expression.arguments, expression, reader);
    case 'template': {
      // Terraform 0.11 wrote types in quotes ("string", "list", "map"), and they are still read.
      const [part] = expression.parts;
      const name = expression.parts.length === 1 && part?.kind === 'text' ? part.text : '';
      if (name === 'list' || name === 'map')
        return { type: { kind: name, element: anyType }, defaults: undefined };
      return { type: keyword(name, expression, reader), defaults: undefined };
    }
    case 'invalid':
      return anything;
    default:
      reader.report(
        'A type is expected here: string, number, bool, any, or list(…), set(…), map(…), object({…}), tuple([…]).',
        expression,
      );
      return anything;
  }
}

function keyword(name: string, expression: Expression, reader: TypeReader): Type {
  switch (name) {
    case 'string':
      return stringType;
    case 'number':
      return numberType;
    case 'bool':
      return boolType;
    case 'any':
      return anyType;
    case 'list':
    case 'set':
    case 'map':
      // A bare `list` is the old spelling of `list(any)`.
      return { kind: name, element: anyType };
    default:
      reader.report(
        `"${name}" is not a type: string, number, bool, any, or list(…), set(…), map(…), object({…}), tuple([…]).`,
        expression,
      );
      return anyType;
  }
}

function readConstructor(
  name: string,
  args: readonly Expression[],
  call: Expression,
  reader: TypeReader,
): Read {
  const [first] = args;
  const only = args.length === 1 ? first : undefined;
  if (name === 'list' || name === 'set' || name === 'map') {
    if (only === undefined)
      return refuse(`${name}(…) takes one type, the one of its elements.`, call, reader);
    const element = readTypeConstraint(only, reader);
    return { type: { kind: name, element: element.type }, defaults: nested([['', element]]) };
  }
  if (name === 'object') {
    if (only?.kind !== 'object')
      return refuse('object(…) takes a map of attribute names to types.', call, reader);
    return readObject(
      only.items.map((item) => [literalKey(item.key), item.value, item.key]),
      reader,
    );
  }
  if (name === 'tuple') {
    if (only?.kind !== 'tuple') return refuse('tuple(…) takes a list of types.', call, reader);
    const elements = only.elements.map((element) => readTypeConstraint(element, reader));
    return {
      type: { kind: 'tuple', elements: elements.map((element) => element.type) },
      defaults: nested(elements.map((element, index) => [String(index), element])),
    };
  }
  if (name === 'optional')
    return refuse('optional(…) can stand for the type of an object’s attribute only.', call, reader);
  return refuse(`"${name}" is not a type constructor: list, set, map, object, tuple.`, call, reader);
}

function refuse(message: string, expression: Expression, reader: TypeReader): Read {
  reader.report(message, expression);
  return anything;
}

function readObject(
  items: readonly (readonly [string | undefined, Expression, Expression])[],
  reader: TypeReader,
): Read {
  const attributes = new Map<string, ObjectAttributeType>();
  const values = new Map<string, Value>();
  const children: [string, Read][] = [];
  for (const [name, expression, key] of items) {
    if (name === undefined) {
      reader.report('The names of an object type’s attributes must be written out.', key);
      continue;
    }
    const optional = expression.kind === 'call' && expression.name === 'optional';
    const [inner, fallback] = optional ? expression.arguments : [expression];
    const read =
      inner === undefined
        ? refuse('optional(…) takes a type and, where wanted, a default.', expression, reader)
        : readTypeConstraint(inner, reader);
    attributes.set(name, { type: read.type, optional });
    if (fallback !== undefined) values.set(name, reader.evaluate(fallback));
    children.push([name, read]);
  }
  return { type: { kind: 'object', attributes }, defaults: nested(children, values) };
}

function nested(
  reads: readonly (readonly [string, Read])[],
  values: ReadonlyMap<string, Value> = new Map<string, Value>(),
): Defaults | undefined {
  const children = new Map<string, Defaults>();
  for (const [name, read] of reads) if (read.defaults !== undefined) children.set(name, read.defaults);
  return children.size === 0 && values.size === 0 ? undefined : { values, children };
}

function literalKey(key: Expression): string | undefined {
  if (key.kind === 'variable') return key.name;
  const part = key.kind === 'template' && key.parts.length === 1 ? key.parts[0] : undefined;
  return part?.kind === 'text' ? part.text : undefined;
}
