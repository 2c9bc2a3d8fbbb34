import type Decimal from 'decimal.js';
import type { SourceRange } from './source';
import type { Type } from './type';

/**
 * What a Terraform expression evaluates to, statically. As in Terraform itself (the library go-cty), a value is known
 * or unknown, and may be sensitive; unlike there, an unknown says **why**, and an unknown that is an attribute of a
 * resource is a **reference** to it, so that identity survives everything that passes values on untouched.
 */
export type Value =
  NullValue | BooleanValue | NumberValue | StringValue | ListValue | MapValue | UnknownValue | ReferenceValue;

interface Marks {
  /** Derived from a sensitive or ephemeral variable, output or attribute: never shown in full. */
  readonly sensitive?: true;
}

export interface NullValue extends Marks {
  readonly kind: 'null';
  /** The type it is a null of, where that is told (`tostring(null)`); absent for a plain `null`. */
  readonly type?: Type;
}

export interface BooleanValue extends Marks {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/**
 * Terraform's numbers are binary floats with a mantissa of (mostly) 512 bits. `value` is the shortest decimal that
 * stands for that float, which is what Terraform prints; it may be infinite. Arithmetic is in `values/numbers.ts`.
 */
export interface NumberValue extends Marks {
  readonly kind: 'number';
  readonly value: Decimal;
  /** Bits of the mantissa, where it is not 512: lengths have 64, logarithms 53. */
  readonly precision?: number;
}

export interface StringValue extends Marks {
  readonly kind: 'string';
  readonly value: string;
}

/** `form` is what the type system calls it. A set's elements are distinct and in Terraform's order. */
export interface ListValue extends Marks {
  readonly kind: 'list';
  readonly form: 'list' | 'set' | 'tuple';
  readonly elements: readonly Value[];
  /** The element type where it is not told by the elements, as in an empty `list(string)`. */
  readonly elementType?: Type;
}

/** Entries are in key order, as Terraform iterates them. */
export interface MapValue extends Marks {
  readonly kind: 'map';
  readonly form: 'map' | 'object';
  readonly entries: ReadonlyMap<string, Value>;
  /** The element type of an empty `map(…)`. */
  readonly elementType?: Type;
}

/** A value that the code does not give. */
export interface UnknownValue extends Marks {
  readonly kind: 'unknown';
  readonly type: Type;
  /** Never empty: the roots of the ignorance, each once, at most eight. */
  readonly causes: readonly UnknownCause[];
  /** Whatever it turns out to be, it is not null: a template around something unknown. */
  readonly notNull?: true;
  /** `element(…, index)` of a list that a resource computes: unknown, but the same thing wherever both are the same. */
  readonly element?: ElementOfReference;
}

/** Which element of a computed list: one that begins anew at its end, after nobody knows how many. */
export interface ElementOfReference {
  readonly of: ReferenceValue;
  /** At least 1: the first element is a reference. */
  readonly index: number;
}

/** Why a value is unknown: what it hangs on (`var.office_cidrs`), in words, and where that stands in the code. */
export interface UnknownCause {
  readonly value: string;
  readonly why: string;
  readonly source?: SourceRange;
}

/**
 * A computed attribute of a resource instance or data source (`aws_vpc.main.id`): not known before apply, but the same
 * thing wherever it goes. Everything that changes it (a template around it, `upper(…)`) yields an `unknown` whose cause
 * names it.
 */
export interface ReferenceValue extends Marks {
  readonly kind: 'reference';
  readonly type: Type;
  /** The resource instance's address, as Terraform prints it: `module.net["a"].aws_subnet.app[0]`, `data.aws_vpc.x`. */
  readonly address: string;
  /** The attribute, with steps into it where it is nested: `['id']`, `['vpc_config', '0', 'vpc_id']`. */
  readonly path: readonly string[];
}
