import { anyType, boolType, listType, mapType, numberType, setType, stringType, type Type } from '../type';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { containsSensitive, isKnown, typeOf } from '../values/facts';
import { failure, type Failure } from '../values/failure';
import { quote } from '../values/goText';
import { booleanValue, markSensitive, unmark } from '../values/make';
import { unknownFrom } from '../values/unknowns';
import { friendlyName } from '../values/types';
import type { BuiltIn, Parameter } from './signature';

const anything: Parameter = { name: 'value', type: anyType, takesNull: true, known: 'not needed' };

/** `tostring` and its kin, and what sets and tells marks. A reference stays a reference. */
export const conversionFunctions: Record<string, BuiltIn> = {
  ephemeralasnull: {
    parameters: [anything],
    result: anyType,
    mayBeNull: true,
    marks: 'own',
    call: ([value]) => there(value),
  },
  issensitive: {
    parameters: [anything],
    result: boolType,
    marks: 'own',
    call: ([value]) => {
      if (value === undefined || value.sensitive === true || isKnown(value))
        return booleanValue(value?.sensitive === true);
      return unknownFrom(boolType, [value], true);
    },
  },
  nonsensitive: marking(unmark),
  sensitive: marking(markSensitive),
  tobool: conversionTo(boolType),
  tolist: conversionTo(listType(anyType)),
  tomap: conversionTo(mapType(anyType)),
  tonumber: conversionTo(numberType),
  toset: conversionTo(setType(anyType)),
  tostring: conversionTo(stringType),
};

/** A function that changes the mark of its argument and nothing else. */
function marking(change: (value: Value) => Value): BuiltIn {
  return {
    parameters: [anything],
    result: ([value]) => (value ? typeOf(value) : anyType),
    mayBeNull: true,
    marks: 'own',
    call: ([value]) => {
      const found = there(value);
      return found.kind === 'failure' ? found : change(found);
    },
  };
}

function there(value: Value | undefined): Value | Failure {
  return value ?? failure('no value');
}

function conversionTo(type: Type): BuiltIn {
  return {
    parameters: [{ ...anything, name: 'v' }],
    result: type,
    mayBeNull: true,
    marks: 'own',
    call: ([value]) => {
      if (value === undefined) return failure('no value');
      const converted = convertValue(value, type);
      return converted.kind === 'failure' && converted.limit !== true
        ? failure(reason(value, type, converted), 0)
        : converted;
    },
  };
}

function reason(value: Value, type: Type, { message }: Failure): string {
  if (value.kind !== 'string' || containsSensitive(value)) {
    return type.kind === 'list' || type.kind === 'set' || type.kind === 'map'
      ? `cannot convert ${friendlyName(typeOf(value))} to ${type.kind} of any single type`
      : `cannot convert ${friendlyName(typeOf(value))} to ${type.kind}`;
  }
  if (type.kind === 'number') {
    return `cannot convert ${quote(value.value)} to number; given string must be a decimal representation of a number`;
  }
  if (type.kind === 'bool')
    return `cannot convert ${quote(value.value)} to bool; only the strings "true" or "false" are allowed`;
  return message;
}
