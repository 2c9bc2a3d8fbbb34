import assert from 'node:assert/strict';
import { loadParser } from '../../../server/src/syntax/load';
import type { SyntaxParser } from '../../../server/src/syntax/parser';
import type { SyntaxFile } from '../../../server/src/syntax/tree';
import { dump, dumpFile, dumpProblem } from './dump';
import { dedent } from '../../support/dedent';

let parser: SyntaxParser | undefined;

before(async () => {
  parser = await loadParser();
});

/** The parser that all tests share. */
export function theParser(): SyntaxParser {
  assert.ok(parser, 'the parser is loaded before the tests');
  return parser;
}

/** Parses a file, native syntax unless `path` says otherwise. */
export function parse(text: string, previous?: SyntaxFile, path = 'main.tf'): SyntaxFile {
  return theParser().parseFile(path, text, previous);
}

/** Parses a file and compares its dump. Both texts may be indented; the shared indentation is taken off. */
export function checkParse(text: string, expected: string, path = 'main.tf'): void {
  assert.equal(dumpFile(parse(dedent(text), undefined, path)), dedent(expected));
}

/** Parses an expression, which must have no problems, and compares its dump. */
export function checkExpression(text: string, expected: string): void {
  const { expression, problems } = theParser().parseExpression(text);
  assert.deepEqual([dump(expression), ...problems.map((problem) => dumpProblem(problem))], [expected], text);
}

/** Parses an expression and compares its dump and its problems, one a line. */
export function checkExpressionProblems(
  text: string,
  expected: string,
  ...problems: readonly string[]
): void {
  const result = theParser().parseExpression(text);
  const actual = [
    dump(result.expression),
    ...result.problems.map((problem) => dumpProblem(problem).slice(2)),
  ];
  assert.deepEqual(actual, [expected, ...problems], text);
}
