/**
 * Terraform's types. `any` stands for "not known yet" (cty's dynamic pseudo-type).
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'string' }
  | { readonly kind: 'number' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'set'; readonly element: Type }
  | { readonly kind: 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, ObjectAttributeType> };

/** An attribute of an object type. `optional(T, default)` defaults are applied where a variable's type says so. */
export interface ObjectAttributeType {
  readonly type: Type;
  readonly optional: boolean;
}

export const anyType: Type = { kind: 'any' };
export const stringType: Type = { kind: 'string' };
export const numberType: Type = { kind: 'number' };
export const boolType: Type = { kind: 'bool' };

export function listType(element: Type): Type {
  return { kind: 'list', element };
}

export function setType(element: Type): Type {
  return { kind: 'set', element };
}

export function mapType(element: Type): Type {
  return { kind: 'map', element };
}

export function tupleType(elements: readonly Type[]): Type {
  return { kind: 'tuple', elements };
}

/** An object type without optional attributes; the entries come in the order of their names. */
export function objectType(attributes: Iterable<readonly [string, Type]>): Type {
  return {
    kind: 'object',
    attributes: new Map([...attributes].map(([name, type]) => [name, { type, optional: false }])),
  };
}
