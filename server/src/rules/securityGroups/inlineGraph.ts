import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import { groupAddress, type GroupRule, type RulePeer } from '../groupRules';

/** An inline rule of one group that names another: Terraform has to make the other one first. */
export interface InlineReference {
  readonly rule: GroupRule;
  readonly peer: RulePeer;
  readonly from: string;
  readonly to: string;
}

/**
 * The references between the groups of a configuration. Ends are resources without their instances' keys, since it is
 * those that Terraform orders (https://developer.hashicorp.com/terraform/internals/graph).
 */
export function inlineReferences(
  rules: readonly GroupRule[],
  configuration: Configuration,
): readonly InlineReference[] {
  return rules.flatMap((rule) => {
    if (rule.flavour !== 'block' && rule.flavour !== 'attribute') return [];
    return rule.peers.flatMap((peer) => {
      const { value } = peer;
      if (value.kind !== 'reference') return [];
      const target = configuration.byAddress.get(value.address);
      if (target === undefined || !isGroup(target)) return [];
      return [{ rule, peer, from: withoutKeys(rule.resource.address), to: withoutKeys(value.address) }];
    });
  });
}

function isGroup(resource: ResourceInstance): boolean {
  return resource.mode === 'managed' && /^aws_(default_)?security_group$/.test(resource.type);
}

/** Whether inline rules lead from one group to another, directly or through others. */
export function leadsTo(references: readonly InlineReference[], from: string, to: string): boolean {
  const byFrom = groupBy(references, (one) => one.from);
  const seen = new Set<string>();
  const queue = [from];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...(byFrom.get(next) ?? []).map((one) => one.to));
  }
  return false;
}

/** Whether this rule, were it inline, would close a cycle. */
export function wouldCloseCycle(rule: GroupRule, references: readonly InlineReference[]): boolean {
  const group = groupAddress(rule);
  return rule.peers.some(
    ({ value }) =>
      value.kind === 'reference' &&
      group !== undefined &&
      leadsTo(references, withoutKeys(value.address), withoutKeys(group)),
  );
}

/** `module.a["x"].aws_security_group.b[0]` as `module.a.aws_security_group.b` */
export function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\]/g, '');
}
