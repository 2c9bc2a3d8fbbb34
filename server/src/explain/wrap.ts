/** Columns that every line of a text answer keeps to: a terminal, a mail, a code review show them whole. */
export const textColumns = 100;

/**
 * `text` in lines of at most `columns`, broken between words; the first starts with `first`, the others with `rest`. A
 * word that is longer than a line (an ARN) stays whole.
 */
export function wrap(text: string, first: string, rest: string, columns = textColumns): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
