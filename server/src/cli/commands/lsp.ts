import path from 'node:path';
import type { Command } from 'commander';

/** `reachable lsp --stdio`: the language server, for other editors. It is a bundle of its own, beside this one. */
export function lspCommand(command: Command): void {
  command
    .description('run the language server')
    .option('--stdio', 'speak over standard input and output (the default)')
    .action(() => {
      if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
      // The server reads its arguments itself, and ends the process when its client goes.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded by path, so that the bundles stay apart
      require(path.join(__dirname, 'server.js'));
    });
}
