import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-protocol';
import type { Finding, Severity } from '../rules/rule';
import { comparePositions } from '../util/text';
import type { LspSeverity, ToUri } from './locations';

/** What all our diagnostics have as their source. */
const diagnosticSource = 'reachable';

const severities: Readonly<Record<Severity, LspSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A finding as a diagnostic; its code links to the rule's page in the manual. */
export function diagnosticOf(finding: Finding, toUri: ToUri): Diagnostic {
  const related = finding.related.map(({ message, file, range }) => ({
    message,
    location: { uri: toUri(file), range },
  }));
  return {
    range: finding.range,
    severity: severities[finding.severity],
    source: diagnosticSource,
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule) },
    message: finding.message,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** The page of a rule in the manual. */
export function rulePage(rule: string): string {
  return `https://github.com/reachable-dev/reachable/blob/main/docs/rules/${rule}.md`;
}

/**
 * Findings of several roots, each place once: a shared module that two roots call has the same fault in both. They are
 * of one file, in the order of its lines.
 */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const { start, end } = finding.range;
    const key = `${finding.rule} ${start.line}:${start.character} ${end.line}:${end.character}`;
    const earlier = merged.get(key);
    const resources = [...new Set([...(earlier?.resources ?? []), ...finding.resources])];
    const related = [...(earlier?.related ?? []), ...finding.related];
    const distinct = new Map(related.map((one) => [JSON.stringify(one), one]));
    merged.set(key, { ...(earlier ?? finding), resources, related: [...distinct.values()] });
  }
  return [...merged.values()].sort((a, b) => comparePositions(a.range.start, b.range.start));
}
