import type { Type } from '../type';

/**
 * What is known of a provider's resource types (`provider/`): which attributes exist, which of them are computed, and
 * what stands for an argument that is not given. Compiled from the AWS provider's own schema.
 */
export interface BodySchema {
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly blocks: ReadonlyMap<string, BlockSchema>;
}

/** An argument or exported attribute. */
export interface AttributeSchema {
  readonly type: Type;
  /** It may be given. */
  readonly configurable: boolean;
  /** The provider gives it a value where the configuration does not. */
  readonly computed: boolean;
  readonly sensitive: boolean;
}

/** A nested block type. */
export interface BlockSchema {
  readonly nesting: 'list' | 'set' | 'map' | 'single';
  readonly body: BodySchema;
}

/** A body without a schema: any argument may stand in it, and any attribute may be read. */
export const emptySchema: BodySchema = { attributes: new Map(), blocks: new Map() };
