import type { Command } from 'commander';
import { networkJson, networkText } from '../../explain/networkTables';
import { ansiStyle, plainStyle } from '../../explain/style';
import type { EvaluatedBody, Configuration } from '../../terraform/configuration';
import { writeJson, type WrittenValue } from '../../terraform/writeJson';
import { groupBy } from '../../util/collections';
import { readModel, takeSource, type SourceOptions } from '../source';
import { hasFailed, wrongUse, type Terminal } from '../terminal';

interface ShowFlags extends SourceOptions {
  readonly resources?: boolean;
  readonly json?: boolean;
}

/** `reachable show`: the network model, or the evaluated resources. */
export function showCommand(command: Command, terminal: Terminal, finish: (status: number) => void): void {
  takeSource(command.argument('[dir]', 'the root module (default: the working directory)'))
    .description('print the network model, or every resource instance with its evaluated attributes')
    .option('--resources', 'print the resource instances, as JSON')
    .option('--json', 'print as JSON')
    .action(async (directory: string | undefined, flags: ShowFlags) =>
      finish(await run(directory, flags, terminal)),
    );
}

async function run(directory: string | undefined, flags: ShowFlags, terminal: Terminal): Promise<number> {
  const model = await readModel(directory, flags, terminal);
  if (hasFailed(model)) {
    terminal.error(model.failed);
    return wrongUse;
  }
  if (flags.resources === true) {
    if (model.configuration === undefined) {
      terminal.error('A snapshot has no Terraform resources.');
      return wrongUse;
    }
    terminal.out(resourcesJson(model.configuration));
  } else if (flags.json === true) terminal.out(networkJson(model.network()));
  else terminal.out(networkText(model.network(), terminal.colour ? ansiStyle : plainStyle));
  return 0;
}

/** `{"address": {attribute: value}}`; nested blocks are lists of objects under their type. */
function resourcesJson(configuration: Configuration): string {
  const written = configuration.resources.map(
    (resource) => [resource.address, bodyJson(resource.body)] as const,
  );
  return `${JSON.stringify(Object.fromEntries(written), undefined, 2)}\n`;
}

function bodyJson(body: EvaluatedBody): WrittenValue {
  const attributes = [...body.attributes].map(([name, { value }]) => [name, writeJson(value)] as const);
  const blocks = [...groupBy(body.blocks, (block) => block.type)].map(
    ([type, same]) => [type, same.map((block) => bodyJson(block.body))] as const,
  );
  return Object.fromEntries<WrittenValue>([...attributes, ...blocks]);
}
