import type { Rule, RuleOptions, Severity } from './rule';
import { defaultRuleOptions } from './rule';

/** What users say about rules: how bad each is, or that it is off. */
export interface RuleSettings {
  readonly severities: Readonly<Partial<Record<string, Severity | 'off'>>>;
  /** `strict` turns on the rules that are otherwise off, as warnings. */
  readonly profile: 'default' | 'strict';
  /** Only these rules, where it is not empty. */
  readonly only: readonly string[];
  readonly options: RuleOptions;
}

export const defaultRuleSettings: RuleSettings = {
  severities: {},
  profile: 'default',
  only: [],
  options: defaultRuleOptions,
};

/** How bad a finding of the rule is under these settings: what the user says, else the finding's own, else the rule's. */
export function severityOf(rule: Rule, own: Severity | undefined, settings: RuleSettings): Severity | 'off' {
  if (settings.only.length > 0 && !settings.only.includes(rule.id)) return 'off';
  const chosen = settings.severities[rule.id];
  if (chosen !== undefined) return chosen;
  if (rule.strictOnly === true)
    return settings.profile === 'strict' || settings.only.includes(rule.id) ? 'warning' : 'off';
  return own ?? rule.severity;
}

/** Whether the rule can say anything at all under these settings. */
export function isOn(rule: Rule, settings: RuleSettings): boolean {
  return severityOf(rule, undefined, settings) !== 'off';
}
