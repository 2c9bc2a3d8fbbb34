import assert from 'node:assert/strict';
import { createCommitted, readCommitted } from '../../../server/src/workspace/committed';
import type { History } from '../../../server/src/workspace/history';
import { sharedParser } from '../../support/terraform';

const folder = '/space';

/** A history whose commit the test changes; it counts how often it was asked. */
function changingHistory(): History & { texts: Record<string, string> | undefined; asked: number } {
  const history = {
    texts: {} as Record<string, string> | undefined,
    asked: 0,
    committed: () => {
      history.asked += 1;
      const { texts } = history;
      return Promise.resolve(texts === undefined ? undefined : new Map(Object.entries(texts)));
    },
  };
  return history;
}

const settled = (): Promise<void> => new Promise(setImmediate);

describe('the last commit', () => {
  it('is read besides, and told of once it is there', async () => {
    const history = changingHistory();
    history.texts = { '/space/main.tf': 'a = 1\n', '/space/same.tf': 'b = 1\n' };
    let told = 0;
    const committed = createCommitted({
      history,
      parser: await sharedParser(),
      read: (path) => (path === '/space/same.tf' ? 'b = 1\n' : 'a = 2\n'),
      changed: () => (told += 1),
      now: () => 0,
    });
    assert.deepEqual(committed.changedFiles(folder), []);
    assert.equal(committed.version(), 0);
    await settled();
    assert.equal(told, 1);
    assert.equal(committed.version(), 1);
    const files = committed.changedFiles(folder);
    assert.deepEqual(
      files.map((file) => file.path),
      ['/space/main.tf'],
    );
    assert.equal(committed.changedFiles(folder)[0], files[0], 'parsed once');
  });

  it('is looked at again after a while, and told of only where it is another one', async () => {
    const history = changingHistory();
    history.texts = { '/space/main.tf': 'a = 1\n' };
    let told = 0;
    let time = 0;
    const committed = createCommitted({
      history,
      parser: await sharedParser(),
      read: () => undefined,
      changed: () => (told += 1),
      now: () => time,
    });
    const look = async (): Promise<void> => {
      committed.changedFiles(folder);
      await settled();
    };
    await look();
    await look();
    assert.deepEqual([history.asked, told], [1, 1]);
    time = 60_000;
    await look();
    assert.deepEqual([history.asked, told], [2, 1]);
    time = 120_000;
    history.texts = { '/space/main.tf': 'a = 3\n' };
    await look();
    assert.deepEqual([history.asked, told], [3, 2]);
    time = 180_000;
    history.texts = undefined;
    await look();
    assert.deepEqual(committed.changedFiles(folder), []);
  });

  it('is there at once for those who wait', async () => {
    const history = changingHistory();
    history.texts = { '/space/main.tf': 'a = 1\n' };
    const changed = await readCommitted([folder], {
      history,
      parser: await sharedParser(),
      read: () => undefined,
    });
    assert.deepEqual(
      changed(folder).map((file) => file.path),
      ['/space/main.tf'],
    );
    assert.deepEqual(changed('/other'), []);
  });
});
