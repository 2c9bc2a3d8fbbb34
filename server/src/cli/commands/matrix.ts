import { Option, type Command } from 'commander';
import { matrixSvg } from '../../explain/matrixSvg';
import { matrixCsv, matrixJson, matrixText } from '../../explain/matrixTables';
import { ansiStyle, plainStyle } from '../../explain/style';
import { matrix, type Matrix } from '../../reachability/index';
import { readAsked, takeLiveSource, type LiveSourceOptions } from '../source';
import { hasFailed, wrongUse, type Terminal } from '../terminal';

const formats = ['text', 'json', 'csv', 'svg'] as const;

interface MatrixFlags extends LiveSourceOptions {
  readonly port?: string;
  readonly protocol?: string;
  readonly format: (typeof formats)[number];
  readonly json?: boolean;
}

/** `reachable matrix`: who can reach whom. */
export function matrixCommand(command: Command, terminal: Terminal, finish: (status: number) => void): void {
  takeLiveSource(command.argument('[dir]', 'the root module (default: the working directory)'))
    .description('say who can reach whom: every pair of workloads, balancers, endpoints and the internet')
    .option('--port <port>', 'only this port, or range (8000-8010)')
    .option('--protocol <protocol>', 'only tcp, udp, icmp, or a number')
    .addOption(new Option('--format <format>', 'how to print it').choices(formats).default('text'))
    .option('--json', 'the same as --format json')
    .action(async (directory: string | undefined, flags: MatrixFlags) =>
      finish(await run(directory, flags, terminal)),
    );
}

async function run(directory: string | undefined, flags: MatrixFlags, terminal: Terminal): Promise<number> {
  const asked = await readAsked(directory, flags, terminal);
  if (hasFailed(asked)) {
    terminal.error(asked.failed);
    return wrongUse;
  }
  const { traffic, model } = asked;
  const format = flags.json === true ? 'json' : flags.format;
  terminal.out(print(matrix(model.index(), traffic), format, terminal));
  return 0;
}

function print(pairs: Matrix, format: MatrixFlags['format'], terminal: Terminal): string {
  switch (format) {
    case 'text':
      return matrixText(pairs, terminal.colour ? ansiStyle : plainStyle);
    case 'json':
      return matrixJson(pairs);
    case 'csv':
      return matrixCsv(pairs);
    case 'svg':
      return matrixSvg(pairs);
  }
}
