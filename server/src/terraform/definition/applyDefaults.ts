import type { ListValue, MapValue, Value } from '../value';
import type { Defaults } from './typeConstraint';

/**
 * Puts the defaults of `optional(…)` attributes where they are absent or null, at any depth. To be done before the
 * conversion to the type. Null and unknown values stay as they are.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#optional-object-type-attributes
 */
export function applyDefaults(value: Value, defaults: Defaults | undefined): Value {
  if (defaults === undefined) return value;
  if (value.kind === 'map') return applyToMap(value, defaults);
  if (value.kind === 'list') return applyToList(value, defaults);
  return value;
}

function applyToList(list: ListValue, defaults: Defaults): ListValue {
  const each = defaults.children.get('');
  const elements = list.elements.map((element, index) =>
    applyDefaults(element, each ?? defaults.children.get(String(index))),
  );
  // Elements that differ in their optional attributes have become alike: the conversion makes a set of them again.
  return { ...list, form: list.form === 'list' ? 'tuple' : list.form, elements };
}

function applyToMap(map: MapValue, defaults: Defaults): MapValue {
  const each = defaults.children.get('');
  const entries = new Map<string, Value>();
  for (const [key, value] of map.entries)
    entries.set(key, applyDefaults(value, each ?? defaults.children.get(key)));
  for (const [key, fallback] of defaults.values) {
    const given = entries.get(key);
    if (given !== undefined && given.kind !== 'null') continue;
    const own = defaults.children.get(key);
    entries.set(key, own === undefined ? fallback : applyDefaults(fallback, own));
  }
  const sorted = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...map, form: 'object', entries: sorted };
}
