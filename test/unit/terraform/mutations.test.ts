import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateRoot } from '../../../server/src/terraform/evaluateRoot';
import { memoryFiles } from '../../support/memoryFiles';
import { sharedParser } from '../../support/terraform';

const top = join(__dirname, '../../..');

/** The top-level blocks of the examples and fixtures, which are small enough to be tried by the thousand. */
function seeds(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return seeds(path);
    if (!/\.tf$/.test(name)) return [];
    return readFileSync(path, 'utf8')
      .split(/\n(?=[a-z])/)
      .filter((block) => block.length < 1500);
  });
}

/** The same numbers every time (https://en.wikipedia.org/wiki/Linear_congruential_generator). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const inserts = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '"',
  '${',
  '%{ if',
  '<<EOT\n',
  '/*',
  '#',
  '\n',
  '=',
  '.',
  '*',
  '...',
  '9e999',
  '-',
  '\u{1F600}',
  '\0',
  '\r',
  'for x in y :',
  '? :',
  '&&',
];

/** Cuts, doubles, flips and inserts. */
function mutate(text: string, random: (below: number) => number): string {
  let result = text;
  for (let count = random(3) + 1; count > 0; count -= 1) {
    const start = random(result.length + 1);
    const end = Math.min(result.length, start + random(12));
    switch (random(4)) {
      case 0:
        result = result.slice(0, start) + result.slice(end);
        break;
      case 1:
        result = result.slice(0, end) + result.slice(start);
        break;
      case 2:
        result =
          result.slice(0, start) +
          String.fromCharCode(result.charCodeAt(start) ^ (1 << random(7))) +
          result.slice(start + 1);
        break;
      default:
        result = result.slice(0, start) + (inserts[random(inserts.length)] ?? '') + result.slice(start);
    }
  }
  return result;
}

describe('damaged configurations', () => {
  it('are evaluated without throwing, 20,000 of them, each in a fraction of a second', async () => {
    const parser = await sharedParser();
    const blocks = [...seeds(join(top, 'examples')), ...seeds(join(top, 'test/fixtures/terraform'))];
    const random = numbers(7);
    const slow: string[] = [];
    for (let round = 0; round < 20_000; round += 1) {
      const text = mutate(blocks[random(blocks.length)] ?? '', random);
      const started = process.cpuUsage().user;
      evaluateRoot({ root: '/r', files: memoryFiles(new Map([['/r/main.tf', text]])), parser });
      // Time of the processor, not of the clock: other programs may be busy.
      if (process.cpuUsage().user - started > 200_000) slow.push(text);
    }
    assert.deepEqual(slow, []);
  }).timeout(180_000);
});
