import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Cells, Family } from '../../../../server/src/terraform/evaluation/cells';
import { createCells, Stopped } from '../../../../server/src/terraform/evaluation/cells';

/**
 * A small language for the engine: each name has a formula of numbers and other names, which are summed up. A name in a
 * circle is worth "cycle:" and the names of the circle; a sum with such a part is "bad".
 */
interface Sheet {
  readonly formulas: Map<string, readonly (number | string)[]>;
  readonly cells: Cells;
  readonly sums: Family<string, number | string>;
  /** What was computed since the last `take`. */
  take(): string[];
}

function sheet(formulas: Record<string, readonly (number | string)[]>): Sheet {
  const texts = new Map(Object.entries(formulas));
  const cells = createCells();
  let computed: string[] = [];
  const sources = cells.family<string, readonly (number | string)[]>({
    volatile: true,
    compute: (name) => texts.get(name) ?? [],
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
    cyclic: () => [],
  });
  const sums: Family<string, number | string> = cells.family<string, number | string>({
    compute: (name) => {
      computed.push(name);
      const parts = sources
        .read(name, name)
        .map((part) => (typeof part === 'number' ? part : sums.read(part, part)));
      return parts.reduce(
        (sum, part) => (typeof sum === 'number' && typeof part === 'number' ? sum + part : 'bad'),
        0,
      );
    },
    equal: Object.is,
    cyclic: (_, cycle) => `cycle:${cycle.members.join(',')}`,
    label: (name) => name,
  });
  const take = (): string[] => {
    const taken = computed;
    computed = [];
    return taken;
  };
  return { formulas: texts, cells, sums, take };
}

/** Reads all names in a new revision. */
function readAll(
  { cells, sums, formulas }: Sheet,
  names: readonly string[] = [...formulas.keys()],
): Record<string, number | string> {
  cells.begin(() => false);
  const result = Object.fromEntries(names.map((name) => [name, sums.read(name, name)]));
  cells.sweep();
  return result;
}

describe('cells', () => {
  it('computes what is asked for, once', () => {
    const one = sheet({ a: ['b', 'b', 1], b: [2], unused: [3] });
    assert.deepEqual(readAll(one, ['a', 'b']), { a: 5, b: 2 });
    assert.deepEqual(one.take(), ['a', 'b']);
  });

  it('computes nothing again where nothing has changed', () => {
    const one = sheet({ a: ['b'], b: [2] });
    readAll(one);
    one.take();
    assert.deepEqual(readAll(one), { a: 2, b: 2 });
    assert.deepEqual(one.take(), []);
  });

  it('computes again what depends on a change, and nothing else', () => {
    const one = sheet({ a: ['b'], b: [2], c: ['d'], d: [4] });
    readAll(one);
    one.take();
    one.formulas.set('b', [3]);
    assert.deepEqual(readAll(one), { a: 3, b: 3, c: 4, d: 4 });
    assert.deepEqual(one.take(), ['b', 'a']);
  });

  it('stops where the result is the same as before', () => {
    const one = sheet({ a: ['b'], b: [2, 3] });
    readAll(one);
    one.take();
    one.formulas.set('b', [4, 1]);
    assert.deepEqual(readAll(one), { a: 5, b: 5 });
    assert.deepEqual(one.take(), ['b']);
  });

  it('gives all members of a circle the circle, and those that only use it what they make of it', () => {
    const one = sheet({ outside: ['a'], a: ['b'], b: ['c'], c: ['a'], self: ['self'] });
    assert.deepEqual(readAll(one), {
      outside: 'bad',
      a: 'cycle:a,b,c',
      b: 'cycle:a,b,c',
      c: 'cycle:a,b,c',
      self: 'cycle:self',
    });
    assert.deepEqual(
      one.cells.cycles.map((cycle) => cycle.members),
      [['a', 'b', 'c'], ['self']],
    );
  });

  it('forgets a circle that was undone', () => {
    const one = sheet({ a: ['b'], b: ['a'] });
    readAll(one);
    one.formulas.set('b', [7]);
    assert.deepEqual(readAll(one), { a: 7, b: 7 });
    assert.deepEqual(one.cells.cycles, []);
  });

  it('goes on after it was stopped', () => {
    const one = sheet({ a: ['b'], b: ['c'], c: [1] });
    let allowed = 3;
    one.cells.begin(() => allowed-- <= 0);
    assert.throws(() => one.sums.read('a', 'a'), Stopped);
    assert.deepEqual(readAll(one), { a: 1, b: 1, c: 1 });
  });

  it('survives chains that are deeper than the stack', () => {
    const formulas = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`n${index}`, [`n${index + 1}`]]),
    );
    const one = sheet(formulas);
    assert.equal(Object.keys(readAll(one)).length, 5000);
  });

  it('forgets cells that are not read any more', () => {
    const one = sheet({ a: ['b'], b: [1] });
    readAll(one);
    one.formulas.set('a', [5]);
    readAll(one, ['a']);
    one.take();
    one.formulas.set('a', ['b']);
    readAll(one, ['a']);
    assert.deepEqual(one.take(), ['a', 'b']);
  });

  it('comes to the same result as a fresh sheet, whatever changes, in whatever order it is read', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const formula = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(...names)), {
      maxLength: 3,
    });
    const edit = fc.record({
      name: fc.constantFrom(...names),
      formula,
      order: fc.shuffledSubarray(names, { minLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const kept = sheet({});
        for (const { name, formula: changed, order } of edits) {
          kept.formulas.set(name, changed);
          const fresh = sheet(Object.fromEntries(kept.formulas));
          assert.deepEqual(readAll(kept, order), pick(readAll(fresh, names), order));
        }
      }),
      { numRuns: 400 },
    );
  });
});

function pick(
  values: Record<string, number | string>,
  order: readonly string[],
): Record<string, number | string | undefined> {
  return Object.fromEntries(order.map((name) => [name, values[name]]));
}
