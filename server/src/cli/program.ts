import { Command, CommanderError } from 'commander';
import { checkCommand } from './commands/check';
import { diffCommand } from './commands/diff';
import { evalCommand } from './commands/eval';
import { explainFlowCommand } from './commands/explainFlow';
import { lspCommand } from './commands/lsp';
import { matrixCommand } from './commands/matrix';
import { showCommand } from './commands/show';
import { snapshotCommand } from './commands/snapshot';
import { whyCommand } from './commands/why';
import { wrongUse, type Terminal } from './terminal';

/**
 * Runs the command line; the arguments are those behind the program's name. Gives the exit status, or undefined where
 * the process goes on by itself (the language server). Never rejects: what no command expects is one sentence too.
 */
export async function runCommandLine(
  args: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<number | undefined> {
  let status: number | undefined;
  const finish = (result: number): void => {
    status = result;
  };
  const program = createProgram(version, terminal, finish);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    terminal.error(
      `This should not have happened: ${error instanceof Error ? error.message : String(error)}`,
    );
    return wrongUse;
  }
}

/** The program with all its commands; `finish` gets the exit status of the one that has run. */
export function createProgram(
  version: string,
  terminal: Terminal,
  finish: (status: number) => void,
): Command {
  const program = new Command('reachable')
    .description(
      'Why can’t X reach Y? Answers for AWS networks, from Terraform code, snapshots or a live account.',
    )
    .version(version)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.out,
      outputError: (text) => terminal.error(oneSentence(text)),
    });
  const add = (name: string): Command => program.command(name).exitOverride().copyInheritedSettings(program);
  whyCommand(add('why'), terminal, finish);
  checkCommand(add('check'), terminal, finish, version);
  matrixCommand(add('matrix'), terminal, finish);
  showCommand(add('show'), terminal, finish);
  evalCommand(add('eval'), terminal, finish);
  diffCommand(add('diff'), terminal, finish);
  explainFlowCommand(add('explain-flow'), terminal, finish);
  snapshotCommand(add('snapshot'), terminal, finish);
  lspCommand(add('lsp'));
  return program;
}

/** `error: unknown option '--x'` as a sentence. */
function oneSentence(text: string): string {
  const message = text
    .replace(/^error:\s*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const start = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!)]$/.test(start) ? start : `${start}.`;
}
