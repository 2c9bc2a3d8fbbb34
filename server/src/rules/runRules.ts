import { listInWords } from '../explain/traffic';
import type { Network } from '../network/model';
import type { NetworkIndex } from '../reachability/index';
import type { Configuration } from '../terraform/configuration';
import type { FileRange } from '../terraform/source';
import { groupBy } from '../util/collections';
import { comparePositions } from '../util/text';
import { readGroupRules } from './groupRules';
import { rules } from './index';
import { callsTo } from './modules';
import type { Finding, RawFinding, RelatedPlace, Rule, RuleContext, RuleOptions, Severity } from './rule';
import { isOn, severityOf, type RuleSettings } from './settings';
import { applySuppressions } from './applySuppressions';

/** What the rules look at. The network is made when a rule first asks for it. */
export interface RuleSubject {
  readonly configuration: Configuration;
  readonly network: () => Network;
  readonly index: () => NetworkIndex;
  /** As in `RuleContext`; nothing is known of a last commit without it. */
  readonly committed?: RuleContext['committed'];
  /** Is told of a rule that failed, which costs only its own findings; without it the error goes on. */
  readonly failed?: (rule: string, error: unknown) => void;
}

/**
 * All findings of a root module and the modules it calls, in the order of files and lines, each place once, without
 * those that comments suppress. Comments that suppress nothing, or name no rule, are findings too.
 */
export function runRules(
  subject: RuleSubject,
  settings: RuleSettings,
  table: readonly Rule[] = rules,
): readonly Finding[] {
  const context = contextOf(subject, settings.options);
  const on = table.filter((rule) => isOn(rule, settings));
  const findings = on.flatMap((rule) => {
    try {
      return findingsOf(rule, context, settings);
    } catch (error) {
      if (subject.failed === undefined) throw error;
      subject.failed(rule.id, error);
      return [];
    }
  });
  return applySuppressions(findings, subject.configuration, table, settings).sort(compareFindings);
}

function contextOf(subject: RuleSubject, options: RuleOptions): RuleContext {
  let groupRules: ReturnType<RuleContext['groupRules']> | undefined;
  const { committed = () => [] } = subject;
  return {
    ...subject,
    committed,
    options,
    groupRules: () => (groupRules ??= readGroupRules(subject.configuration)),
  };
}

function findingsOf(rule: Rule, context: RuleContext, settings: RuleSettings): Finding[] {
  const placed = rule.check(context).flatMap((raw) => {
    const severity = severityOf(rule, raw.severity, settings);
    const place = context.configuration.locate(raw.source);
    return place === undefined || severity === 'off' ? [] : [{ raw, severity, place }];
  });
  return [...groupBy(placed, ({ place }) => placeKey(place)).values()].map((same) =>
    merge(rule, same, context.configuration),
  );
}

interface Placed {
  readonly raw: RawFinding;
  readonly severity: Severity;
  readonly place: FileRange;
}

const badness: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 };

/** What several instances share is one finding: the worst of them speaks, and says whom it speaks for. */
function merge(rule: Rule, same: readonly Placed[], configuration: Configuration): Finding {
  const worst = same.reduce((a, b) => (badness[b.severity] > badness[a.severity] ? b : a), first(same));
  const spoken = same.filter((one) => one.severity === worst.severity).map((one) => one.raw.subject);
  const related = same.flatMap((one) => relatedPlaces(one.raw, configuration));
  return {
    rule: rule.id,
    severity: worst.severity,
    message: worst.raw.message(listInWords([...new Set(spoken)], 3)),
    file: worst.place.path,
    range: worst.place.range,
    resources: [...new Set(same.map((one) => one.raw.subject))].filter((subject) => subject !== ''),
    related: [
      ...groupBy(
        related,
        (place) => `${place.message} ${placeKey({ path: place.file, range: place.range })}`,
      ).values(),
    ]
      .flatMap((equal) => equal.slice(0, 1))
      .slice(0, 10),
    fixes: worst.raw.fixes ?? (() => []),
  };
}

function first(same: readonly Placed[]): Placed {
  const [one] = same;
  if (one === undefined) throw new Error('a group has at least one member');
  return one;
}

function relatedPlaces(raw: RawFinding, configuration: Configuration): RelatedPlace[] {
  const module = configuration.byAddress.get(raw.subject)?.module.address ?? '';
  const calls = callsTo(configuration, module).map((call) => ({
    message: `Called as ${call.address}`,
    source: call.source,
  }));
  return [...(raw.related ?? []), ...calls].flatMap(({ message, source }) => {
    const place = configuration.locate(source);
    return place === undefined ? [] : [{ message, file: place.path, range: place.range }];
  });
}

function placeKey({ path, range }: FileRange): string {
  return `${path}:${range.start.line}:${range.start.character}:${range.end.line}:${range.end.character}`;
}

/** By file, then place, then rule. */
function compareFindings(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (
    comparePositions(a.range.start, b.range.start) ||
    comparePositions(a.range.end, b.range.end) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}
