import type { Finding } from '../../rules/rule';
import { relativeName, type Terminal } from '../terminal';
import { findingsAsGithub } from './github';
import { findingsAsJson } from './json';
import { findingsAsSarif } from './sarif';
import { findingsAsText } from './text';

/** How findings can be printed. */
export const findingFormats = ['text', 'json', 'sarif', 'github'] as const;

export type FindingFormat = (typeof findingFormats)[number];

/** Findings in one of the formats, with files named for this terminal; ends with a line end where it is not empty. `version` is the program's. */
export function formatFindings(
  findings: readonly Finding[],
  format: FindingFormat,
  terminal: Terminal,
  version: string,
): string {
  const nameFile = (path: string): string => relativeName(path, terminal.directory);
  switch (format) {
    case 'text':
      return findingsAsText(findings, nameFile, terminal.colour);
    case 'json':
      return findingsAsJson(findings, nameFile);
    case 'sarif':
      return findingsAsSarif(findings, nameFile, version);
    case 'github':
      return findingsAsGithub(findings, nameFile);
  }
}
