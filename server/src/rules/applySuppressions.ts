import type { Configuration } from '../terraform/configuration';
import type { Finding, Rule } from './rule';
import { isOn, severityOf, type RuleSettings } from './settings';
import { readSuppressions, suppresses, type Suppression } from './suppressions';
import { closestName } from '../util/closestName';

/**
 * A comment `reachable:ignore` names a rule that does not exist: it was mistyped, or the rule has another name now. So
 * it suppresses nothing.
 */
export const unknownSuppression: Rule = {
  id: 'ignore-unknown-rule',
  severity: 'warning',
  title: 'A suppression names a rule that does not exist',
  check: () => [],
};

/** A comment `reachable:ignore` stands where the rule has nothing to say any more: it would hide the next finding. */
export const staleSuppression: Rule = {
  id: 'ignore-without-finding',
  severity: 'hint',
  title: 'A suppression suppresses nothing',
  check: () => [],
};

/** The findings that no comment suppresses, and those about the comments themselves. */
export function applySuppressions(
  findings: readonly Finding[],
  configuration: Configuration,
  table: readonly Rule[],
  settings: RuleSettings,
): Finding[] {
  const suppressions = readSuppressions(configuration);
  if (suppressions.length === 0) return [...findings];
  const used = new Set<Suppression>();
  const left = findings.filter((finding) => {
    const own = suppressions.filter(
      (one) => one.rule === finding.rule && suppresses(one, finding.file, finding.range.start.line),
    );
    for (const one of own) used.add(one);
    return own.length === 0;
  });
  const ids = table.map((rule) => rule.id);
  const about = suppressions.flatMap((one): Finding[] => {
    const rule = table.find((candidate) => candidate.id === one.rule);
    if (rule === undefined)
      return aboutComment(one, unknownSuppression, unknownMessage(one.rule, ids), settings);
    if (used.has(one) || !isOn(rule, settings)) return [];
    return aboutComment(
      one,
      staleSuppression,
      `${one.rule} finds nothing here any more: this comment can go.`,
      settings,
    );
  });
  return [...left, ...about];
}

function unknownMessage(id: string, ids: readonly string[]): string {
  const close = closestName(id, ids);
  return `There is no rule "${id}"${close === undefined ? '' : `; did you mean ${close}?`}`;
}

function aboutComment(one: Suppression, rule: Rule, message: string, settings: RuleSettings): Finding[] {
  const severity = severityOf(rule, undefined, settings);
  if (severity === 'off') return [];
  const { file, range } = one;
  return [{ rule: rule.id, severity, message, file, range, resources: [], related: [], fixes: () => [] }];
}
