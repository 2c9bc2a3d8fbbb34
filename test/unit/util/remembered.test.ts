import assert from 'node:assert/strict';
import { remembered } from '../../../server/src/util/remembered';

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
