import type { EvaluatedAttribute, EvaluatedBody } from '../terraform/configuration';
import type { Value } from '../terraform/value';

/** An argument that is given: neither absent, nor null, nor the empty string, which the provider takes for absent. */
export function given(body: EvaluatedBody, name: string): EvaluatedAttribute | undefined {
  const attribute = body.attributes.get(name);
  if (attribute === undefined || attribute.value.kind === 'null') return undefined;
  return attribute.value.kind === 'string' && attribute.value.value === '' ? undefined : attribute;
}

/** Whether a value surely is this truth value, also as text. */
export function isBoolean(value: Value | undefined, wanted: boolean): boolean {
  if (value?.kind === 'boolean') return value.value === wanted;
  return value?.kind === 'string' && value.value === String(wanted);
}
