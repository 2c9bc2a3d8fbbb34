import { boolType, listType, stringType } from '../type';
import type { Value } from '../value';
import { isWhollyKnown } from '../values/facts';
import { failure, limitReached, type Failure } from '../values/failure';
import { booleanValue, listValue, stringValue } from '../values/make';
import { graphemes } from '../values/strings';
import { unknownFrom } from '../values/unknowns';
import { elementsOf, textOf, wholeNumber } from './arguments';
import { maximumElements, maximumText, numberParameter, textParameter, type BuiltIn } from './signature';

/** https://developer.hashicorp.com/terraform/language/functions#string-functions, but for formats and patterns. */
export const textFunctions: Record<string, BuiltIn> = {
  chomp: fromText(['str'], (text) => text.replace(/[\r\n]+$/, '')),
  endswith: textTest('suffix', (text, suffix) => text.endsWith(suffix)),
  indent: {
    parameters: [numberParameter('spaces'), textParameter('str')],
    result: stringType,
    call: ([spacesValue, text]) => {
      const spaces = wholeNumber(spacesValue, 0);
      if (typeof spaces !== 'number') return spaces;
      if (spaces < 0) return failure('the number of spaces must not be negative', 0);
      const lines = textOf(text).split('\n');
      if (spaces * lines.length > maximumText) return limitReached('the result would be too large');
      return stringValue(lines.join(`\n${' '.repeat(spaces)}`));
    },
  },
  join: {
    parameters: [textParameter('separator')],
    variadic: { name: 'lists', type: listType(stringType), known: 'not needed' },
    result: stringType,
    call: ([separator, ...lists]) => join(textOf(separator), lists),
  },
  lower: fromText(['str'], (text) => eachCharacter(text, (character) => character.toLowerCase())),
  split: {
    parameters: [textParameter('separator'), textParameter('str')],
    result: listType(stringType),
    call: ([separator, text]) => {
      const parts =
        textOf(separator) === '' ? Array.from(textOf(text)) : textOf(text).split(textOf(separator));
      if (parts.length > maximumElements) return limitReached('the result would be too large');
      return listValue(parts.map(stringValue), stringType);
    },
  },
  startswith: textTest('prefix', (text, prefix) => text.startsWith(prefix)),
  strcontains: textTest('substr', (text, part) => text.includes(part)),
  strrev: fromText(['str'], (text) => graphemes(text).reverse().join('')),
  substr: {
    parameters: [textParameter('str'), numberParameter('offset'), numberParameter('length')],
    result: stringType,
    call: ([text, offset, length]) => substring(textOf(text), wholeNumber(offset, 1), wholeNumber(length, 2)),
  },
  title: fromText(['str'], title),
  trim: fromText(['str', 'cutset'], (text, cutset) => {
    const cut = new Set(cutset);
    return trimEnds(text, (character) => cut.has(character));
  }),
  trimprefix: fromText(['str', 'prefix'], (text, prefix) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimspace: fromText(['str'], (text) => trimEnds(text, (character) => whiteSpace.test(character))),
  trimsuffix: fromText(['str', 'suffix'], (text, suffix) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  upper: fromText(['str'], (text) => eachCharacter(text, (character) => character.toUpperCase())),
};

/** A function of strings that yields a string. */
function fromText(names: readonly string[], operation: (text: string, other: string) => string): BuiltIn {
  return {
    parameters: names.map(textParameter),
    result: stringType,
    call: ([text, other]) => stringValue(operation(textOf(text), textOf(other))),
  };
}

function textTest(name: string, test: (text: string, part: string) => boolean): BuiltIn {
  return {
    parameters: [textParameter('str'), textParameter(name)],
    result: boolType,
    call: ([text, part]) => booleanValue(test(textOf(text), textOf(part))),
  };
}

function join(separator: string, lists: readonly Value[]): Value | Failure {
  if (lists.length === 0) return failure('at least one list is required', 1);
  if (!lists.every(isWhollyKnown)) return unknownFrom(stringType, lists, true);
  const texts: string[] = [];
  let length = 0;
  for (const [listIndex, list] of lists.entries()) {
    for (const [index, element] of elementsOf(list).entries()) {
      if (element.kind !== 'string') {
        const where = lists.length === 1 ? `element ${index}` : `element ${index} of list ${listIndex + 1}`;
        return failure(`${where} is null; cannot concatenate null values`, listIndex + 1);
      }
      texts.push(element.value);
      length += element.value.length + separator.length;
      if (length > maximumText + separator.length) return limitReached('the result would be too large');
    }
  }
  return stringValue(texts.join(separator));
}

/** Go maps each character to one other; those that JavaScript maps to several stay as they are. */
function eachCharacter(text: string, map: (character: string) => string): string {
  return Array.from(text, (character) => {
    if (character === 'İ') return map('I') === 'i' ? 'i' : character;
    const mapped = map(character);
    return Array.from(mapped).length === 1 ? mapped : character;
  }).join('');
}

/** In grapheme clusters. A negative offset counts from the end, a negative length takes all that follows. */
function substring(text: string, offset: number | Failure, length: number | Failure): Value | Failure {
  if (typeof offset !== 'number') return offset;
  if (typeof length !== 'number') return length;
  if (offset >= 0 && length === 0) return stringValue('');
  const all = graphemes(text);
  const start = Math.max(offset < 0 ? offset + all.length : offset, 0);
  // A length of zero behind a negative offset is not seen as one: Terraform takes all that follows.
  return stringValue(all.slice(start, length <= 0 ? undefined : start + length).join(''));
}

const whiteSpace = /^\p{White_Space}$/u;
const partOfWord = /^[\p{L}\p{Nd}_]$/u;

/** As Go's `strings.Title`: the first letter of each word in upper case. */
function title(text: string): string {
  let inWord = false;
  return Array.from(text, (character) => {
    const result = inWord ? character : eachCharacter(character, (letter) => letter.toUpperCase());
    const ascii = character <= '\x7f';
    inWord = ascii
      ? /^[0-9A-Za-z_]$/.test(character)
      : partOfWord.test(character) || !whiteSpace.test(character);
    return result;
  }).join('');
}

function trimEnds(text: string, isCut: (character: string) => boolean): string {
  const characters = Array.from(text);
  let start = 0;
  let end = characters.length;
  while (start < end && isCut(characters[start] ?? '')) start += 1;
  while (end > start && isCut(characters[end - 1] ?? '')) end -= 1;
  return characters.slice(start, end).join('');
}
