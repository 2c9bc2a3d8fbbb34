import type { Command } from 'commander';
import { createProgram, runCommandLine } from '../../server/src/cli/program';
import type { Terminal } from '../../server/src/cli/terminal';

/** What a command printed, and its exit status. */
export interface Printed {
  readonly status: number | undefined;
  readonly out: string;
  readonly error: string;
}

/** Runs a line such as `reachable why examples/three-tier …` in a folder, without colours and without AWS. */
export async function runLine(line: string, directory: string): Promise<Printed> {
  let out = '';
  let error = '';
  const status = await runCommandLine(wordsOf(line).slice(1), '0.0.0', {
    ...silent(directory),
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
  });
  return { status, out, error };
}

/** The words of a command line, as a shell takes it apart: by spaces, but for what stands in quotes. */
export function wordsOf(line: string): readonly string[] {
  const words = line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g);
  return [...words].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

/** The commands of the program, by name, in the order of its help. */
export function commands(): ReadonlyMap<string, Command> {
  const program = createProgram('0.0.0', silent('/'), () => undefined);
  return new Map(program.commands.map((command) => [command.name(), command]));
}

/** What `reachable NAME --help` prints, 100 columns wide, whatever the terminal is. */
export function helpOf(name: string): string {
  const command = commands().get(name);
  let help = '';
  command?.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 100 }).outputHelp();
  return help;
}

function silent(directory: string): Terminal {
  return {
    directory,
    colour: false,
    out: () => undefined,
    error: () => undefined,
    progress: () => undefined,
    ask: () => Promise.resolve(undefined),
    interrupted: new AbortController().signal,
    accounts: () => {
      throw new Error('The manual is made without an account.');
    },
  };
}
