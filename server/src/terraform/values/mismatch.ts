import type { Type } from '../type';
import { conversion } from './conversion';
import { friendlyConstraint, friendlyName, hasAny, isCollection, isPrimitive, sameType } from './types';

type ObjectType = Extract<Type, { kind: 'object' }>;

/** Why no value of type `got` can be turned into `want`, in Terraform's words. */
export function mismatch(got: Type, want: Type): string {
  if (got.kind === 'object' && want.kind === 'object') return mismatchedObjects(got, want);
  if (isCollection(want)) {
    if (want.element.kind === 'any' && got.kind === (want.kind === 'map' ? 'object' : 'tuple')) {
      return `all ${want.kind} elements must have the same type`;
    }
    if (got.kind === 'tuple' || got.kind === 'object') return mismatchedElements(got, want);
    if (isCollection(got)) return mismatchedCollections(got, want);
  }
  return confusing(got, want)
    ? `${friendlyConstraint(want)} required`
    : `${friendlyName(want)} required, but have ${friendlyName(got)}`;
}

function mismatchedObjects(got: ObjectType, want: ObjectType): string {
  const missing = [...want.attributes]
    .filter(([name, { optional }]) => !optional && !got.attributes.has(name))
    .map(([name]) => `"${name}"`)
    .sort();
  if (missing.length === 1) return `attribute ${missing[0] ?? ''} is required`;
  if (missing.length === 2) return `attributes ${missing.join(' and ')} are required`;
  if (missing.length > 2)
    return `attributes ${missing.slice(0, -1).join(', ')}, and ${missing.at(-1) ?? ''} are required`;
  for (const [name, { type }] of want.attributes) {
    const given = got.attributes.get(name);
    if (given === undefined || sameType(given.type, type)) continue;
    if (conversion(given.type, type, true) === undefined)
      return `attribute "${name}": ${mismatch(given.type, type)}`;
  }
  return 'incorrect object attributes';
}

function mismatchedElements(
  got: Extract<Type, { kind: 'tuple' | 'object' }>,
  want: Extract<Type, { element: Type }>,
): string {
  if ((want.kind === 'map') !== (got.kind === 'object')) return `${friendlyConstraint(want)} required`;
  const entries: [string, Type][] =
    got.kind === 'tuple'
      ? got.elements.map((type, index) => [String(index), type])
      : [...got.attributes].map(([name, { type }]) => [`"${name}"`, type]);
  for (const [name, type] of entries) {
    if (sameType(type, want.element) || conversion(type, want.element, true) !== undefined) continue;
    return `element ${name}: ${mismatch(type, want.element)}`;
  }
  return `all elements must be ${friendlyConstraint(want.element)}`;
}

function mismatchedCollections(
  got: Extract<Type, { element: Type }>,
  want: Extract<Type, { element: Type }>,
): string {
  if ((want.kind === 'map') !== (got.kind === 'map')) return `${friendlyConstraint(want)} required`;
  return `incorrect ${want.kind} element type: ${mismatch(got.element, want.element)}`;
}

/** Whether naming both types would mislead more than it helps. */
function confusing(got: Type, want: Type): boolean {
  if (isPrimitive(got) !== isPrimitive(want)) return false;
  if (want.kind === 'string') return false;
  if ((want.kind === 'bool' && got.kind === 'number') || (want.kind === 'number' && got.kind === 'bool'))
    return false;
  if (isCollection(got) && isCollection(want) && !hasAny(got.element) && hasAny(want.element)) return false;
  return !(got.kind === 'tuple' && want.kind === 'object');
}
