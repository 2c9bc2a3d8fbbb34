import { anyType, boolType, numberType, stringType } from '../type';
import type { ObjectAttributeType, Type } from '../type';
import type { AttributeSchema, BlockSchema, BodySchema } from './schema';

/** The tables that codes point into. */
export interface Tables {
  readonly names: readonly string[];
  readonly types: readonly Type[];
}

/**
 * Reads a body as `scripts/generateProviderSchema.mjs` writes it: groups of attributes (`c0.2.em`: computed, of type 0,
 * names 2 and em in base 36) and nested blocks (`l7{…}`: a list of block 7).
 */
export function decodeBody(text: string, tables: Tables): BodySchema {
  return readBody({ text, at: 0 }, tables);
}

/** Reads one type: `s`, `ln`, `to(1:s,2:b)`. */
export function decodeType(text: string, names: readonly string[]): Type {
  return readType({ text, at: 0 }, names);
}

interface Cursor {
  readonly text: string;
  at: number;
}

const nestings: Readonly<Record<string, BlockSchema['nesting']>> = {
  l: 'list',
  s: 'set',
  m: 'map',
  o: 'single',
};

function readBody(cursor: Cursor, tables: Tables): BodySchema {
  const attributes = new Map<string, AttributeSchema>();
  const blocks = new Map<string, BlockSchema>();
  while (cursor.at < cursor.text.length) {
    if (cursor.text[cursor.at] === '}') {
      cursor.at += 1;
      break;
    }
    const word = readWord(cursor);
    if (cursor.text[cursor.at] === '{') {
      cursor.at += 1;
      const nesting = nestings[word.slice(0, 1)] ?? 'list';
      blocks.set(tables.names[parseInt(word.slice(1), 36)] ?? '', {
        nesting,
        body: readBody(cursor, tables),
      });
    } else if (word !== '') addGroup(word, tables, attributes);
    if (cursor.text[cursor.at] === ' ') cursor.at += 1;
  }
  return { attributes, blocks };
}

function readWord(cursor: Cursor): string {
  const start = cursor.at;
  while (cursor.at < cursor.text.length && !' {}'.includes(cursor.text[cursor.at] ?? '')) cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

function addGroup(word: string, { names, types }: Tables, attributes: Map<string, AttributeSchema>): void {
  const [head = '', ...members] = word.split('.');
  const flag = head.slice(0, 1);
  const schema: AttributeSchema = {
    type: types[parseInt(head.slice(1), 36)] ?? anyType,
    configurable: flag.toLowerCase() !== 'c',
    computed: 'cb'.includes(flag.toLowerCase()),
    sensitive: flag !== flag.toLowerCase(),
  };
  for (const member of members) attributes.set(names[parseInt(member, 36)] ?? '', schema);
}

function readType(cursor: Cursor, names: readonly string[]): Type {
  const letter = cursor.text[cursor.at];
  cursor.at += 1;
  switch (letter) {
    case 's':
      return stringType;
    case 'n':
      return numberType;
    case 'b':
      return boolType;
    case 'l':
      return { kind: 'list', element: readType(cursor, names) };
    case 't':
      return { kind: 'set', element: readType(cursor, names) };
    case 'm':
      return { kind: 'map', element: readType(cursor, names) };
    case 'o':
      return { kind: 'object', attributes: readAttributes(cursor, names) };
    default:
      return anyType;
  }
}

function readAttributes(cursor: Cursor, names: readonly string[]): ReadonlyMap<string, ObjectAttributeType> {
  const attributes = new Map<string, ObjectAttributeType>();
  cursor.at += 1;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ')') {
    const colon = cursor.text.indexOf(':', cursor.at);
    const name = names[parseInt(cursor.text.slice(cursor.at, colon), 36)] ?? '';
    cursor.at = colon + 1;
    attributes.set(name, { type: readType(cursor, names), optional: true });
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
  }
  cursor.at += 1;
  return attributes;
}
