import assert from 'node:assert/strict';
import { remembered, rememberedForList } from '../../../server/src/util/remembered';

describe('what is remembered of an object', () => {
  it('is worked out once for each object, undefined results too', () => {
    const asked: object[] = [];
    const ask = remembered((key: { readonly answer: number | undefined }) => {
      asked.push(key);
      return key.answer;
    });
    const [one, other] = [{ answer: 1 }, { answer: undefined }];
    assert.deepEqual([ask(one), ask(other), ask(one), ask(other)], [1, undefined, 1, undefined]);
    assert.deepEqual(asked, [one, other]);
  });

  it('goes by identity: an equal object is another one', () => {
    let count = 0;
    const ask = remembered(() => (count += 1));
    assert.deepEqual([ask({}), ask({})], [1, 2]);
  });
});

describe('what is remembered of a list of objects', () => {
  it('is worked out anew when an object is another one, and when one is added, moved or gone', () => {
    const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    const asked: string[] = [];
    const ask = rememberedForList((keys: readonly { readonly name: string }[]) => {
      const names = keys.map((key) => key.name).join('');
      asked.push(names);
      return names;
    });
    const lists = [[a, b], [a, b], [a, b, c], [a, c, b], [a], [a, { name: 'b' }], [], []];
    assert.deepEqual(lists.map(ask), ['ab', 'ab', 'abc', 'acb', 'a', 'ab', '', '']);
    assert.deepEqual(asked, ['ab', 'abc', 'acb', 'a', 'ab', '', '']);
  });
});
