import type { ListValue, MapValue, Value } from '../value';
import { isKnown, isWhollyKnown, typeOf } from './facts';
import { compareNumbers } from './numbers';
import { sameType } from './types';
import { neverNull } from './unknowns';

/** Whether two values are equal, as `==` sees it; undefined where that is not known. */
export function equalValues(a: Value, b: Value): boolean | undefined {
  if ((a.kind === 'null' && neverNull(b)) || (b.kind === 'null' && neverNull(a))) return false;
  if (!isKnown(a) || !isKnown(b)) return definitelyOtherType(a, b) ? false : undefined;
  if (a.kind === 'null' || b.kind === 'null') return a.kind === b.kind;
  if (isWhollyKnown(a) && isWhollyKnown(b) && !sameType(typeOf(a), typeOf(b))) return false;
  return equalKnown(a, b);
}

/** Two values of types that are told and differ can not be equal, unless both turn out to be null. */
function definitelyOtherType(a: Value, b: Value): boolean {
  const [left, right] = [typeOf(a), typeOf(b)];
  const primitive = (kind: string): boolean => kind === 'string' || kind === 'number' || kind === 'bool';
  return (
    primitive(left.kind) &&
    primitive(right.kind) &&
    left.kind !== right.kind &&
    (neverNull(a) || neverNull(b))
  );
}

function equalKnown(a: Value, b: Value): boolean | undefined {
  switch (a.kind) {
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'number':
      return b.kind === 'number' && compareNumbers(a, b) === 0;
    case 'string':
      return b.kind === 'string' && a.value === b.value;
    case 'list':
      return b.kind === 'list' && a.form === b.form ? equalLists(a, b) : false;
    case 'map':
      return b.kind === 'map' && a.form === b.form ? equalMaps(a, b) : false;
    default:
      return undefined;
  }
}

function equalLists(a: ListValue, b: ListValue): boolean | undefined {
  if (a.form === 'set') return equalSets(a, b);
  if (a.elements.length !== b.elements.length) return false;
  return every(a.elements.map((element, index) => [element, b.elements[index]]));
}

function equalSets(a: ListValue, b: ListValue): boolean | undefined {
  if (!isWhollyKnown(a) || !isWhollyKnown(b)) return undefined;
  return (
    a.elements.length === b.elements.length &&
    every(a.elements.map((element, index) => [element, b.elements[index]]))
  );
}

function equalMaps(a: MapValue, b: MapValue): boolean | undefined {
  if (a.entries.size !== b.entries.size) return false;
  return every([...a.entries].map(([name, element]) => [element, b.entries.get(name)]));
}

function every(pairs: readonly (readonly [Value, Value | undefined])[]): boolean | undefined {
  let all: boolean | undefined = true;
  for (const [left, right] of pairs) {
    const equal = right === undefined ? false : equalValues(left, right);
    if (equal === false) return false;
    all = equal === undefined ? undefined : all;
  }
  return all;
}
