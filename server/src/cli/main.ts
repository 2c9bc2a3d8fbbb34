import { version } from '../../../package.json';
import { runCommandLine } from './program';
import type { Terminal } from './terminal';

const { env, stdout, stderr } = process;

const terminal: Terminal = {
  directory: process.cwd().replaceAll('\\', '/'),
  // https://no-color.org, https://force-color.org
  colour: stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(`${text}\n`),
};

// A reader that has seen enough (`| head`) is no error.
stdout.on('error', () => process.exit(0));

void runCommandLine(process.argv.slice(2), version, terminal).then((status) => {
  if (status !== undefined) process.exitCode = status;
});
