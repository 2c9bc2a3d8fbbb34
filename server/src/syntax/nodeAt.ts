import { type Position, comparePositions, rangeContains } from '../util/text';
import type { Attribute, Block, Body, Expression, PlacedChunk, SyntaxFile } from './tree';
import { children } from './walk';

/** What stands at a position of a file. Ranges of the nodes are relative to the chunk, as everywhere. */
export interface NodeAt {
  readonly chunk: PlacedChunk;
  /** The position, relative to the chunk. */
  readonly position: Position;
  /** The blocks around it, outermost first. */
  readonly blocks: readonly Block[];
  /** The argument around it, if it is in one. */
  readonly attribute: Attribute | undefined;
  /** The expressions around it, outermost first; the last one is the innermost. Empty on a name or between items. */
  readonly expressions: readonly Expression[];
}

/** The innermost node at a position, with all that it stands in; undefined between the chunks. Ends count as inside. */
export function nodeAt(file: SyntaxFile, position: Position): NodeAt | undefined {
  const chunk = chunkAt(file, position.line);
  if (chunk === undefined) return undefined;
  const relative = { line: position.line - chunk.line, character: position.character };
  return { chunk, position: relative, ...findInBody(chunk.chunk.body, relative, []) };
}

/** The chunk on a line of the file. Chunks end with their last character that is not white space. */
function chunkAt(file: SyntaxFile, line: number): PlacedChunk | undefined {
  const chunk = file.chunks.findLast((placed) => placed.line <= line);
  return chunk !== undefined && line < chunk.line + chunk.chunk.text.split('\n').length ? chunk : undefined;
}

type Found = Pick<NodeAt, 'blocks' | 'attribute' | 'expressions'>;

function findInBody(body: Body, position: Position, blocks: readonly Block[]): Found {
  const block = body.blocks.find(({ range }) => rangeContains(range, position));
  if (block !== undefined) return findInBody(block.body, position, [...blocks, block]);
  const attribute = body.attributes.find(({ range }) => rangeContains(range, position));
  return {
    blocks,
    attribute,
    expressions: attribute === undefined ? [] : pathTo(attribute.expression, position),
  };
}

function pathTo(expression: Expression, position: Position): readonly Expression[] {
  const path: Expression[] = [];
  let next: Expression | undefined = rangeContains(expression.range, position) ? expression : undefined;
  while (next !== undefined) {
    path.push(next);
    next = innermost(children(next), position);
  }
  return path;
}

/** Of two neighbours that touch at the position, the one that starts there. */
function innermost(candidates: readonly Expression[], position: Position): Expression | undefined {
  const holding = candidates.filter(({ range }) => rangeContains(range, position));
  return holding.find(({ range }) => comparePositions(position, range.end) < 0) ?? holding.at(-1);
}
