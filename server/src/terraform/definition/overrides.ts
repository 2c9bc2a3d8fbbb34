import type { Attribute, Block } from '../../syntax/tree';
import type { Declaration, DeclaredBody, Placed } from './declarations';
import { declare } from './declarations';

/** Nested blocks that an override changes argument by argument; any other type it replaces as a whole. */
const mergedBlocks = new Set(['lifecycle']);

/**
 * A block with an override block merged into it: arguments replace those of the same name, nested blocks replace all
 * of the same type (a `dynamic` block counts as the type that it makes).
 * https://developer.hashicorp.com/terraform/language/files/override
 */
export function override(base: Declaration, change: Placed<Block>): Declaration {
  return {
    ...base,
    body: mergeBodies(base.body, declare(change.chunk, change.node).body),
    parts: [...base.parts, change],
  };
}

function mergeBodies(base: DeclaredBody, change: DeclaredBody): DeclaredBody {
  const replaced = new Set(
    change.blocks.map((block) => madeType(block.node)).filter((type) => !mergedBlocks.has(type)),
  );
  const merged = change.blocks.filter((block) => mergedBlocks.has(block.node.type));
  const kept = base.blocks.filter((block) => !replaced.has(madeType(block.node)));
  const attributes = new Map<string, Placed<Attribute>>(base.attributes);
  for (const [name, attribute] of change.attributes) attributes.set(name, attribute);
  return {
    attributes,
    // Merged blocks keep both: later arguments win where they are read.
    blocks: [...kept, ...change.blocks.filter((block) => !mergedBlocks.has(block.node.type)), ...merged],
    source: base.source,
  };
}

/** The block type that a nested block stands for. */
export function madeType(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type;
}
