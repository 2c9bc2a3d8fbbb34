import { anyType, type Type } from '../type';
import type { ReferenceValue, UnknownCause, UnknownValue, Value } from '../value';
import { containsSensitive, isWhollyKnown } from './facts';

/** How many causes an unknown names at the most. */
const maximumCauses = 8;

/** How an attribute of a resource is written: `aws_vpc.main.id`, `aws_instance.a[0].network[0].ip`. */
export function referenceName(reference: ReferenceValue): string {
  const steps = reference.path.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`));
  return reference.address + steps.join('');
}

/** Why a value, or something in it, is not known: each cause once, at most eight. */
export function causesOf(...values: readonly Value[]): UnknownCause[] {
  const found = new Map<string, UnknownCause>();
  for (const value of values) collect(value, found);
  return [...found.values()];
}

function collect(value: Value, found: Map<string, UnknownCause>): void {
  if (found.size >= maximumCauses || isWhollyKnown(value)) return;
  switch (value.kind) {
    case 'reference':
      return addCause({ value: referenceName(value), why: 'known after apply' }, found);
    case 'unknown':
      for (const cause of value.causes) addCause(cause, found);
      return;
    case 'list':
      for (const element of value.elements) collect(element, found);
      return;
    case 'map':
      for (const element of value.entries.values()) collect(element, found);
      return;
    default:
      return;
  }
}

function addCause(cause: UnknownCause, found: Map<string, UnknownCause>): void {
  const key = `${cause.value}\0${cause.why}`;
  if (found.size < maximumCauses && !found.has(key)) found.set(key, cause);
}

/** An unknown for a reason that no other value has. */
export function unknownBecause(type: Type, cause: UnknownCause): UnknownValue {
  return { kind: 'unknown', type, causes: [cause] };
}

/** What an operation yields whose inputs are not known: as unknown as they are, for their reasons. */
export function unknownFrom(type: Type, inputs: readonly Value[], notNull = false): UnknownValue {
  const causes = causesOf(...inputs);
  const unknown: UnknownValue = {
    kind: 'unknown',
    type,
    causes: causes.length > 0 ? causes : [{ value: 'the value', why: 'not known' }],
  };
  const refined: UnknownValue = notNull && type !== anyType ? { ...unknown, notNull: true } : unknown;
  return inputs.some(containsSensitive) ? { ...refined, sensitive: true } : refined;
}

/** Whether nothing that the value may turn out to be is null. */
export function neverNull(value: Value): boolean {
  switch (value.kind) {
    case 'null':
    case 'reference':
      return false;
    case 'unknown':
      return value.notNull === true;
    default:
      return true;
  }
}
