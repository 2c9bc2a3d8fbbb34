import { Option, type Command } from 'commander';
import { findingsOf } from '../../features/findings';
import { rules } from '../../rules/index';
import { defaultRuleSettings } from '../../rules/settings';
import { loadParser } from '../../syntax/load';
import type { Configuration } from '../../terraform/configuration';
import { readCommitted, type Committed } from '../../workspace/committed';
import { nodeDisk } from '../../workspace/diskFiles';
import { createDocuments } from '../../workspace/documents';
import { gitHistory } from '../../workspace/gitHistory';
import { closestName } from '../../util/closestName';
import { formatFindings, findingFormats, type FindingFormat } from '../formats/findings';
import { evaluateDirectory, takeSource, type SourceOptions } from '../source';
import { hasFailed, wrongUse, type Terminal } from '../terminal';

interface CheckFlags extends SourceOptions {
  readonly format: FindingFormat;
  readonly json?: boolean;
  readonly rule?: readonly string[];
  readonly profile: 'default' | 'strict';
}

/** `reachable check`: all findings. Status 1 where one of them is an error or a warning; `version` is the program's. */
export function checkCommand(
  command: Command,
  terminal: Terminal,
  finish: (status: number) => void,
  version: string,
): void {
  takeSource(command.argument('[dir]', 'the root module (default: the working directory)'))
    .description('find what is wrong')
    .addOption(new Option('--format <format>', 'how to print them').choices(findingFormats).default('text'))
    .option('--json', 'the same as --format json')
    .option('--rule <id...>', 'only these rules')
    .addOption(
      new Option('--profile <profile>', 'which rules are on')
        .choices(['default', 'strict'])
        .default('default'),
    )
    .addHelpText(
      'after',
      '\nStatus: 0 no error or warning found, 1 some found, 2 wrong use or unreadable input.',
    )
    .action(async (directory: string | undefined, flags: CheckFlags) =>
      finish(await run(directory, flags, terminal, version)),
    );
}

async function run(
  directory: string | undefined,
  flags: CheckFlags,
  terminal: Terminal,
  version: string,
): Promise<number> {
  const only = flags.rule ?? [];
  const ids = rules.map((rule) => rule.id);
  for (const id of only.filter((one) => !ids.includes(one))) {
    const close = closestName(id, ids);
    terminal.error(`There is no rule "${id}"${close === undefined ? '.' : `; did you mean ${close}?`}`);
    return wrongUse;
  }
  if (flags.snapshot !== undefined || flags.state !== undefined) {
    terminal.error('Only code can be checked: a snapshot or a state has no place to report a finding at.');
    return wrongUse;
  }
  const evaluation = await evaluateDirectory(directory, flags, terminal);
  if (hasFailed(evaluation)) {
    terminal.error(evaluation.failed);
    return wrongUse;
  }
  const findings = findingsOf(
    evaluation.configuration,
    { ...defaultRuleSettings, only, profile: flags.profile },
    await committedFiles(evaluation.configuration),
    (rule, error) =>
      terminal.error(`The rule ${rule} failed, and says nothing (${String(error)}). Please report this.`),
  );
  terminal.out(formatFindings(findings, flags.json === true ? 'json' : flags.format, terminal, version));
  return findings.some((finding) => finding.severity === 'error' || finding.severity === 'warning') ? 1 : 0;
}

/** What git says of the last commit, for the rules that compare with it. */
async function committedFiles(configuration: Configuration): Promise<Committed['changedFiles']> {
  const directories = new Set(configuration.resources.map((resource) => resource.module.directory));
  const files = createDocuments(nodeDisk);
  const read = (path: string): string | undefined => files.read(path);
  return readCommitted([...directories], { history: gitHistory, parser: await loadParser(), read });
}
