import type { Rule } from '../../server/src/rules/rule';
import type { RuleDoc } from './ruleDocs';

/** `docs/rules/<id>.md`: what a rule finds, how bad it is, where it comes from, and how to be rid of it. */
export function rulePage(rule: Rule, doc: RuleDoc | undefined): string {
  const finds = doc === undefined || doc.finds.length === 0 ? [`${rule.title}.`] : doc.finds;
  const sources = doc === undefined || doc.sources === '' ? [] : ['## Sources', doc.sources];
  return `${[
    `# \`${rule.id}\``,
    `${rule.title}.`,
    severityInWords(rule),
    '## What it finds',
    ...finds,
    ...sources,
    '## Configure',
    'In the settings of VS Code, as `off`, `hint`, `info`, `warning` or `error`:',
    `\`\`\`json\n"reachable.rules": { "${rule.id}": "${rule.strictOnly === true ? 'warning' : 'off'}" }\n\`\`\``,
    'On the command line, this rule alone:',
    `\`\`\`sh\nreachable check --rule ${rule.id}\n\`\`\``,
    '## Suppress',
    'At one place, by a comment on the line of the finding or the line above it; what follows the name is the reason:',
    `\`\`\`hcl\n# reachable:ignore ${rule.id} why this is meant to be\n\`\`\``,
  ].join('\n\n')}\n`;
}

/** `docs/rules/README.md`: all rules in one table. */
export function rulesPage(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| [\`${rule.id}\`](${rule.id}.md) | ${shortSeverity(rule)} | ${rule.title} |`,
  );
  return `# Rules

What Reachable finds in Terraform code, in the editor and with \`reachable check\`. A rule is silent where it would have
to guess: about values that are unknown, it says nothing.

| rule | severity | what it finds |
| --- | --- | --- |
${rows.join('\n')}

Rules with the severity _off_ are on, as warnings, with \`reachable check --profile strict\`, or where the settings name
them.
`;
}

function shortSeverity({ severity, strictOnly }: Rule): string {
  return strictOnly === true ? '_off_' : severity;
}

function severityInWords({ severity, strictOnly }: Rule): string {
  return strictOnly === true
    ? 'Off, unless the settings name it or the strict profile is asked for (`reachable check --profile strict`): then a **warning**.'
    : `Severity, unless the settings say otherwise: **${severity}**. A single finding may be milder where it matters less.`;
}
