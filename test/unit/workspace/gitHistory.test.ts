import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitHistory } from '../../../server/src/workspace/gitHistory';

describe("git's last commit", () => {
  let folder: string;
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  };

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'history-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has the texts of the Terraform files of one folder, whatever is on disk', async () => {
    git('init');
    mkdirSync(join(folder, 'app'));
    writeFileSync(join(folder, 'main.tf'), 'a = "ä"\n');
    writeFileSync(join(folder, 'app', 'app.tf'), 'b = 1\n');
    writeFileSync(join(folder, 'app', 'more words.tf'), '');
    writeFileSync(join(folder, 'app', 'notes.md'), 'notes');
    git('add', '.');
    git('commit', '-m', 'all');
    writeFileSync(join(folder, 'main.tf'), 'changed = true\n');
    assert.deepEqual(await gitHistory.committed(folder), new Map([[`${folder}/main.tf`, 'a = "ä"\n']]));
    assert.deepEqual(
      await gitHistory.committed(join(folder, 'app')),
      new Map([
        [`${folder}/app/app.tf`, 'b = 1\n'],
        [`${folder}/app/more words.tf`, ''],
      ]),
    );
  });

  it('is unknown without a commit, a repository or a folder', async () => {
    assert.equal(await gitHistory.committed(folder), undefined);
    git('init');
    assert.equal(await gitHistory.committed(folder), undefined);
    assert.equal(await gitHistory.committed(join(folder, 'nowhere')), undefined);
  });
});
