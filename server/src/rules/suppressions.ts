import type { Configuration } from '../terraform/configuration';
import { shiftRange, type Range } from '../util/text';

/** A comment that asks for silence: `# reachable:ignore sg-open-to-internet the bastion is meant to be`. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly file: string;
  /** Where the rule's id stands in the comment. */
  readonly range: Range;
  /** The lines of the file that it speaks for: its own, and the next one that is no such comment. */
  readonly lines: readonly number[];
}

const mark = /reachable:ignore[ \t]+([^\s*]+)[ \t]*([^\n]*)/;

/** Every suppression in the files of a configuration. */
export function readSuppressions(configuration: Configuration): readonly Suppression[] {
  return configuration.files.flatMap((file) => {
    const own = file.chunks.flatMap(({ chunk, line }) =>
      chunk.comments.flatMap((comment) => {
        const match = mark.exec(comment.text);
        return match === null ? [] : [suppression(file.path, match, shiftRange(comment.range, line))];
      }),
    );
    return own.map((one) => ({ ...one, lines: [one.range.start.line, nextLine(one, own)] }));
  });
}

/** Whether a suppression speaks for a line of a file. */
export function suppresses(one: Suppression, file: string, line: number): boolean {
  return one.file === file && one.lines.includes(line);
}

function suppression(file: string, match: RegExpExecArray, comment: Range): Suppression {
  const [whole, rule = '', reason = ''] = match;
  const before = match.input.slice(0, match.index + whole.indexOf(rule, 'reachable:ignore'.length));
  const lines = before.split('\n');
  const line = comment.start.line + lines.length - 1;
  const character = (lines.length === 1 ? comment.start.character : 0) + (lines.at(-1)?.length ?? 0);
  return {
    rule,
    reason: reason.replace(/\*\/\s*$/, '').trim(),
    file,
    range: { start: { line, character }, end: { line, character: character + rule.length } },
    lines: [line],
  };
}

/** Several of them in a row speak for the same line below. */
function nextLine(one: Suppression, all: readonly Suppression[]): number {
  const taken = new Set(all.map((other) => other.range.start.line));
  let line = one.range.start.line + 1;
  while (taken.has(line)) line += 1;
  return line;
}
