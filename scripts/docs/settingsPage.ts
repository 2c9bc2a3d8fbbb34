/** A setting, as `package.json` contributes it. */
export interface Setting {
  readonly type: string;
  readonly scope: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly additionalProperties?: { readonly enum?: readonly string[] };
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** Where VS Code lets a setting be set: https://code.visualstudio.com/api/references/contribution-points#contributes.configuration */
const scopes: Readonly<Record<string, string>> = {
  resource: 'user, workspace or folder',
  window: 'user or workspace',
  machine: 'user settings only: a workspace can not set it',
};

/** `docs/settings.md`: every setting of the manifest, with the text that VS Code shows (`texts` is `package.nls.json`). */
export function settingsPage(
  settings: Readonly<Record<string, Setting>>,
  texts: Readonly<Record<string, string>>,
): string {
  const sections = Object.entries(settings).map(([name, setting]) => {
    const key = (setting.markdownDescription ?? setting.description ?? '').replaceAll('%', '');
    const values = setting.enum ?? setting.additionalProperties?.enum;
    return [
      `## \`${name}\``,
      (texts[key] ?? '').replace(/`#([\w.]+)#`/g, '`$1`'),
      [
        `- Type: ${setting.type}${values === undefined ? '' : ` of ${values.map((value) => `\`${value}\``).join(', ')}`}`,
        `- Default: \`${JSON.stringify(setting.default)}\``,
        `- Where: ${scopes[setting.scope] ?? setting.scope}`,
      ].join('\n'),
    ].join('\n\n');
  });
  return `# Settings

In VS Code, all begin with \`reachable.\`. Another editor sends the same names to \`reachable lsp --stdio\`, as the object below
\`reachable\` (\`workspace/configuration\`). What is set wrong keeps its default, and is told once.

\`\`\`json
{
  "reachable.rules": { "sg-unused": "off", "sg-open-egress": "warning" },
  "reachable.rules.sensitivePorts": [22, 3389, 5432]
}
\`\`\`

The ids of rules, and what each finds, are in [the list of rules](rules/README.md).

${sections.join('\n\n')}
`;
}
