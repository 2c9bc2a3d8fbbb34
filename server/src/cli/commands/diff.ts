import type { Command } from 'commander';
import { compareNetworks, isSame } from '../../compare/compare';
import { plainSide } from '../../compare/side';
import { comparisonJson, comparisonText } from '../../compare/words';
import { codeSide } from '../../features/codeSide';
import type { Model } from '../../features/model';
import { takeAccount, type LiveOptions } from '../live';
import { readModel, readStateConfiguration, takeVariables, type SourceOptions } from '../source';
import { hasFailed, relativeName, wrongUse, type Failed, type Terminal } from '../terminal';

interface DiffFlags extends LiveOptions, Pick<SourceOptions, 'given'> {
  readonly snapshot: readonly string[];
  readonly live?: boolean;
  readonly state?: string;
  readonly assumeDefaults?: boolean;
  readonly json?: boolean;
}

/** `reachable diff`: code and account, or two snapshots. Status 0 the same, 1 different. */
export function diffCommand(command: Command, terminal: Terminal, finish: (status: number) => void): void {
  const snapshots = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  takeAccount(takeVariables(command.argument('[dir]', 'the root module (default: the working directory)')))
    .description(
      'say where code and account differ in who can reach whom, or what changed between two snapshots',
    )
    .option(
      '--snapshot <dir>',
      'compare with this snapshot; given twice: the first with the second',
      snapshots,
      [],
    )
    .option('--live', 'compare with an AWS account')
    .option('--state <file>', "the code's state, which tells what is which in AWS")
    .option('--assume-defaults', 'take what a snapshot lacks as AWS creates it')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nStatus: 0 the same, 1 different, 2 wrong use or unreadable input.')
    .action(async (directory: string | undefined, flags: DiffFlags) =>
      finish(await run(directory, flags, terminal)),
    );
}

async function run(directory: string | undefined, flags: DiffFlags, terminal: Terminal): Promise<number> {
  const sides = await readSides(directory, flags, terminal);
  if (hasFailed(sides)) {
    terminal.error(sides.failed);
    return wrongUse;
  }
  const { left, right, isCode, words } = sides;
  const state = flags.state === undefined ? undefined : readStateConfiguration(flags.state, terminal);
  if (state !== undefined && hasFailed(state)) {
    terminal.error(state.failed);
    return wrongUse;
  }
  const leftSide = isCode ? codeSide(left, state) : plainSide(left.network());
  const comparison = compareNetworks(
    { ...leftSide, index: left.index() },
    { ...plainSide(right.network()), index: right.index() },
    isCode,
  );
  const nameFile = (path: string): string => relativeName(path, terminal.directory);
  if (flags.json === true) terminal.out(`${JSON.stringify(comparisonJson(comparison), undefined, 2)}\n`);
  else
    terminal.out(
      comparisonText(comparison, { left: left.network(), right: right.network() }, { ...words, nameFile }),
    );
  return isSame(comparison) ? 0 : 1;
}

interface Sides {
  readonly left: Model;
  readonly right: Model;
  readonly isCode: boolean;
  readonly words: { readonly left: string; readonly right: string };
}

async function readSides(
  directory: string | undefined,
  flags: DiffFlags,
  terminal: Terminal,
): Promise<Sides | Failed> {
  const { snapshot, live = false } = flags;
  const assume = flags.assumeDefaults === undefined ? {} : { assumeDefaults: flags.assumeDefaults };
  const sources = [
    ...snapshot.map((folder) => ({ snapshot: folder, ...assume })),
    ...(live ? [liveFlags(flags)] : []),
  ];
  const [first, second, another] = sources;
  if (first === undefined) return { failed: 'Say with what to compare: --snapshot DIR, or --live.' };
  if (another !== undefined) return { failed: 'Two things can be compared, not more.' };
  if (second !== undefined && directory !== undefined)
    return { failed: 'Two things can be compared, not more: the code, or the first snapshot.' };
  const given = flags.given === undefined ? {} : { given: flags.given };
  const left = await readModel(directory, second === undefined ? given : first, terminal);
  if (hasFailed(left)) return left;
  const right = await readModel(undefined, second ?? first, terminal);
  if (hasFailed(right)) return right;
  const called = snapshot.length === 1 ? 'the snapshot' : `snapshot ${snapshot[1] ?? ''}`;
  return {
    left,
    right,
    isCode: second === undefined,
    words: {
      left: second === undefined ? 'the code' : `snapshot ${snapshot[0] ?? ''}`,
      right: live ? 'the account' : called,
    },
  };
}

function liveFlags({ profile, region, endpointUrl }: DiffFlags): LiveOptions & { readonly live: true } {
  return {
    live: true,
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
}
