/**
 * Terraform's built-in functions: one file for each family, one table of them all (`index.ts`). This file says what a
 * function is. https://developer.hashicorp.com/terraform/language/functions
 */
import type { Directories } from '../expressions/scope';
import type { Files } from '../files';
import { numberType, stringType, type Type } from '../type';
import type { Value } from '../value';
import type { Failure } from '../values/failure';

export interface Parameter {
  readonly name: string;
  /** Arguments are converted to it. */
  readonly type: Type;
  /** Whether null is an argument; otherwise it is an error. */
  readonly takesNull?: true;
  /**
   * How much of an argument must be known for the function to be called: itself (the default), all that is in it, or
   * nothing. Where that is not so, the result is unknown.
   */
  readonly known?: 'wholly' | 'not needed';
}

export interface BuiltIn {
  readonly parameters: readonly Parameter[];
  /** Takes all further arguments. */
  readonly variadic?: Parameter;
  /** The type of the result, for where it is not known; the arguments are converted. */
  readonly result: Type | ((values: readonly Value[]) => Type);
  /** Whether the result may be null. */
  readonly mayBeNull?: true;
  /**
   * What makes the result sensitive: an argument with anything sensitive in it (the default), or only an argument that
   * is so itself (what is in it takes its mark along), or the function sees to it.
   */
  readonly marks?: 'shallow' | 'own';
  readonly call: (values: readonly Value[], context: CallContext) => Value | Failure;
}

/** What of the world a function may see. */
export interface CallContext {
  readonly files: Files;
  readonly directories: Directories;
  /** Renders a template (the text of a `templatefile`, or a `templatestring`) with these variables and no others. */
  renderTemplate(text: string, variables: ReadonlyMap<string, Value>, name: string): Value | Failure;
}

/** The largest string that evaluation makes, in UTF-16 code units. */
export const maximumText = 1_000_000;

/** The largest collection that evaluation makes. */
export const maximumElements = 100_000;

export function textParameter(name: string): Parameter {
  return { name, type: stringType };
}

export function numberParameter(name: string): Parameter {
  return { name, type: numberType };
}
