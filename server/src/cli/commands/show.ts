import type { Command } from 'commander';
import { networkJson, networkText } from '../../explain/networkTables';
import { ansiStyle, plainStyle } from '../../explain/style';
import type { EvaluatedBody } from '../../terraform/configuration';
import { instanceValues } from '../../terraform/instanceValues';
import { writeJson, type WrittenValue } from '../../terraform/writeJson';
import { groupBy } from '../../util/collections';
import { readEvaluation, readModel, takeLiveSource, type LiveSourceOptions } from '../source';
import { hasFailed, wrongUse, type Failed, type Terminal } from '../terminal';

interface ShowFlags extends LiveSourceOptions {
  readonly resources?: boolean;
  readonly json?: boolean;
}

/** `reachable show`: the network model, or the evaluated resources. */
export function showCommand(command: Command, terminal: Terminal, finish: (status: number) => void): void {
  takeLiveSource(command.argument('[dir]', 'the root module (default: the working directory)'))
    .description('print the network model, or every resource instance with its evaluated attributes')
    .option('--resources', 'print the resource instances, as JSON')
    .option('--json', 'print as JSON')
    .action(async (directory: string | undefined, flags: ShowFlags) =>
      finish(await run(directory, flags, terminal)),
    );
}

async function run(directory: string | undefined, flags: ShowFlags, terminal: Terminal): Promise<number> {
  const text =
    flags.resources === true
      ? await resources(directory, flags, terminal)
      : await network(directory, flags, terminal);
  if (typeof text !== 'string') {
    terminal.error(text.failed);
    return wrongUse;
  }
  terminal.out(text);
  return 0;
}

async function network(
  directory: string | undefined,
  flags: ShowFlags,
  terminal: Terminal,
): Promise<string | Failed> {
  const model = await readModel(directory, flags, terminal);
  if (hasFailed(model)) return model;
  if (flags.json === true) return networkJson(model.network());
  return networkText(model.network(), terminal.colour ? ansiStyle : plainStyle);
}

/** `{"address": {attribute: value}}`: from code with everything that a plan would show, else with what the file says. */
async function resources(
  directory: string | undefined,
  flags: ShowFlags,
  terminal: Terminal,
): Promise<string | Failed> {
  if (flags.snapshot !== undefined) return { failed: 'A snapshot has no Terraform resources.' };
  if (flags.live === true) return { failed: 'A live account has no Terraform resources.' };
  if (flags.state === undefined && flags.plan === undefined) {
    const evaluation = await readEvaluation(directory, flags, terminal);
    if (hasFailed(evaluation)) return evaluation;
    return published(
      [...instanceValues(evaluation)].map(([address, { value }]) => [address, writeJson(value)]),
    );
  }
  const model = await readModel(directory, flags, terminal);
  if (hasFailed(model)) return model;
  const instances = model.configuration?.resources ?? [];
  return published(instances.map((resource) => [resource.address, bodyJson(resource.body)]));
}

function published(entries: readonly (readonly [address: string, attributes: WrittenValue])[]): string {
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

/** A body as an object; nested blocks are lists of objects under their type. */
function bodyJson(body: EvaluatedBody): WrittenValue {
  const attributes = [...body.attributes].map(([name, { value }]) => [name, writeJson(value)] as const);
  const blocks = [...groupBy(body.blocks, (block) => block.type)].map(
    ([type, same]) => [type, same.map((block) => bodyJson(block.body))] as const,
  );
  return Object.fromEntries<WrittenValue>([...attributes, ...blocks]);
}
