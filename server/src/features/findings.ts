import { runRules } from '../rules/runRules';
import type { Finding } from '../rules/rule';
import type { RuleSettings } from '../rules/settings';
import type { Configuration } from '../terraform/configuration';
import { modelOf } from './model';

/** All findings of a root module, with the network that its code describes. */
export function findingsOf(configuration: Configuration, settings: RuleSettings): readonly Finding[] {
  const model = modelOf(configuration);
  return runRules({ configuration, network: model.network, index: model.index }, settings);
}
