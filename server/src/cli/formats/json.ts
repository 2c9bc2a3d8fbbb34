import type { Finding, RelatedPlace } from '../../rules/rule';

/** Findings as the published JSON. Positions are LSP's (0-based, UTF-16). */
export function findingsAsJson(findings: readonly Finding[], nameFile: (path: string) => string): string {
  const place = <T extends { readonly file: string }>(one: T): T => ({ ...one, file: nameFile(one.file) });
  const published = findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    file: nameFile(finding.file),
    range: finding.range,
    resources: finding.resources,
    related: finding.related.map((one): RelatedPlace => place(one)),
    fixes: finding
      .fixes()
      .map((fix) => ({ title: fix.title, edits: fix.edits.map(place), preferred: fix.preferred })),
  }));
  return `${JSON.stringify({ version: 1, findings: published }, undefined, 2)}\n`;
}
