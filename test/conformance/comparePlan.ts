import { writeJson } from '../../server/src/terraform/writeJson';
import type { Value } from '../../server/src/terraform/value';
import { isWhollyKnown } from '../../server/src/terraform/values/facts';
import { printNumber } from '../../server/src/terraform/values/numbers';
import { causesOf } from '../../server/src/terraform/values/unknowns';

/** What `terraform plan` said of a configuration, reduced to what is compared. */
export interface RecordedPlan {
  /** The configuration's folder, from the project's. */
  readonly folder: string;
  readonly terraform: string;
  readonly provider: string;
  /** Variables that had to be given. */
  readonly variables: Readonly<Record<string, string>>;
  /** Planned values by address; `unknown` has `true` where a value is known after apply only. */
  readonly resources: Readonly<Record<string, { readonly after: unknown; readonly unknown: unknown }>>;
  readonly outputs: Readonly<Record<string, { readonly after: unknown; readonly unknown: unknown }>>;
}

/** How the values of one configuration compare. */
export interface Comparison {
  /** Known to both, and equal. */
  equal: number;
  /** Known to neither. */
  unknown: number;
  /** Known to Terraform, since it asked the account by a data source; a reference to that data source here. */
  account: number;
  readonly differences: string[];
}

/** Compares a value with the planned one, down to its leaves. */
export function compareValue(
  path: string,
  value: Value,
  after: unknown,
  unknown: unknown,
  into: Comparison,
): void {
  if (unknown === true) {
    // Terraform's plan gives up a set with an element that is not known; here the others are still told.
    const isOpenSet = value.kind === 'list' && value.form === 'set' && !isWhollyKnown(value);
    if (value.kind === 'unknown' || value.kind === 'reference' || isOpenSet) into.unknown += 1;
    else into.differences.push(`${path}: known after apply, but here ${shown(value)}`);
    return;
  }
  if (value.kind === 'unknown' || value.kind === 'reference') {
    const isAccount = causesOf(value).every((cause) => /(^|\.)data\.[a-z]/.test(cause.value));
    if (isAccount) into.account += 1;
    else into.differences.push(`${path}: ${JSON.stringify(after)}, but here ${shown(value)}`);
    return;
  }
  if (value.kind === 'list' && Array.isArray(after)) {
    compareLists(path, value, after, unknown, into);
  } else if (value.kind === 'map' && isObject(after)) {
    const unknowns = isObject(unknown) ? unknown : {};
    const names = new Set([...value.entries.keys(), ...Object.keys(after), ...Object.keys(unknowns)]);
    // Terraform's own, and not in the schema that is kept here.
    names.delete('timeouts');
    for (const name of names) {
      const inner = value.entries.get(name);
      if (inner === undefined)
        into.differences.push(`${path}.${name}: ${JSON.stringify(after[name])}, but not here`);
      else if (name in after || name in unknowns)
        compareValue(`${path}.${name}`, inner, after[name], unknowns[name], into);
      else into.differences.push(`${path}.${name}: only here: ${shown(inner)}`);
    }
  } else if (isSamePrimitive(value, after)) into.equal += 1;
  else into.differences.push(`${path}: ${JSON.stringify(after)}, but here ${shown(value)}`);
}

function compareLists(
  path: string,
  value: Extract<Value, { kind: 'list' }>,
  after: readonly unknown[],
  unknown: unknown,
  into: Comparison,
): void {
  const unknowns: readonly unknown[] = Array.isArray(unknown) ? unknown : [];
  const length = Math.max(after.length, unknowns.length);
  if (value.elements.length !== length) {
    into.differences.push(`${path}: ${length} elements, but here ${value.elements.length}: ${shown(value)}`);
    return;
  }
  if (value.elements.length === 0) into.equal += 1;
  if (value.form !== 'set') {
    value.elements.forEach((element, index) =>
      compareValue(`${path}[${index}]`, element, after[index], unknowns[index], into),
    );
    return;
  }
  // The order of a set is nobody's: each element is paired with the one that differs least.
  const left = [...value.elements];
  for (let index = 0; index < length; index += 1) {
    const results = left.map((element) => {
      const result: Comparison = { equal: 0, unknown: 0, account: 0, differences: [] };
      compareValue(`${path}[${index}]`, element, after[index], unknowns[index], result);
      return result;
    });
    const best = results.reduce(
      (a, b, position) => (b.differences.length < (results[a]?.differences.length ?? 0) ? position : a),
      0,
    );
    const chosen = results[best];
    left.splice(best, 1);
    if (chosen === undefined) continue;
    into.equal += chosen.equal;
    into.unknown += chosen.unknown;
    into.account += chosen.account;
    into.differences.push(...chosen.differences);
  }
}

function isSamePrimitive(value: Value, after: unknown): boolean {
  switch (value.kind) {
    case 'null':
      return after === null || after === undefined;
    case 'boolean':
    case 'string':
      return value.value === after;
    case 'number':
      return typeof after === 'number' && Number(printNumber(value)) === after;
    default:
      return false;
  }
}

function shown(value: Value): string {
  const plain = { ...value };
  delete plain.sensitive;
  return JSON.stringify(writeJson(plain)).slice(0, 300);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
