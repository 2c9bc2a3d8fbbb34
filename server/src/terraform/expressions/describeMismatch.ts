import type { Type } from '../type';
import { friendlyName, isCollection, sameType } from '../values/types';

/** How the types of a condition's two branches differ, for people. */
export function describeMismatch(yes: Type, no: Type): string {
  if (yes.kind === 'object' && no.kind === 'object') {
    for (const [name, { type }] of yes.attributes) {
      const other = no.attributes.get(name);
      if (other === undefined)
        return `The 'true' value includes object attribute "${name}", which is absent in the 'false' value`;
      if (!sameType(type, other.type))
        return `Type mismatch for object attribute "${name}": ${describeMismatch(type, other.type)}`;
    }
    const extra = [...no.attributes.keys()].find((name) => !yes.attributes.has(name));
    if (extra !== undefined)
      return `The 'false' value includes object attribute "${extra}", which is absent in the 'true' value`;
  }
  if (yes.kind === 'tuple' && no.kind === 'tuple') {
    if (yes.elements.length !== no.elements.length) {
      return `The 'true' tuple has length ${yes.elements.length}, but the 'false' tuple has length ${no.elements.length}`;
    }
    for (const [index, type] of yes.elements.entries()) {
      const other = no.elements[index];
      if (other && !sameType(type, other))
        return `Type mismatch for tuple element ${index}: ${describeMismatch(type, other)}`;
    }
  }
  if (
    isCollection(yes) &&
    yes.kind === no.kind &&
    isCollection(no) &&
    yes.element.kind === no.element.kind &&
    !isCollection(yes.element)
  ) {
    return `Mismatched ${yes.kind} element types: ${describeMismatch(yes.element, no.element)}`;
  }
  const [left, right] = [friendlyName(yes), friendlyName(no)];
  return left === right
    ? "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value"
    : `The 'true' value is ${left}, but the 'false' value is ${right}`;
}
