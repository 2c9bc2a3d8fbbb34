/**
 * The command line: `main.ts` starts it, `program.ts` has the table of commands, `commands/` one file each. What it
 * prints to, and where it runs, comes in through this interface, so that tests need no process.
 */
export interface Terminal {
  /** The working directory: absolute, forward slashes. Files are named relative to it. */
  readonly directory: string;
  /** Whether standard output takes ANSI colours. */
  readonly colour: boolean;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Exit statuses that mean the same everywhere; https://no-color.org and the manual name the rest. */
export const wrongUse = 2;

/** What a command could not do, in one sentence for standard error; the status is 2 unless it says otherwise. */
export interface Failed {
  readonly failed: string;
}

/** Whether a step could not be done. */
export function hasFailed(result: object): result is Failed {
  return 'failed' in result;
}

/** A file's name for this terminal: relative to the working directory where it is below it. */
export function relativeName(path: string, directory: string): string {
  const base = directory.endsWith('/') ? directory : `${directory}/`;
  return path.startsWith(base) ? path.slice(base.length) : path;
}
