import type { Command } from 'commander';
import { plain } from '../explain/escape';
import type { AccountChoice } from '../aws/choice';
import type { RefusedCall } from '../aws/readAccount';
import type { Asking, LiveNetwork, LiveReader } from '../live/liveReader';
import type { Failed, Terminal } from './terminal';

/** Which accounts a command reads. Each profile is read in each Region. */
export interface LiveOptions {
  readonly profile?: readonly string[];
  readonly region?: readonly string[];
  readonly endpointUrl?: string;
}

/** Adds the options of `LiveOptions` to a command. */
export function takeAccount(command: Command): Command {
  const more = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return command
    .option('--profile <profile>', 'the AWS profile to read with; can be repeated', more)
    .option('--region <region>', 'the AWS Region to read; can be repeated', more)
    .option('--endpoint-url <url>', 'another API in place of AWS');
}

/** The accounts and Regions that the options choose. */
export function choicesOf({ profile = [], region = [], endpointUrl }: LiveOptions): readonly AccountChoice[] {
  const profiles = profile.length === 0 ? [undefined] : profile;
  const regions = region.length === 0 ? [undefined] : region;
  return profiles.flatMap((profileName) =>
    regions.map((regionName) => ({
      ...(profileName === undefined ? {} : { profile: profileName }),
      ...(regionName === undefined ? {} : { region: regionName }),
      ...(endpointUrl === undefined ? {} : { endpointUrl }),
    })),
  );
}

/** Reads the accounts; says first whose they are, and afterwards what could not be read. */
export async function readLive(options: LiveOptions, terminal: Terminal): Promise<LiveNetwork | Failed> {
  const choices = choicesOf(options);
  return withReader(terminal, async (reader, asking) => {
    for (const choice of choices) {
      const identity = await reader.identify(choice, asking);
      if ('problem' in identity) return { failed: identity.problem };
      const through = identity.endpointUrl === undefined ? '' : ` through ${identity.endpointUrl}`;
      terminal.error(
        plain(`Reading account ${identity.account} in ${identity.region}${through} as ${identity.arn}.`, 300),
      );
    }
    const read = await reader.read(choices, asking);
    if ('problem' in read) return { failed: read.problem };
    for (const call of read.refused) terminal.error(refusedText(call));
    return read;
  });
}

/** Runs with a reader that is called off by the person's interruption and ends with the command. */
export async function withReader<T>(
  terminal: Terminal,
  use: (reader: LiveReader, asking: Asking) => Promise<T>,
): Promise<T | Failed> {
  const reader = terminal.accounts();
  const asking: Asking = {
    signal: terminal.interrupted,
    askMfaCode: (device) => terminal.ask(`MFA code of ${device}: `),
    onProgress: ({ done, total, command, found }) =>
      terminal.progress(`${done} of ${total} calls: ${command} (${found})`),
  };
  try {
    return await use(reader, asking);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return { failed: 'Called off.' };
    throw error;
  } finally {
    terminal.progress('');
    reader.dispose();
  }
}

function refusedText({ command, code, permission }: RefusedCall): string {
  const needs = permission === undefined ? '' : `; it needs the permission ${permission}`;
  return plain(
    `Unknown is what "aws ${command}" tells, because it was not answered in full (${code}${needs}).`,
    400,
  );
}
