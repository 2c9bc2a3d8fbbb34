import type { FileEdit } from '../edits/fileEdit';
import type { Finding } from '../rules/rule';
import { comparePositions } from '../util/text';

/** The safe fixes of several findings as one change. */
export interface FixAll {
  /** How many changes it makes: findings with the same fix count once. */
  readonly count: number;
  readonly edits: readonly FileEdit[];
}

/**
 * The preferred fixes of all findings of a rule together; undefined where they are fewer than two. Only safe single fixes
 * are preferred, and none that widens access. A fix that would change the same text as an earlier one is left for the next
 * time, unless it is the very same change.
 */
export function fixAll(rule: string, findings: readonly Finding[]): FixAll | undefined {
  const taken: FileEdit[] = [];
  let count = 0;
  for (const finding of findings) {
    const fix = finding.rule === rule ? finding.fixes().find((one) => one.preferred) : undefined;
    if (fix === undefined) continue;
    const news = fix.edits.filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (news.length === 0 || news.some((edit) => taken.some((other) => touch(edit, other)))) continue;
    taken.push(...news);
    count += 1;
  }
  return count < 2 ? undefined : { count, edits: taken };
}

function isSame(a: FileEdit, b: FileEdit): boolean {
  return (
    a.file === b.file &&
    a.newText === b.newText &&
    comparePositions(a.range.start, b.range.start) === 0 &&
    comparePositions(a.range.end, b.range.end) === 0
  );
}

/** Whether both change the same place; two insertions at one place do. */
function touch(a: FileEdit, b: FileEdit): boolean {
  if (a.file !== b.file) return false;
  const [first, second] = comparePositions(a.range.start, b.range.start) <= 0 ? [a, b] : [b, a];
  const order = comparePositions(second.range.start, first.range.end);
  return order < 0 || comparePositions(first.range.start, second.range.start) === 0;
}
