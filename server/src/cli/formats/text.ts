import { plain } from '../../explain/escape';
import { ansiStyle, plainStyle } from '../../explain/style';
import { count } from '../../explain/traffic';
import type { Finding, Severity } from '../../rules/rule';
import type { Range } from '../../util/text';

/** Findings for people: `main.tf:3:17: error: … [rule]`, as compilers write them, with the places that help below. */
export function findingsAsText(
  findings: readonly Finding[],
  nameFile: (path: string) => string,
  colour: boolean,
): string {
  if (findings.length === 0) return 'No findings.\n';
  const style = colour ? ansiStyle : plainStyle;
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: style.bad,
    warning: style.doubtful,
    info: style.bold,
    hint: style.dim,
  };
  const lines = findings.flatMap((finding) => [
    `${style.bold(placeOf(nameFile(finding.file), finding.range))}: ${paint[finding.severity](finding.severity)}: ${plain(finding.message, 1000)} ${style.dim(`[${finding.rule}]`)}`,
    ...finding.related.map((one) =>
      style.dim(`  ${placeOf(nameFile(one.file), one.range)}: ${plain(one.message)}`),
    ),
  ]);
  return `${lines.join('\n')}\n\n${totals(findings)}\n`;
}

function placeOf(file: string, range: Range): string {
  return `${plain(file)}:${range.start.line + 1}:${range.start.character + 1}`;
}

function totals(findings: readonly Finding[]): string {
  const number = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    count(number('error'), 'error'),
    count(number('warning'), 'warning'),
    count(number('info'), 'note'),
    count(number('hint'), 'hint'),
  ];
  return `${parts.filter((part) => !part.startsWith('0 ')).join(', ')}.`;
}
