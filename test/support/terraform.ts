import { loadParser } from '../../server/src/syntax/load';
import type { SyntaxParser } from '../../server/src/syntax/parser';
import type { Configuration } from '../../server/src/terraform/configuration';
import type { Evaluation, RootInput } from '../../server/src/terraform/evaluateRoot';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { evaluateExpressionText } from '../../server/src/terraform/expressionText';
import type { WrittenValue } from '../../server/src/terraform/writeJson';
import { writeJson } from '../../server/src/terraform/writeJson';
import { fixtureRoot } from './fixture';
import { fixtureFiles } from './memoryFiles';

let parser: Promise<SyntaxParser> | undefined;

/** The parser, loaded once for all tests. */
export function sharedParser(): Promise<SyntaxParser> {
  return (parser ??= loadParser());
}

/** Evaluates a fixture's root module. */
export async function evaluateFixture(text: string, options: Partial<RootInput> = {}): Promise<Evaluation> {
  const input: RootInput = {
    root: fixtureRoot,
    files: fixtureFiles(text),
    parser: await sharedParser(),
    ...options,
  };
  return evaluateRoot(input);
}

/** What expressions come to in the root module of an evaluation, written as `reachable eval` does. */
export function valuesOf(
  evaluation: Evaluation,
  expressions: readonly string[],
): Record<string, WrittenValue> {
  return Object.fromEntries(
    expressions.map((expression) => {
      const { value, problems } = evaluateExpressionText(evaluation, expression);
      return [
        expression,
        problems.length > 0
          ? `problem: ${problems.map(({ message }) => message).join(' ')}`
          : writeJson(value),
      ];
    }),
  );
}

/** `main.tf:3:5 message`, 1-based, for each problem. */
export function problemsOf(configuration: Configuration): string[] {
  return configuration.problems.map(({ message, source }) => {
    const place = configuration.locate(source);
    if (place === undefined) return `nowhere: ${message}`;
    const { line, character } = place.range.start;
    return `${place.path.replace(`${fixtureRoot}/`, '')}:${line + 1}:${character + 1} ${message}`;
  });
}
