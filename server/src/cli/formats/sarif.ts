import { rules } from '../../rules/index';
import type { Finding, Severity } from '../../rules/rule';
import type { Range } from '../../util/text';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/**
 * Findings as SARIF 2.1.0, for code scanning. Columns count UTF-16 code units, from 1.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function findingsAsSarif(findings: readonly Finding[], nameFile: (path: string) => string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        columnKind: 'utf16CodeUnits',
        tool: {
          driver: {
            name: 'reachable',
            informationUri: 'https://github.com/reachable-dev/reachable',
            rules: rules.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.title },
              defaultConfiguration: { level: levels[rule.severity] },
            })),
          },
        },
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex((rule) => rule.id === finding.rule),
          level: levels[finding.severity],
          message: { text: finding.message },
          locations: [location(finding.file, finding.range, nameFile)],
          relatedLocations: finding.related.map((one) => ({
            ...location(one.file, one.range, nameFile),
            message: { text: one.message },
          })),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function location(file: string, range: Range, nameFile: (path: string) => string): object {
  const uri = nameFile(file).split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri: file === nameFile(file) ? `file://${uri}` : uri },
      region: {
        startLine: range.start.line + 1,
        startColumn: range.start.character + 1,
        endLine: range.end.line + 1,
        endColumn: range.end.character + 1,
      },
    },
  };
}
