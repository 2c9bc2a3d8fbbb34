import type { LiveReader } from '../live/liveReader';

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
  /** Shows a line that the next one replaces; an empty one takes it away. */
  readonly progress: (line: string) => void;
  /** Asks the person; undefined where nobody is there, or they gave up. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Says that the person has interrupted the command. */
  readonly interrupted: AbortSignal;
  /** What reads AWS accounts: loaded by this call, and not before. */
  readonly accounts: () => LiveReader;
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
