import { z } from 'zod';

/** What a rule's finding can be set to; `off` silences the rule. */
export const ruleSeverities = ['off', 'hint', 'info', 'warning', 'error'] as const;

/** What a rule's finding can be set to. */
export type RuleSeverity = (typeof ruleSeverities)[number];

/**
 * The settings below `reachable`, the one truth about them: a test holds the manifest's `contributes.configuration` to
 * this schema (names, types, defaults, values). Each `describe` is the English text of `package.nls.json`.
 */
export const settingsSchema = z.object({
  rules: z
    .record(z.string(), z.enum(ruleSeverities))
    .default({})
    .describe(
      'Severity of single rules, by rule id: `off`, `hint`, `info`, `warning` or `error`. A rule that is not named keeps its own severity.',
    ),
  inlayHints: z
    .object({
      enabled: z
        .boolean()
        .default(true)
        .describe(
          'Show the service of a port, the size of a CIDR block and the name of a protocol number beside them.',
        ),
    })
    .prefault({}),
  codeLens: z
    .object({
      enabled: z
        .boolean()
        .default(true)
        .describe('Show how many can reach a resource, and whether it faces the internet, above it.'),
    })
    .prefault({}),
  trace: z
    .object({
      server: z
        .enum(['off', 'messages', 'verbose'])
        .default('off')
        .describe('What the log shows of the conversation with the language server.'),
    })
    .prefault({}),
});

/** The settings, checked and complete. */
export type Settings = z.infer<typeof settingsSchema>;

/** What holds where the user has set nothing. */
export const defaultSettings: Settings = settingsSchema.parse({});

/**
 * Reads the settings of whatever an editor sent (the object below `reachable`). What is wrong is left out, keeps its
 * default, and is named in `problems`, one sentence each.
 */
export function readSettings(sent: unknown): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  if (typeof sent !== 'object' || sent === null) return { settings: defaultSettings, problems: [] };
  const { values: rules, problems } = readRules('rules' in sent ? sent.rules : undefined);
  const inlayHints = readSwitch(sent, 'inlayHints');
  const codeLens = readSwitch(sent, 'codeLens');
  return {
    settings: {
      ...defaultSettings,
      rules,
      inlayHints: { enabled: inlayHints.enabled },
      codeLens: { enabled: codeLens.enabled },
    },
    problems: [...problems, ...inlayHints.problems, ...codeLens.problems],
  };
}

/** `{ "enabled": false }` below the name of a feature. */
function readSwitch(
  sent: object,
  name: 'inlayHints' | 'codeLens',
): { readonly enabled: boolean; readonly problems: readonly string[] } {
  const given: unknown = Object.entries(sent).find(([key]) => key === name)?.[1];
  const value: unknown =
    typeof given === 'object' && given !== null && 'enabled' in given ? given.enabled : undefined;
  if (typeof value === 'boolean') return { enabled: value, problems: [] };
  const problem = `The setting reachable.${name}.enabled has to be true or false.`;
  return {
    enabled: defaultSettings[name].enabled,
    problems: value === undefined || value === null ? [] : [problem],
  };
}

function readRules(sent: unknown): { values: Record<string, RuleSeverity>; problems: string[] } {
  const values: Record<string, RuleSeverity> = {};
  if (sent === undefined || sent === null) return { values, problems: [] };
  if (typeof sent !== 'object' || Array.isArray(sent)) {
    return {
      values,
      problems: ['The setting reachable.rules has to be an object of rule ids and severities.'],
    };
  }
  const problems: string[] = [];
  for (const [rule, value] of Object.entries(sent)) {
    const severity = ruleSeverities.find((one) => one === value);
    if (severity !== undefined) values[rule] = severity;
    else
      problems.push(
        `The setting reachable.rules has no severity ${JSON.stringify(value)} (for ${rule}): it takes ${ruleSeverities.join(', ')}.`,
      );
  }
  return { values, problems };
}
