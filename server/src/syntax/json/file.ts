import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { SyntaxContext } from '../context';
import { refusedChunk, toSyntaxProblems } from '../nativeChunk';
import { mappedPositions, positionsOf } from '../positions';
import type { Reuse } from '../reuse';
import type { SpanProblem } from '../token';
import type { Chunk, PlacedChunk } from '../tree';
import type { Grammar } from '../treeSitter';
import { commentsOf, parseConfiguration, parseValues } from './blocks';
import { cutJson } from './cut';
import { propertiesOf } from './values';

/** A file of Terraform's JSON syntax: configuration, or values of variables when `kind` says so. */
export function parseJsonFile(
  grammar: Grammar,
  text: string,
  kind: 'configuration' | 'values',
  reuse: Reuse,
): readonly PlacedChunk[] {
  const { chunks, closed, tooDeep } = cutJson(text);
  if (tooDeep) {
    const message = 'Brackets are nested too deeply; this file is not analysed';
    return [{ chunk: reuse(text, (refused) => refusedChunk(refused, message)), line: 0 }];
  }
  const placed = chunks.map((piece) => {
    const chunk = reuse(piece.text, (chunkText) => parseJsonChunk(grammar, chunkText, kind));
    return { chunk, line: piece.line };
  });
  const last = placed.at(-1);
  const explained = placed.some(({ chunk }) => chunk.problems.length > 0);
  if (closed || explained || last === undefined) return placed;
  const line = text.trimEnd().split('\n').length - 1;
  return [...placed, { chunk: refusedChunk('', 'This file is not closed: } is missing at its end'), line }];
}

function parseJsonChunk(grammar: Grammar, text: string, kind: 'configuration' | 'values'): Chunk {
  const { wrapped, shift } = wrap(text);
  const outer = positionsOf(text);
  const offset = (inner: number): number => Math.min(text.length, Math.max(0, inner - shift));
  const errors: ParseError[] = [];
  const root = parseTree(wrapped, errors, { disallowComments: true, allowTrailingComma: false });
  const problems: SpanProblem[] = describeAll(wrapped, withoutOpenRoot(errors));
  const context: SyntaxContext = {
    source: wrapped,
    positions: mappedPositions(outer, offset),
    grammar,
    problems,
    depth: 0,
  };
  const properties = rootObjects(root).flatMap(propertiesOf);
  if (root !== undefined && root.type !== 'object' && root.type !== 'array') {
    problems.push({
      message: 'Expected an object: { … }',
      start: root.offset,
      end: root.offset + root.length,
    });
  }
  return {
    text,
    body: kind === 'values' ? parseValues(context, properties) : parseConfiguration(context, properties),
    comments: root === undefined ? [] : commentsOf(context, root),
    problems: toSyntaxProblems(context.positions, problems),
  };
}

function rootObjects(root: Node | undefined): readonly Node[] {
  if (root?.type === 'array') return (root.children ?? []).filter((child) => child.type === 'object');
  return root?.type === 'object' ? [root] : [];
}

/** A chunk as a text that is JSON, up to the closing brace of the root; `shift` is by how much it moved. */
function wrap(text: string): { readonly wrapped: string; readonly shift: number } {
  const body = text.endsWith(',') ? text.slice(0, -1) : text;
  return /^\s*"/.test(text) ? { wrapped: `{${body}`, shift: 1 } : { wrapped: body, shift: 0 };
}

/** The root's closing brace is in the last chunk only: that it is missing is no error here, that others are is. */
function withoutOpenRoot(errors: readonly ParseError[]): readonly ParseError[] {
  const root = errors.findLastIndex(({ error }) => printParseErrorCode(error) === 'CloseBraceExpected');
  return errors.filter((_, index) => index !== root);
}

const messages: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'This is not a number',
  PropertyNameExpected: 'Expected a name in double quotes',
  ValueExpected: 'Expected a value',
  ColonExpected: 'Expected : after the name',
  CommaExpected: 'Expected a comma',
  CloseBraceExpected: 'This object is not closed: } is missing',
  CloseBracketExpected: 'This array is not closed: ] is missing',
  EndOfFileExpected: 'Nothing is expected here',
  InvalidCommentToken: 'JSON has no comments; Terraform ignores properties named "//"',
  UnexpectedEndOfString: 'This string is not closed: " is missing',
  InvalidUnicode: 'This is not an escape sequence: \\u is followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'This is not an escape sequence',
  InvalidCharacter: 'This character has to be written as an escape sequence',
};

/** One problem at a place is enough. */
function describeAll(text: string, errors: readonly ParseError[]): SpanProblem[] {
  const first = errors
    .slice(0, 100)
    .filter(({ offset }, index) => errors.findIndex((other) => other.offset === offset) === index);
  return first.map(({ error, offset, length }) => {
    const end = Math.min(text.length, offset + Math.max(1, length));
    const message = messages[printParseErrorCode(error)] ?? 'This is not JSON';
    return { message, start: Math.max(0, Math.min(offset, end - 1)), end };
  });
}
