import type { Attribute, Block, Body, Chunk, SyntaxFile } from '../../syntax/tree';
import type { Problem } from '../configuration';
import type { SourceRange } from '../source';

/**
 * What the files of one module folder declare, before anything is evaluated: this folder (`definition/`) knows which
 * files count, how override files merge, and where module calls lead.
 */
export interface ModuleDefinition {
  readonly directory: string;
  /** Primary files, then override files. */
  readonly files: readonly SyntaxFile[];
  /** In the order of files and blocks; the key is the name. */
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, Placed<Attribute>>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, Declaration>;
  /** Managed resources by `type.name`, data sources by `data.type.name`. */
  readonly resources: ReadonlyMap<string, Declaration>;
  /** By `aws`, `aws.west`. */
  readonly providers: ReadonlyMap<string, Declaration>;
  readonly checks: ReadonlyMap<string, Declaration>;
  /** `moved`, `removed`, `import`, `terraform`, `ephemeral`. */
  readonly others: readonly Declaration[];
  readonly problems: readonly Problem[];
}

/** A node of the syntax tree with the chunk that its ranges are relative to. */
export interface Placed<Node> {
  readonly chunk: Chunk;
  readonly node: Node;
}

/** A top-level block, with those of override files merged into it. */
export interface Declaration {
  readonly labels: readonly string[];
  /** The block itself. */
  readonly block: Block;
  readonly source: SourceRange;
  readonly body: DeclaredBody;
  /** The block and its overrides: what the identity of the declaration hangs on. */
  readonly parts: readonly Placed<Block>[];
}

/** The arguments and nested blocks of a block, which may come from several files. */
export interface DeclaredBody {
  readonly attributes: ReadonlyMap<string, Placed<Attribute>>;
  readonly blocks: readonly Placed<Block>[];
  readonly source: SourceRange;
}

/** Whether two declarations come from the very same syntax. */
export function sameDeclaration(a: Declaration | undefined, b: Declaration | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.parts.length !== b.parts.length) return false;
  return a.parts.every(
    (part, index) => part.node === b.parts[index]?.node && part.chunk === b.parts[index].chunk,
  );
}

/** A block's body as it stands, without overrides. */
export function declaredBody(chunk: Chunk, block: Block): DeclaredBody {
  return bodyOf(chunk, block.body, { chunk, range: block.range });
}

/** A syntax body with its chunk. */
export function bodyOf(chunk: Chunk, body: Body, source: SourceRange): DeclaredBody {
  return {
    attributes: new Map(body.attributes.map((node) => [node.name, { chunk, node }])),
    blocks: body.blocks.map((node) => ({ chunk, node })),
    source,
  };
}

const declarations = new WeakMap<Block, Declaration>();

/** The declaration of a block; the same object for the same block, as long as the block lives. */
export function declare(chunk: Chunk, block: Block): Declaration {
  const known = declarations.get(block);
  if (known !== undefined) return known;
  const made: Declaration = {
    labels: block.labels.map((label) => label.text),
    block,
    source: { chunk, range: block.range },
    body: declaredBody(chunk, block),
    parts: [{ chunk, node: block }],
  };
  declarations.set(block, made);
  return made;
}
