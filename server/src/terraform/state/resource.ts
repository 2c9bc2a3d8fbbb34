/**
 * What a state or plan file says of one resource instance, in JSON's own terms. `values` holds whitelisted attributes
 * only (`whitelist.ts`): state and plan files have passwords in clear text, and those never get past the reader.
 */
export interface StateResource {
  /** `module.net["a"].aws_subnet.app[0]` */
  readonly address: string;
  /** `module.net["a"]`; empty for the root module. */
  readonly moduleAddress: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key: string | number | undefined;
  /** `aws`, `aws.west` */
  readonly provider: string;
  readonly values: JsonObject;
  /** Plans only: `true` where a value (or part of it) is known after apply, in the shape of `values`. */
  readonly unknown: JsonObject;
  /** Plans only: the attributes that the code sets, and what they refer to: `['aws_subnet.a.id', 'aws_subnet.a']`. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A state or plan file, read. Problems are sentences for people; what could be read is there. */
export interface StateFile {
  readonly kind: 'state' | 'plan';
  readonly resources: readonly StateResource[];
  readonly problems: readonly string[];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as a list; anything else is an empty one. */
export function listMember(object: JsonObject, name: string): readonly Json[] {
  const value = object[name];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The member as a text; anything else is undefined. */
export function textMember(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' ? value : undefined;
}
