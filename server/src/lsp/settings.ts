import type { Settings } from '../protocol/settings';
import { defaultRuleSettings, type RuleSettings } from '../rules/settings';

/** What the user's settings say about rules. */
export function ruleSettings(settings: Settings): RuleSettings {
  return { ...defaultRuleSettings, severities: settings.rules };
}
