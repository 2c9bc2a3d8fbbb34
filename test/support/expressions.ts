import { loadParser } from '../../server/src/syntax/load';
import type { SyntaxParser } from '../../server/src/syntax/parser';
import type { Expression } from '../../server/src/syntax/tree';
import { evaluateInConsole, type StrictResult } from '../../server/src/terraform/expressions/evaluate';
import type { Resolution, Scope } from '../../server/src/terraform/expressions/scope';
import type { Files } from '../../server/src/terraform/files';
import type { Value } from '../../server/src/terraform/value';
import { fixtureRoot } from './fixture';
import { memoryFiles } from './memoryFiles';

let loaded: Promise<SyntaxParser> | undefined;

/** The parser; loaded once for all tests. */
export function testParser(): Promise<SyntaxParser> {
  loaded ??= loadParser();
  return loaded;
}

/** What an expression of a test can see: values by their names (`local`, `var.x`), files, and where they are. */
export interface TestNames {
  readonly names?: Readonly<Record<string, Value>>;
  readonly files?: Files;
  readonly root?: string;
  /** The root, where it is not given. */
  readonly workspace?: string;
}

/** Evaluates a text as `terraform console` would. Syntax errors count as errors. */
export async function evaluateText(text: string, names: TestNames = {}): Promise<StrictResult> {
  const parser = await testParser();
  const { expression, problems } = parser.parseExpression(text);
  const result = evaluateInConsole(expression, testScope(parser, text, names));
  return { value: result.value, errors: [...problems, ...result.errors] };
}

/** Evaluates a tree that a test has made. */
export function evaluateTree(
  parser: SyntaxParser,
  expression: Expression,
  names: TestNames = {},
): StrictResult {
  return evaluateInConsole(expression, testScope(parser, '', names));
}

function testScope(
  parser: SyntaxParser,
  text: string,
  { names = {}, files = memoryFiles(new Map()), root = fixtureRoot, workspace = root }: TestNames,
): Scope {
  return {
    parser,
    files,
    directories: { module: root, root, workspace },
    chunk: { text, body: { attributes: [], blocks: [] }, comments: [], problems: [] },
    report: () => undefined,
    resolve: (first, attributes) => resolve(names, first, attributes),
  };
}

/** The longest name that there is; that what follows is an error of the evaluator's. */
function resolve(
  names: Readonly<Record<string, Value>>,
  first: string,
  attributes: readonly string[],
): Resolution {
  for (let consumed = attributes.length; consumed >= 0; consumed--) {
    const value = names[[first, ...attributes.slice(0, consumed)].join('.')];
    if (value !== undefined) return { value, consumed };
  }
  return { problem: `There is no ${[first, ...attributes].join('.')}.` };
}
