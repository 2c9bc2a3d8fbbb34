import type { Rule } from '../../server/src/rules/rule';
import type { Refusal } from './refusals';
import type { RuleDoc } from './ruleDocs';
import type { RuleExample } from './ruleExamples';

/** What there is to say of a rule besides what is in its object. */
export interface RuleFacts {
  readonly doc: RuleDoc | undefined;
  readonly example: RuleExample | undefined;
  /** Titles of the fixes that are offered for the example. */
  readonly fixes: readonly string[];
  readonly refusal: Refusal | undefined;
}

/** `docs/rules/<id>.md`: what a rule finds, how bad it is, where it comes from, and how to be rid of it. */
export function rulePage(rule: Rule, { doc, example, fixes, refusal }: RuleFacts): string {
  const finds = doc === undefined || doc.finds.length === 0 ? [`${rule.title}.`] : doc.finds;
  const sources = doc === undefined || doc.sources === '' ? [] : ['## Sources', doc.sources];
  return `${[
    `# \`${rule.id}\``,
    `${rule.title}.`,
    severityInWords(rule),
    '## What it finds',
    ...finds,
    ...(example === undefined ? [] : exampleSections(example)),
    ...(fixes.length === 0
      ? []
      : ['## Fixes', 'Offered for this:', fixes.map((fix) => `- ${fix}`).join('\n')]),
    ...(refusal === undefined ? [] : ['## What Terraform says to it', refusalInWords(refusal)]),
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

function exampleSections({ fails, passes, committed }: RuleExample): readonly string[] {
  const code = (text: string): string => `\`\`\`hcl\n${text.trimEnd()}\n\`\`\``;
  const before = committed === undefined ? [] : ['In the last commit:', code(committed)];
  return ['## Example', ...before, 'Found:', code(fails), 'Not found:', code(passes)];
}

function refusalInWords({ at, says }: Refusal): string {
  const quoted = `> ${says}`;
  switch (at) {
    case 'validate':
      return `\`terraform validate\` refuses it:\n\n${quoted}`;
    case 'plan':
      return `\`terraform plan\` refuses it, which \`terraform validate\` does not:\n\n${quoted}`;
    case 'apply':
      return `\`terraform apply\` refuses it, which \`terraform plan\` does not:\n\n${quoted}`;
    case 'nothing':
      return 'Terraform and the AWS provider do not refuse it: what is wrong shows in AWS, or at the next apply.';
  }
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
