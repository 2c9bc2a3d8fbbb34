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
  if (closed || last === undefined) return placed;
  const line = text.trimEnd().split('\n').length - 1;
  return [...placed, { chunk: refusedChunk('', 'This file is not closed: } is missing at its end'), line }];
}

function parseJsonChunk(grammar: Grammar, text: string, kind: 'configuration' | 'values'): Chunk {
  const { wrapped, shift } = wrap(text);
  const outer = positionsOf(text);
  const offset = (inner: number): number => Math.min(text.length, Math.max(0, inner - shift));
  const errors: ParseError[] = [];
  const root = parseTree(wrapped, errors, { disallowComments: true, allowTrailingComma: true });
  const problems: SpanProblem[] = errors.map((error) => describe(wrapped, error));
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

/** Puts the braces of the root around a chunk that has them not; `shift` is by how much it moved. */
function wrap(text: string): { readonly wrapped: string; readonly shift: number } {
  if (/^\s*\[/.test(text)) return { wrapped: text, shift: 0 };
  const opened = !/^\s*"/.test(text);
  const body = opened ? text : `{${text}`;
  return { wrapped: hasOpenRoot(body) ? `${body}}` : body, shift: opened ? 0 : 1 };
}

function hasOpenRoot(text: string): boolean {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: true });
  return errors.some(
    (error) =>
      printParseErrorCode(error.error) === 'CloseBraceExpected' && error.offset >= text.trimEnd().length,
  );
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

function describe(text: string, { error, offset, length }: ParseError): SpanProblem {
  const end = Math.min(text.length, offset + Math.max(1, length));
  return {
    message: messages[printParseErrorCode(error)] ?? 'This is not JSON',
    start: Math.min(offset, end),
    end,
  };
}
