import type { Chunk, Expression } from '../../syntax/tree';
import type { Problem } from '../configuration';
import { evaluate } from '../expressions/evaluate';
import type { Files } from '../files';
import type { Value } from '../value';
import type { Graph } from './context';
import { errorAt } from './told';

const noFiles: Files = { list: () => undefined, read: () => undefined, readBytes: () => undefined };

/** Evaluates what must not refer to anything: defaults of variables, and files of variables. */
export function evaluateConstant(
  graph: Graph,
  chunk: Chunk,
  expression: Expression,
  problems: Problem[],
): Value {
  const { root, parser } = graph.input;
  return evaluate(expression, {
    resolve: (name) => ({
      problem: `Only a literal value can stand here: "${name}" refers to something else.`,
    }),
    files: noFiles,
    parser,
    directories: { module: root, root, workspace: root },
    chunk,
    report: (message, range) => {
      problems.push(errorAt(message, { chunk, range }));
    },
  });
}
