import * as z from 'zod';

/** What a rule's finding can be set to; `off` silences the rule. */
export const ruleSeverities = ['off', 'hint', 'info', 'warning', 'error'] as const;

/** What a rule's finding can be set to. */
export type RuleSeverity = (typeof ruleSeverities)[number];

/**
 * The settings below `reachable`, the one truth about them: a test holds the manifest's `contributes.configuration` to
 * this schema (names, types, defaults, values). Each `describe` is the English text of `package.nls.json`. VS Code puts
 * settings with dots in their names into objects: `reachable.rules.profile` comes as `rules.profile`, beside the rules' ids.
 */
export const settingsSchema = z.object({
  rules: z
    .object({
      profile: z
        .enum(['default', 'strict'])
        .default('default')
        .describe(
          'Which rules are on: `default`, or `strict` for the rules about policy as well, as warnings. Single rules are set in `#reachable.rules#`.',
        ),
      sensitivePorts: z
        .array(z.int().min(0).max(65535))
        .default([22, 3389])
        .describe(
          'Ports that must not be open to the whole internet: SSH and RDP, unless you say otherwise. The rule `sg-open-to-internet` and its kin look at them.',
        ),
    })
    .catchall(z.enum(ruleSeverities))
    .prefault({})
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
  answers: z
    .object({
      openAs: z
        .enum(['panel', 'text'])
        .default('panel')
        .describe('How an answer is shown: as a panel with a picture, or as a read-only text.'),
    })
    .prefault({}),
  aws: z
    .object({
      profile: z
        .string()
        .default('')
        .describe(
          "The AWS profile (of `~/.aws/config`) to read live accounts with; empty: you are asked, or `AWS_PROFILE` says. Only your own settings count, never a workspace's.",
        ),
      region: z
        .string()
        .default('')
        .describe("The AWS Region to read; empty: the profile's, or `AWS_REGION`, or you are asked."),
      endpointUrl: z
        .string()
        .default('')
        .describe(
          "Another API in place of AWS's own, for all services, such as `http://127.0.0.1:5000`. Signed requests go there.",
        ),
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

type Parsed = z.infer<typeof settingsSchema>;

/** The settings, checked and complete. */
export interface Settings extends Omit<Parsed, 'rules'> {
  readonly rules: {
    readonly profile: Parsed['rules']['profile'];
    readonly sensitivePorts: readonly number[];
    /** By rule id; whether a rule of that name exists is not checked. */
    readonly severities: Readonly<Record<string, RuleSeverity>>;
  };
}

/** What holds where the user has set nothing. */
export const defaultSettings: Settings = complete(settingsSchema.parse({}));

/**
 * Reads the settings of whatever an editor sent (the object below `reachable`). What is wrong is left out, keeps its
 * default, and is named in `problems`, one sentence each.
 */
export function readSettings(sent: unknown): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  let left = withoutNulls(sent);
  for (;;) {
    const result = settingsSchema.safeParse(left);
    if (result.success) return { settings: complete(result.data), problems };
    const [issue] = result.error.issues;
    const path = (issue?.path ?? []).map(String);
    // Nothing is left to take out: the schema takes an empty object.
    if (path.length === 0) return { settings: defaultSettings, problems };
    problems.push(problemAt(path, valueAt(left, path.slice(0, 2)), issue));
    left = without(left, path.slice(0, 2));
  }
}

function complete({ rules, ...others }: Parsed): Settings {
  const severities = Object.entries(rules).flatMap(([id, value]) => {
    const severity = ruleSeverities.find((one) => one === value);
    return severity === undefined ? [] : [[id, severity] as const];
  });
  const { profile, sensitivePorts } = rules;
  return { ...others, rules: { profile, sensitivePorts, severities: Object.fromEntries(severities) } };
}

function problemAt(path: readonly string[], value: unknown, issue: z.core.$ZodIssue | undefined): string {
  const [group = '', name] = path;
  if (group === 'rules' && name === undefined)
    return 'The setting reachable.rules has to be an object of rule ids and severities.';
  if (group === 'rules' && name !== undefined && name !== 'profile' && name !== 'sensitivePorts')
    return `The setting reachable.rules has no severity ${JSON.stringify(value)} (for ${name}): it takes ${ruleSeverities.join(', ')}.`;
  const setting = `reachable.${path.slice(0, 2).join('.')}`;
  if (issue?.code === 'invalid_type' && issue.expected === 'boolean')
    return `The setting ${setting} has to be true or false.`;
  return `The setting ${setting} can not be ${JSON.stringify(value)}: ${issue?.message ?? 'it takes something else'}.`;
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Editors send null for what is not set. */
function withoutNulls(sent: unknown): Tree {
  if (!isTree(sent)) return {};
  const set = Object.entries(sent).filter(([, value]) => value !== null);
  return Object.fromEntries(set.map(([key, value]) => [key, isTree(value) ? withoutNulls(value) : value]));
}

function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), tree);
}

function without(tree: Tree, [key = '', ...rest]: readonly string[]): Tree {
  const others = Object.fromEntries(Object.entries(tree).filter(([name]) => name !== key));
  const value = tree[key];
  return rest.length === 0 || !isTree(value) ? others : { ...others, [key]: without(value, rest) };
}
