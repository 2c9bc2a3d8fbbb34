import type { Command } from 'commander';
import { answerText } from '../../explain/answerText';
import { ansiStyle, plainStyle } from '../../explain/style';
import { why } from '../../features/why';
import { readAsked, takeLiveSource, type LiveSourceOptions } from '../source';
import { hasFailed, relativeName, wrongUse, type Terminal } from '../terminal';

interface WhyFlags extends LiveSourceOptions {
  readonly from: string;
  readonly to: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly json?: boolean;
}

/** `reachable why`: answers a question. Status 0 reachable, 1 blocked, 3 unknown. */
export function whyCommand(command: Command, terminal: Terminal, finish: (status: number) => void): void {
  takeLiveSource(command.argument('[dir]', 'the root module (default: the working directory)'))
    .description('say whether, and if not why not, one end can reach another')
    .requiredOption('--from <end>', 'who opens the connection: an address, an AWS id, an IP, internet, …')
    .requiredOption('--to <end>', 'whom it is to')
    .option('--port <port>', 'a port, or a range (8000-8010)')
    .option('--protocol <protocol>', 'tcp, udp, icmp, -1, or a number')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nStatus: 0 reachable, 1 blocked, 3 unknown, 2 wrong use or unreadable input.')
    .action(async (directory: string | undefined, flags: WhyFlags) =>
      finish(await run(directory, flags, terminal)),
    );
}

const statuses = { reachable: 0, blocked: 1, unknown: 3 } as const;

async function run(directory: string | undefined, flags: WhyFlags, terminal: Terminal): Promise<number> {
  const asked = await readAsked(directory, flags, terminal);
  if (hasFailed(asked)) {
    terminal.error(asked.failed);
    return wrongUse;
  }
  const { traffic, model } = asked;
  const nameFile = (path: string): string => relativeName(path, terminal.directory);
  const outcome = why(model, { from: flags.from, to: flags.to, traffic: traffic }, { nameFile });
  if (outcome.kind === 'problem') {
    terminal.error(outcome.problem);
    return wrongUse;
  }
  const { answer } = outcome;
  if (flags.json === true) terminal.out(`${JSON.stringify(answer, undefined, 2)}\n`);
  else terminal.out(answerText(answer, terminal.colour ? ansiStyle : plainStyle));
  return statuses[answer.verdict];
}
