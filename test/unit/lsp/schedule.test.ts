import assert from 'node:assert/strict';
import { createSchedule } from '../../../server/src/lsp/schedule';

describe('scheduling', () => {
  it('runs what is asked for several times at once only once', async () => {
    const runs: string[] = [];
    const schedule = createSchedule<string>((key) => Promise.resolve(void runs.push(key)));
    schedule.request('a');
    schedule.request('a');
    schedule.request('b');
    await schedule.idle();
    assert.deepEqual(runs.sort(), ['a', 'b']);
  });

  it('tells a job that it is stale once it is asked for again', async () => {
    const seen: boolean[] = [];
    let first = true;
    const schedule = createSchedule<string>((key, isStale) => {
      if (first) {
        first = false;
        schedule.request(key);
      }
      seen.push(isStale());
      return Promise.resolve();
    });
    schedule.request('a');
    await schedule.idle();
    assert.deepEqual(seen, [true, false]);
  });

  it('does not run what was called off', async () => {
    const runs: string[] = [];
    const schedule = createSchedule<string>((key) => Promise.resolve(void runs.push(key)));
    schedule.request('a');
    schedule.cancel('a');
    await schedule.idle();
    assert.deepEqual(runs, []);
  });

  it('is idle before anything is asked for', () => createSchedule<string>(() => Promise.resolve()).idle());
});
