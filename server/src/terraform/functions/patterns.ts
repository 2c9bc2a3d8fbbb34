import { RE2JS } from 're2js';
import { anyType, listType, objectType, stringType, tupleType, type Type } from '../type';
import type { Value } from '../value';
import { failure, limitReached, type Failure } from '../values/failure';
import { listValue, nullValue, objectValue, stringValue, tupleValue } from '../values/make';
import { textOf } from './arguments';
import { maximumElements, maximumText, textParameter, type BuiltIn } from './signature';

/**
 * `regex`, `regexall` and `replace`. Patterns are RE2's, matched in linear time: a pattern in somebody's code must not
 * hang the editor, so JavaScript's own engine never sees one. https://github.com/google/re2/wiki/Syntax
 */
export const patternFunctions: Record<string, BuiltIn> = {
  regex: {
    parameters: [textParameter('pattern'), textParameter('string')],
    result: ([pattern]) => (pattern?.kind === 'string' ? typeOfPattern(pattern.value) : anyType),
    mayBeNull: true,
    call: ([pattern, text]) => {
      const compiled = compile(textOf(pattern), 0);
      if (compiled.kind === 'failure') return compiled;
      const [first] = findAll(compiled, textOf(text), 1);
      if (first === undefined) return failure('pattern did not match any part of the given string');
      return captured(compiled, first);
    },
  },
  regexall: {
    parameters: [textParameter('pattern'), textParameter('string')],
    result: ([pattern]) => listType(pattern?.kind === 'string' ? typeOfPattern(pattern.value) : anyType),
    call: ([pattern, text]) => {
      const compiled = compile(textOf(pattern), 0);
      if (compiled.kind === 'failure') return compiled;
      const matches = findAll(compiled, textOf(text), maximumElements);
      return listValue(
        matches.map((match) => captured(compiled, match)),
        resultType(compiled),
      );
    },
  },
  replace: {
    parameters: [textParameter('str'), textParameter('substr'), textParameter('replace')],
    result: stringType,
    call: ([text, part, replacement]) => replace(textOf(text), textOf(part), textOf(replacement)),
  },
};

interface Pattern {
  readonly kind: 'pattern';
  readonly regex: RE2JS;
  /** Names by group number, where groups have names; all have, or none. */
  readonly names: ReadonlyMap<number, string>;
  readonly groups: number;
}

/** The texts of the whole match and its groups, and where the match stands. */
interface Match {
  readonly start: number;
  readonly end: number;
  readonly texts: readonly (string | undefined)[];
}

function compile(source: string, argument: number): Pattern | Failure {
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it can not be read';
    return failure(`invalid regexp pattern: ${reason}`, argument);
  }
  const groups = regex.groupCount();
  const names = new Map(Object.entries(regex.namedGroups()).map(([name, index]) => [index, name]));
  if (names.size > 0 && names.size < groups) {
    return failure('cannot mix both named and unnamed capture groups in the same pattern', argument);
  }
  return { kind: 'pattern', regex, names, groups };
}

function typeOfPattern(source: string): Type {
  const compiled = compile(source, 0);
  return compiled.kind === 'failure' ? anyType : resultType(compiled);
}

function resultType({ groups, names }: Pattern): Type {
  if (groups === 0) return stringType;
  if (names.size > 0) return objectType([...names.values()].sort().map((name) => [name, stringType]));
  return tupleType(Array.from({ length: groups }, () => stringType));
}

function captured({ groups, names }: Pattern, { texts }: Match): Value {
  const values = texts.map((text) => (text === undefined ? nullValue(stringType) : stringValue(text)));
  if (groups === 0) return values[0] ?? nullValue(stringType);
  if (names.size === 0) return tupleValue(values.slice(1));
  return objectValue([...names].map(([index, name]) => [name, values[index] ?? nullValue(stringType)]));
}

/** All matches from left to right; an empty one that touches the one before does not count, as in Go. */
function findAll({ regex, groups }: Pattern, text: string, limit: number): Match[] {
  const matches: Match[] = [];
  const matcher = regex.matcher(text);
  let from = 0;
  let lastEnd = -1;
  while (from <= text.length && matches.length < limit && matcher.find(from)) {
    const start = matcher.start();
    const end = matcher.end();
    if (start < end || start !== lastEnd) {
      const texts = Array.from({ length: groups + 1 }, (_, index) => matcher.group(index) ?? undefined);
      matches.push({ start, end, texts });
    }
    lastEnd = end;
    from = start < end ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
  return matches;
}

function replace(text: string, part: string, replacement: string): Value | Failure {
  if (part.length < 2 || !part.startsWith('/') || !part.endsWith('/')) {
    const pieces = part === '' ? ['', ...Array.from(text), ''] : text.split(part);
    if (text.length + pieces.length * replacement.length > maximumText)
      return limitReached('the result would be too large');
    return stringValue(pieces.join(replacement));
  }
  const pattern = compile(part.slice(1, -1), 1);
  if (pattern.kind === 'failure') return pattern;
  let result = '';
  let from = 0;
  for (const match of findAll(pattern, text, Infinity)) {
    result += text.slice(from, match.start) + expand(replacement, match, pattern);
    from = match.end;
    if (result.length > maximumText) return limitReached('the result would be too large');
  }
  return stringValue(result + text.slice(from));
}

/** `$1`, `${name}` and `$$` in a replacement; a name is taken as long as it goes. */
function expand(template: string, match: Match, { names }: Pattern): string {
  return template.replace(
    /\$(?:\$|(\w+)|\{(\w+)\})/g,
    (all, bare: string | undefined, braced: string | undefined) => {
      const name = bare ?? braced;
      if (name === undefined) return '$';
      if (/^\d+$/.test(name)) return match.texts[Number(name)] ?? '';
      const index = [...names].find(([, other]) => other === name)?.[0];
      return index === undefined ? '' : (match.texts[index] ?? '');
    },
  );
}
