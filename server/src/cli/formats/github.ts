import type { Finding, Severity } from '../../rules/rule';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * Findings as GitHub Actions' workflow commands: annotations in the lines of a pull request.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function findingsAsGithub(findings: readonly Finding[], nameFile: (path: string) => string): string {
  return findings
    .map(({ severity, file, range, rule, message }) => {
      const properties = {
        file: nameFile(file),
        line: String(range.start.line + 1),
        endLine: String(range.end.line + 1),
        col: String(range.start.character + 1),
        endColumn: String(range.end.character + 1),
        title: rule,
      };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
      return `::${commands[severity]} ${list.join(',')}::${escapeData(message)}\n`;
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
