import path from 'node:path';
import type { Command } from 'commander';
import { listInWords } from '../explain/traffic';
import { readTraffic } from '../features/askedTraffic';
import { modelOf, modelOfNetwork, type Model } from '../features/model';
import { networkFromSnapshot } from '../network/fromAws/index';
import type { AskedTraffic } from '../reachability/question';
import { loadParser } from '../syntax/load';
import type { Configuration } from '../terraform/configuration';
import { isConfiguration } from '../terraform/definition/moduleFiles';
import { evaluateRoot, type Evaluation, type GivenVariables } from '../terraform/evaluateRoot';
import { readStateFile } from '../terraform/state/index';
import type { StateFile } from '../terraform/state/resource';
import { overlayPlan } from '../terraform/state/overlayPlan';
import { configurationFromState } from '../terraform/state/toConfiguration';
import { nodeDisk } from '../workspace/diskFiles';
import { createDocuments, type Documents } from '../workspace/documents';
import { readLive, takeAccount, type LiveOptions } from './live';
import { readSnapshotFiles } from './snapshotFiles';
import { hasFailed, relativeName, type Failed, type Terminal } from './terminal';

/** Where the network comes from, as every command takes it. */
export interface SourceOptions {
  readonly snapshot?: string;
  readonly state?: string;
  readonly plan?: string;
  readonly assumeDefaults?: boolean;
  /** `--var` and `--var-file` in the order in which they were given. */
  readonly given?: readonly GivenVariables[];
}

/** The same, or a live account. */
export interface LiveSourceOptions extends SourceOptions, LiveOptions {
  readonly live?: boolean;
}

/** Adds the options of `LiveSourceOptions` to a command. */
export function takeLiveSource(command: Command): Command {
  return takeAccount(takeSource(command).option('--live', 'ask an AWS account instead of code'));
}

/** Adds the options of `SourceOptions` to a command. */
export function takeSource(command: Command): Command {
  return takeVariables(
    command
      .option('--snapshot <dir>', 'ask an AWS snapshot instead of code')
      .option('--assume-defaults', 'take what a snapshot lacks as AWS creates it')
      .option('--state <file>', 'ask a Terraform state, or the output of "terraform show -json"')
      .option(
        '--plan <file>',
        'ask the output of "terraform show -json plan"; with DIR, references come from the code',
      ),
  );
}

/** Adds `--var` and `--var-file` to a command. They share one list: the later wins. */
export function takeVariables(command: Command): Command {
  const given: GivenVariables[] = [];
  command.hook('preAction', (_, action) => {
    action.setOptionValue('given', given);
  });
  return command
    .option('--var <name=value>', 'set a variable, as Terraform does; can be repeated', (text: string) => {
      const equals = text.indexOf('=');
      given.push({
        kind: 'variable',
        name: text.slice(0, Math.max(0, equals)),
        text: text.slice(equals + 1),
      });
    })
    .option('--var-file <file>', 'read variables from a file; can be repeated', (file: string) => {
      given.push({ kind: 'file', path: file });
    });
}

/** What a command asks about, and of which model; or why there is nothing to ask. */
export async function readAsked(
  directory: string | undefined,
  options: LiveSourceOptions & { readonly port?: string; readonly protocol?: string },
  terminal: Terminal,
): Promise<{ readonly traffic: AskedTraffic | undefined; readonly model: Model } | Failed> {
  const asked = readTraffic(options.protocol, options.port);
  if (asked.kind === 'problem') return { failed: asked.problem };
  const model = await readModel(directory, options, terminal);
  return hasFailed(model) ? model : { traffic: asked.traffic, model };
}

/** The model that a command is about, or why there is none. Problems with parts of it go to standard error. */
export async function readModel(
  directory: string | undefined,
  options: LiveSourceOptions,
  terminal: Terminal,
): Promise<Model | Failed> {
  if (options.live === true) return liveModel(options, terminal);
  if (options.profile !== undefined || options.region !== undefined)
    return { failed: 'A profile or Region is for a live account: say --live too.' };
  if (options.snapshot !== undefined)
    return snapshotModel(options.snapshot, options.assumeDefaults === true, terminal);
  if (options.state !== undefined) return stateModel(options.state, terminal);
  if (options.plan !== undefined) return planModel(directory, options, options.plan, terminal);
  const evaluation = await readEvaluation(directory, options, terminal);
  return hasFailed(evaluation) ? evaluation : modelOf(evaluation.configuration);
}

/** A root module, evaluated; or why it can not be. What is wrong in the code goes to standard error. */
export async function readEvaluation(
  directory: string | undefined,
  options: SourceOptions,
  terminal: Terminal,
): Promise<Evaluation | Failed> {
  const evaluation = await evaluateDirectory(directory, options, terminal);
  if (!hasFailed(evaluation)) tellProblems(evaluation.configuration, terminal);
  return evaluation;
}

/** As `readEvaluation`, for those who tell what is wrong in the code themselves. */
export async function evaluateDirectory(
  directory: string | undefined,
  options: SourceOptions,
  terminal: Terminal,
): Promise<Evaluation | Failed> {
  const root = absolute(directory ?? '.', terminal);
  const given = (options.given ?? []).map((one) =>
    one.kind === 'file' ? { ...one, path: absolute(one.path, terminal) } : one,
  );
  const files = createDocuments(nodeDisk);
  const wrong = wrongRoot(root, directory ?? '.', files) ?? wrongVariables(given, files, terminal.directory);
  if (wrong !== undefined) return wrong;
  return evaluateRoot({ root, files, parser: await loadParser(), given });
}

function wrongRoot(root: string, asked: string, files: Documents): Failed | undefined {
  const entries = files.list(root);
  if (entries === undefined) return { failed: `There is no folder "${asked}" that can be read.` };
  const found = entries.some((entry) => entry.kind === 'file' && isConfiguration(entry.name));
  return found
    ? undefined
    : { failed: `There is no Terraform code in "${asked}": no file there ends in .tf, .tofu or .tf.json.` };
}

function wrongVariables(
  given: readonly GivenVariables[],
  files: Documents,
  directory: string,
): Failed | undefined {
  for (const one of given) {
    if (one.kind === 'variable' && one.name === '')
      return { failed: 'A variable is set as --var name=value.' };
    if (one.kind === 'file' && files.read(one.path) === undefined)
      return {
        failed: `There is no file of variables "${relativeName(one.path, directory)}" that can be read.`,
      };
  }
  return undefined;
}

function snapshotModel(directory: string, assumeDefaults: boolean, terminal: Terminal): Model | Failed {
  const files = readSnapshotFiles(absolute(directory, terminal), nodeDisk);
  if (files === undefined) return { failed: `There is no folder "${directory}" that can be read.` };
  if (files.length === 0) return { failed: `There is no JSON file in "${directory}".` };
  const network = networkFromSnapshot(files, { assumeDefaults });
  tell(
    network.problems.map((problem) => problem.message),
    terminal,
  );
  return modelOfNetwork(network);
}

async function liveModel(options: LiveOptions, terminal: Terminal): Promise<Model | Failed> {
  const read = await readLive(options, terminal);
  if (hasFailed(read)) return read;
  tell(
    read.network.problems.map((problem) => problem.message),
    terminal,
  );
  return modelOfNetwork(read.network);
}

function stateModel(file: string, terminal: Terminal): Model | Failed {
  const state = readStateConfiguration(file, terminal);
  return hasFailed(state) ? state : modelOf(state);
}

/** The configuration that a state describes: for what it knows of ids. */
export function readStateConfiguration(file: string, terminal: Terminal): Configuration | Failed {
  const state = readState(file, terminal);
  return hasFailed(state) ? state : configurationFromState(state);
}

async function planModel(
  directory: string | undefined,
  options: SourceOptions,
  file: string,
  terminal: Terminal,
): Promise<Model | Failed> {
  if (directory === undefined) return stateModel(file, terminal);
  const evaluation = await readEvaluation(directory, options, terminal);
  if (hasFailed(evaluation)) return evaluation;
  const plan = readState(file, terminal);
  return hasFailed(plan) ? plan : modelOf(overlayPlan(evaluation.configuration, plan));
}

function readState(file: string, terminal: Terminal): StateFile | Failed {
  const bytes = nodeDisk.read(absolute(file, terminal), maximumStateLength);
  if (bytes === undefined)
    return { failed: `There is no file "${file}" that can be read (of 512 MB at most).` };
  const text = new TextDecoder().decode(bytes);
  if (text.length > largeStateLength) {
    const size = `${Math.round(text.length / 1e6)} MB`;
    tell([`${file} has ${size}: this may take a minute, and eight times that in memory.`], terminal);
  }
  const state = readStateFile(text);
  if (state.resources.length === 0 && state.problems.length > 0)
    return { failed: `${file}: ${state.problems[0] ?? ''}` };
  tell(
    state.problems.map((problem) => `${file}: ${problem}`),
    terminal,
  );
  return state;
}

/** States are far larger than code: 512 MB. */
const maximumStateLength = 512_000_000;

/** Past this a state keeps people waiting. */
const largeStateLength = 50_000_000;

/** Problems to tell one by one; a broken folder has thousands. */
const told = 10;

function tellProblems(configuration: Configuration, terminal: Terminal): void {
  const errors = configuration.problems.filter((problem) => problem.severity === 'error');
  tell(
    errors.map((problem) => {
      const place = configuration.locate(problem.source);
      const where =
        place === undefined
          ? ''
          : `${relativeName(place.path, terminal.directory)}:${place.range.start.line + 1}: `;
      return `${where}${problem.message}`;
    }),
    terminal,
  );
}

function tell(messages: readonly string[], terminal: Terminal): void {
  for (const message of messages.slice(0, told)) terminal.error(message);
  if (messages.length > told)
    terminal.error(`… and ${listInWords([`${messages.length - told} more problems`])}.`);
}

/** A path as the terminal's user means it. */
export function absolute(name: string, terminal: Terminal): string {
  return path.resolve(terminal.directory, name).replaceAll('\\', '/');
}
