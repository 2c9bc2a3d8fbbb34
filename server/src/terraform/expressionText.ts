import type { Chunk } from '../syntax/tree';
import type { Evaluation } from './evaluateRoot';
import type { ModulePath } from './evaluation/context';
import { scopeAt } from './evaluation/scope';
import { evaluate } from './expressions/evaluate';
import type { Problem } from './configuration';
import type { Value } from './value';
import type { SyntaxProblem } from '../syntax/tree';

/** What an expression comes to, and what Terraform would refuse it for (ranges are those of its text). */
export interface ExpressionResult {
  readonly value: Value;
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Evaluates an expression as `terraform console` would, in the root module or another (`module.net["a"]`). An address
 * that leads to no module is told as a problem, and the expression seen from the root.
 */
export function evaluateExpressionText(
  evaluation: Evaluation,
  text: string,
  moduleAddress = '',
): ExpressionResult {
  const { graph } = evaluation.state;
  const { expression, problems: syntax } = graph.input.parser.parseExpression(text);
  const chunk: Chunk = { text, body: { attributes: [], blocks: [] }, comments: [], problems: syntax };
  const module = findModule(evaluation, moduleAddress);
  const problems: Problem[] = [];
  const value = evaluate(
    expression,
    scopeAt(graph, { module: module ?? graph.root, chunk, names: {}, problems }),
  );
  const missing =
    module === undefined
      ? [{ message: `There is no module instance ${moduleAddress}.`, range: expression.range }]
      : [];
  return {
    value,
    problems: [
      ...missing,
      ...syntax,
      ...problems.map(({ message, source }) => ({ message, range: source.range })),
    ],
  };
}

function findModule(
  { state: { graph }, configuration }: Evaluation,
  address: string,
): ModulePath | undefined {
  if (address === '') return graph.root;
  const visit = (path: ModulePath): ModulePath | undefined => {
    const names = graph.definition(graph.directory(path) ?? '')?.calls.keys() ?? [];
    for (const name of names) {
      for (const key of graph.expansion(path, 'calls', name).value.instances.keys()) {
        const child = graph.child(path, name, key);
        if (child.address === address) return child;
        if (address.startsWith(`${child.address}.`)) return visit(child);
      }
    }
    return undefined;
  };
  return configuration.module.calls.length === 0 ? undefined : visit(graph.root);
}
