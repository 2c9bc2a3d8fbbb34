import type { FileEdit } from '../../edits/fileEdit';
import { rulePage } from '../../features/diagnostics';
import { rules } from '../../rules/index';
import type { Finding, Fix, Rule, Severity } from '../../rules/rule';
import { groupBy } from '../../util/collections';
import type { Range } from '../../util/text';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/**
 * Findings as SARIF 2.1.0, for code scanning; `version` is the program's. Columns count UTF-16 code units, from 1.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function findingsAsSarif(
  findings: readonly Finding[],
  nameFile: (path: string) => string,
  version: string,
): string {
  const places = new Map(rules.map((rule, index) => [rule.id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'reachable',
            version,
            informationUri: 'https://github.com/reachable-dev/reachable',
            rules: rules.map(descriptor),
          },
        },
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: places.get(finding.rule) ?? -1,
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [location(finding.file, finding.range, nameFile)],
          relatedLocations: finding.related.map((one) => ({
            ...location(one.file, one.range, nameFile),
            message: { text: one.message },
          })),
          fixes: finding.fixes().map((fix) => fixAsSarif(fix, nameFile)),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor(rule: Rule): object {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    helpUri: rulePage(rule.id),
    defaultConfiguration: { enabled: rule.strictOnly !== true, level: levels[rule.severity] },
  };
}

function fixAsSarif(fix: Fix, nameFile: (path: string) => string): object {
  const byFile = [...groupBy(fix.edits, (edit: FileEdit) => edit.file)];
  return {
    description: { text: fix.title },
    artifactChanges: byFile.map(([file, edits]) => ({
      artifactLocation: artifact(file, nameFile),
      replacements: edits.map((edit) => ({
        deletedRegion: region(edit.range),
        insertedContent: { text: edit.newText },
      })),
    })),
  };
}

function location(file: string, range: Range, nameFile: (path: string) => string): object {
  return {
    physicalLocation: { artifactLocation: artifact(file, nameFile), region: region(range) },
  };
}

function artifact(file: string, nameFile: (path: string) => string): object {
  const uri = nameFile(file).split('/').map(encodeURIComponent).join('/');
  return { uri: file === nameFile(file) ? `file://${uri}` : uri };
}

function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
