import type { Command } from 'commander';
import { evaluateExpressionText } from '../../terraform/expressionText';
import { writeText } from '../../terraform/writeJson';
import { readEvaluation, takeSource, type SourceOptions } from '../source';
import { hasFailed, wrongUse, type Terminal } from '../terminal';

interface EvalFlags extends SourceOptions {
  readonly json?: boolean;
}

/** `reachable eval`: what an expression comes to. Status 1 where Terraform would refuse it. */
export function evalCommand(command: Command, terminal: Terminal, finish: (status: number) => void): void {
  takeSource(
    command.argument('<dir-or-expression>', 'the root module, or the expression').argument('[expression]'),
  )
    .description('evaluate an expression, as terraform console would, and print it as JSON')
    .option('--json', 'print as JSON, which it does anyway')
    .action(async (first: string, second: string | undefined, flags: EvalFlags) => {
      const [directory, expression] = second === undefined ? [undefined, first] : [first, second];
      finish(await run(directory, expression, flags, terminal));
    });
}

async function run(
  directory: string | undefined,
  expression: string,
  flags: EvalFlags,
  terminal: Terminal,
): Promise<number> {
  // Problems of the folder are not the expression's.
  const evaluation = await readEvaluation(directory, flags, { ...terminal, error: () => undefined });
  if (hasFailed(evaluation)) {
    terminal.error(evaluation.failed);
    return wrongUse;
  }
  const { value, problems } = evaluateExpressionText(evaluation, expression);
  for (const problem of problems) terminal.error(problem.message);
  if (problems.length > 0) return 1;
  terminal.out(`${writeText(value)}\n`);
  return 0;
}
