import type {
  EvaluatedAttribute,
  EvaluatedBlock,
  EvaluatedBody,
  Problem,
  ResourceInstance,
} from '../configuration';
import type { SourceRange } from '../source';
import type { ElementOfReference, UnknownCause, Value } from '../value';
import { compareNumbers } from '../values/numbers';
import { sameType } from '../values/types';

/**
 * Whether results are interchangeable: not only equal as Terraform sees it, but with the same causes and places.
 * Where they are, the older object stays, so that everything that was made of it stays too.
 */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.sensitive !== b.sensitive) return false;
  switch (a.kind) {
    case 'null':
      return b.kind === 'null' && sameOptional(a.type, b.type, sameType);
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'number':
      return b.kind === 'number' && compareNumbers(a, b) === 0;
    case 'string':
      return b.kind === 'string' && a.value === b.value;
    case 'list':
      return (
        b.kind === 'list' &&
        a.form === b.form &&
        sameElementType(a, b) &&
        sameLists(a.elements, b.elements, sameValue)
      );
    case 'map':
      return (
        b.kind === 'map' &&
        a.form === b.form &&
        sameElementType(a, b) &&
        sameMaps(a.entries, b.entries, sameValue)
      );
    case 'unknown':
      return (
        b.kind === 'unknown' &&
        a.notNull === b.notNull &&
        sameOptional(a.element, b.element, sameElement) &&
        sameType(a.type, b.type) &&
        sameLists(a.causes, b.causes, sameCause)
      );
    case 'reference':
      return (
        b.kind === 'reference' &&
        a.address === b.address &&
        sameType(a.type, b.type) &&
        sameLists(a.path, b.path, Object.is)
      );
  }
}

function sameElement(a: ElementOfReference, b: ElementOfReference): boolean {
  return a.index === b.index && sameValue(a.of, b.of);
}

function sameElementType(a: Pick<Extract<Value, { kind: 'list' }>, 'elementType'>, b: typeof a): boolean {
  return sameOptional(a.elementType, b.elementType, sameType);
}

/** Both absent, or both there and the same. */
export function sameOptional<T>(a: T | undefined, b: T | undefined, same: (a: T, b: T) => boolean): boolean {
  return a === undefined || b === undefined ? a === b : same(a, b);
}

/** The same in the same order. */
export function sameLists<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index], b[index]];
    if (left !== right && (left === undefined || right === undefined || !same(left, right))) return false;
  }
  return true;
}

/** The same under the same keys, in the same order. */
export function sameMaps<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  same: (a: T, b: T) => boolean,
): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, value] of a) {
    const other = others.next().value;
    if (other?.[0] !== key || !same(value, other[1])) return false;
  }
  return true;
}

export function sameCause(a: UnknownCause, b: UnknownCause): boolean {
  return a === b || (a.value === b.value && a.why === b.why && sameOptional(a.source, b.source, sameSource));
}

export function sameSource(a: SourceRange, b: SourceRange): boolean {
  if (a.chunk !== b.chunk) return false;
  if (a.range === b.range) return true;
  const [{ start: s, end: e }, { start, end }] = [a.range, b.range];
  return (
    s.line === start.line &&
    s.character === start.character &&
    e.line === end.line &&
    e.character === end.character
  );
}

export function sameProblem(a: Problem, b: Problem): boolean {
  return a === b || (a.message === b.message && a.severity === b.severity && sameSource(a.source, b.source));
}

export function sameBody(a: EvaluatedBody, b: EvaluatedBody): boolean {
  return (
    a === b ||
    (sameSource(a.source, b.source) &&
      sameMaps(a.attributes, b.attributes, sameAttribute) &&
      sameLists(a.blocks, b.blocks, sameBlock))
  );
}

export function sameAttribute(a: EvaluatedAttribute, b: EvaluatedAttribute): boolean {
  return (
    a === b ||
    (a.expression === b.expression && a.source.chunk === b.source.chunk && sameValue(a.value, b.value))
  );
}

function sameBlock(a: EvaluatedBlock, b: EvaluatedBlock): boolean {
  return (
    a === b ||
    (a.type === b.type &&
      sameLists(a.labels, b.labels, Object.is) &&
      sameOptional(a.uncertain, b.uncertain, sameCause) &&
      sameOptional(a.dynamic, b.dynamic, sameSource) &&
      sameBody(a.body, b.body))
  );
}

export function sameInstance(a: ResourceInstance, b: ResourceInstance): boolean {
  return (
    a === b ||
    (a.address === b.address &&
      a.block === b.block &&
      a.module === b.module &&
      a.provider === b.provider &&
      sameOptional(a.uncertain, b.uncertain, sameCause) &&
      sameBody(a.body, b.body))
  );
}
