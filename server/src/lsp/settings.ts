import type { Settings } from '../protocol/settings';
import { rules as table } from '../rules/index';
import { defaultRuleOptions } from '../rules/rule';
import { type RuleSettings } from '../rules/settings';
import { closestName } from '../util/closestName';

/** What the user's settings say about rules. */
export function ruleSettings({ rules }: Settings): RuleSettings {
  const { severities, profile, sensitivePorts } = rules;
  return { severities, profile, only: [], options: { ...defaultRuleOptions, sensitivePorts } };
}

/** The rules that the settings name and that do not exist, one sentence each. */
export function unknownRules({ rules }: Settings): readonly string[] {
  const ids = table.map((rule) => rule.id);
  return Object.keys(rules.severities)
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const close = closestName(id, ids);
      const meant = close === undefined ? '.' : `; did you mean ${close}?`;
      return `The setting reachable.rules names a rule "${id}" that does not exist${meant}`;
    });
}
