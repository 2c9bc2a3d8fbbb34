import { runRules } from '../rules/runRules';
import type { RuleSubject } from '../rules/runRules';
import type { Finding, RuleContext } from '../rules/rule';
import type { RuleSettings } from '../rules/settings';
import type { Configuration } from '../terraform/configuration';
import { modelOf } from './model';

/**
 * All findings of a root module, with the network that its code describes; `committed` is as in `RuleContext`, `failed` as in
 * `RuleSubject`.
 */
export function findingsOf(
  configuration: Configuration,
  settings: RuleSettings,
  committed: RuleContext['committed'] = () => [],
  failed?: RuleSubject['failed'],
): readonly Finding[] {
  const model = modelOf(configuration);
  const subject = { configuration, network: model.network, index: model.index, committed };
  return runRules(failed === undefined ? subject : { ...subject, failed }, settings);
}
