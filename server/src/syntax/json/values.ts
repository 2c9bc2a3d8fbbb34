import type { Node } from 'jsonc-parser';
import { type SyntaxContext, rangeOf } from '../context';
import type { Attribute, Expression, ObjectItem } from '../tree';
import type { StringMode } from './modes';
import { type JsonString, parseJsonString } from './strings';

/** Tells how the strings at a path of keys are read. */
export type ModeOf = (path: readonly string[]) => StringMode;

/** A property that is complete enough to be read. */
export interface Property {
  readonly name: string;
  readonly key: Node;
  /** Undefined while it is being typed. */
  readonly value: Node | undefined;
}

/** The properties of an object, comments (`"//"`) included. */
export function propertiesOf(node: Node): readonly Property[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined ? [] : [{ name: String(key.value), key, value }];
  });
}

/** Where a node ends. */
export function endOf(node: Node): number {
  return node.offset + node.length;
}

/** A property as an argument. */
export function parseAttribute(context: SyntaxContext, property: Property, modeOf: ModeOf): Attribute {
  const { name, key, value } = property;
  const expression = parseValue(context, value, [name], modeOf, endOf(key));
  return {
    kind: 'attribute',
    name,
    nameRange: nodeRange(context, key),
    expression,
    range: rangeOf(context, key.offset, value === undefined ? endOf(key) : endOf(value)),
  };
}

/** Where a node stands, quotes included. */
export function nodeRange(context: SyntaxContext, node: Node): Expression['range'] {
  return rangeOf(context, node.offset, endOf(node));
}

function parseValue(
  context: SyntaxContext,
  node: Node | undefined,
  path: readonly string[],
  modeOf: ModeOf,
  behind: number,
): Expression {
  // The JSON parser has said that a value is missing.
  if (node === undefined) return { kind: 'invalid', range: rangeOf(context, behind, behind) };
  const range = nodeRange(context, node);
  switch (node.type) {
    case 'string':
      return parseJsonString(context, jsonString(node), modeOf(path));
    case 'number':
      return parseNumber(context, node);
    case 'boolean':
      return { kind: 'boolean', value: node.value === true, range };
    case 'null':
      return { kind: 'null', range };
    case 'array': {
      const elements = (node.children ?? []).map((child) =>
        parseValue(context, child, path, modeOf, node.offset + 1),
      );
      return { kind: 'tuple', elements, range };
    }
    case 'object':
      return {
        kind: 'object',
        items: propertiesOf(node).map((item) => parseItem(context, item, path, modeOf)),
        range,
      };
    default:
      return { kind: 'invalid', range };
  }
}

function jsonString(node: Node): JsonString {
  return { value: String(node.value), start: node.offset, end: endOf(node) };
}

/** Names in an object are templates, as its strings are, unless the strings are literal. */
function parseItem(
  context: SyntaxContext,
  property: Property,
  path: readonly string[],
  modeOf: ModeOf,
): ObjectItem {
  const { name, key, value } = property;
  const inner = [...path, name];
  const keyMode = modeOf(path) === 'template' ? 'template' : 'literal';
  return {
    key: parseJsonString(context, jsonString(key), keyMode),
    value: parseValue(context, value, inner, modeOf, endOf(key)),
    range: rangeOf(context, key.offset, value === undefined ? endOf(key) : endOf(value)),
  };
}

/** JSON has negative numbers; the tree has the operator. */
function parseNumber(context: SyntaxContext, node: Node): Expression {
  const text = context.source.slice(node.offset, endOf(node));
  const range = nodeRange(context, node);
  if (!text.startsWith('-')) return { kind: 'number', text, range };
  const operandRange = rangeOf(context, node.offset + 1, endOf(node));
  return {
    kind: 'unary',
    operator: '-',
    operand: { kind: 'number', text: text.slice(1), range: operandRange },
    range,
  };
}
