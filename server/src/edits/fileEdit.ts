import { comparePositions, type Position, type Range } from '../util/text';

/** One replacement in one file; an insertion has an empty range. `file` is an absolute path, positions are LSP's. */
export interface FileEdit {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

/** The text of `file` after its edits; they must not overlap. Edits of other files are passed over. */
export function applyFileEdits(file: string, text: string, edits: readonly FileEdit[]): string {
  const starts = lineStarts(text);
  const own = edits.filter((edit) => edit.file === file);
  let result = text;
  for (const edit of [...own].sort((a, b) => comparePositions(b.range.start, a.range.start))) {
    result =
      result.slice(0, offsetOf(edit.range.start, starts, text)) +
      edit.newText +
      result.slice(offsetOf(edit.range.end, starts, text));
  }
  return result;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
    starts.push(index + 1);
  return starts;
}

function offsetOf(position: Position, starts: readonly number[], text: string): number {
  const start = starts[position.line];
  return start === undefined ? text.length : Math.min(start + position.character, text.length);
}
