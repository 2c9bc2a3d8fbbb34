import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { version } from '../../../package.json';
import type { createAccountReader } from '../live/accountReader';
import { runCommandLine } from './program';
import type { Terminal } from './terminal';

const { env, stdin, stdout, stderr } = process;
const interruption = new AbortController();

/** Whether a line of progress stands in the terminal. */
let isShown = false;

const terminal: Terminal = {
  directory: process.cwd().replaceAll('\\', '/'),
  // https://no-color.org, https://force-color.org
  colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(`${clearLine()}${text}\n`),
  progress: (line) => {
    if (!stderr.isTTY) return;
    stderr.write(`${clearLine()}${line.slice(0, stderr.columns - 1)}`);
    isShown = line !== '';
  },
  ask: async (question) => {
    if (!stdin.isTTY) return undefined;
    const reading = createInterface({ input: stdin, output: stderr });
    try {
      return (await reading.question(`${clearLine()}${question}`, { signal: interruption.signal })).trim();
    } catch {
      return undefined;
    } finally {
      reading.close();
    }
  },
  interrupted: interruption.signal,
  accounts: () => {
    // Beside this bundle; it has the AWS SDK, which nobody should wait for who does not need it.
    const load = createRequire(__filename);
    const { createAccountReader: create } = load(join(__dirname, 'aws.js')) as {
      readonly createAccountReader: typeof createAccountReader;
    };
    return create({ version, now: Date.now });
  },
};

/** Takes the line of progress away, where one is shown. */
function clearLine(): string {
  const clear = isShown ? '\r\u001b[2K' : '';
  isShown = false;
  return clear;
}

// The first interruption calls the reading of an account off, the second ends the process, as without this.
process.once('SIGINT', () => {
  if (interruption.signal.aborted) return;
  interruption.abort();
  setTimeout(() => process.exit(130), 500).unref();
});

// A reader that has seen enough (`| head`) is no error.
stdout.on('error', () => process.exit(0));

void runCommandLine(process.argv.slice(2), version, terminal).then((status) => {
  if (status !== undefined) process.exitCode = status;
});
