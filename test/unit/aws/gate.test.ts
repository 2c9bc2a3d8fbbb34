import assert from 'node:assert/strict';
import { createGate } from '../../../server/src/aws/gate';

/** Starts jobs (`+` before one that goes on) that end one after the other; gives the order in which they ran. */
async function checkOrder(
  limit: number,
  jobs: readonly string[],
  expected: readonly string[],
): Promise<void> {
  const gate = createGate(limit);
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const run = (name: string): Promise<void> =>
    gate(async () => {
      order.push(name);
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
    }, name.startsWith('+'));
  await Promise.all(jobs.map(run));
  assert.deepEqual(order, expected);
  assert.equal(most, Math.min(limit, jobs.length));
}

describe('the gate before requests', () => {
  it('lets so many through at once, the others in their order', () =>
    checkOrder(2, ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd']));

  it('lets what goes on through first', () => checkOrder(1, ['a', 'b', '+c', 'd'], ['a', '+c', 'b', 'd']));

  it('goes on after a job that fails', async () => {
    const gate = createGate(1);
    const failing = gate(() => Promise.reject(new Error('refused')));
    const next = gate(() => Promise.resolve('answered'));
    await assert.rejects(failing, /refused/);
    assert.equal(await next, 'answered');
  });
});
