import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Configuration } from '../../server/src/terraform/configuration';
import { evaluateRoot, type RootInput } from '../../server/src/terraform/evaluateRoot';
import { fixtureRoot } from './fixture';
import { memoryFiles } from './memoryFiles';
import { sharedParser } from './terraform';

/** The `.tf` files of a folder, as files of the fixture's root. */
export function rootTexts(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  return new Map(names.map((name) => [`${fixtureRoot}/${name}`, readFileSync(join(folder, name), 'utf8')]));
}

/** What people's edits put in a text, and what breaks it. */
const words = [
  '',
  '\n',
  '# x\n',
  '{',
  '}',
  '"',
  '"tcp"',
  '443',
  'null',
  'count = 2\n',
  'self = true\n',
  '-1',
];

const edit = fc.record({
  file: fc.nat(),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(12),
  insert: fc.constantFrom(...words),
  undo: fc.boolean(),
});

/**
 * What `look` sees of a root that is edited again and again, each evaluation built on the last one, is what it sees of
 * the same text evaluated afresh: nothing that is remembered from one edit to the next is out of date.
 */
export async function checkSameAfterEdits(
  original: ReadonlyMap<string, string>,
  look: (configuration: Configuration) => unknown,
  runs: number,
): Promise<void> {
  const texts = new Map(original);
  const paths = [...texts.keys()];
  const input: RootInput = {
    root: fixtureRoot,
    files: memoryFiles(texts),
    parser: await sharedParser(),
  };
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      for (const [path, text] of original) texts.set(path, text);
      let kept = evaluateRoot(input);
      look(kept.configuration);
      for (const { file, at, cut, insert, undo } of edits) {
        const path = paths[file % paths.length] ?? '';
        const text = texts.get(path) ?? '';
        const start = Math.floor(at * text.length);
        const changed = text.slice(0, start) + insert + text.slice(start + cut);
        texts.set(path, undo ? (original.get(path) ?? '') : changed);
        kept = evaluateRoot(input, kept);
        assert.deepEqual(look(kept.configuration), look(evaluateRoot(input).configuration));
      }
    }),
    { numRuns: runs },
  );
}
