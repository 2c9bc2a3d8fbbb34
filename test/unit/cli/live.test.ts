import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keys, withEnvironment, worldOf } from '../../support/aws/account';
import { startFakeAws, type Behaviour, type FakeRequest } from '../../support/aws/fakeAws';
import { checkFails, run, type Run } from './run';

const threeTier = worldOf('examples/snapshot-three-tier');

/** Runs a command against a fake account; `args` get the flags that choose it. */
async function runLive(
  args: readonly string[],
  behave: (request: FakeRequest) => Behaviour = () => 'answer',
  directory?: string,
): Promise<Run> {
  const fake = await startFakeAws({ world: threeTier, behave });
  try {
    const all = [...args, '--region', 'eu-west-1', '--endpoint-url', fake.url];
    return await withEnvironment(keys, () => run(all, directory));
  } finally {
    await fake.close();
  }
}

const question = ['--from', 'shop-app-a', '--to', 'shop-orders', '--port', '5432', '--json'];

describe('--live', () => {
  it('answers as the snapshot of the same account does', async () => {
    const live = await runLive(['why', '--live', ...question]);
    const snapshot = await run(['why', '--snapshot', 'examples/snapshot-three-tier', ...question]);
    assert.equal(live.status, 1, live.errors.join('\n'));
    assert.deepEqual(JSON.parse(live.out), JSON.parse(snapshot.out));
  });

  it('shows account, role and end point before it reads', async () => {
    const { errors } = await runLive(['show', '--live']);
    assert.match(
      errors[0] ?? '',
      /^Reading account 111122223333 in eu-west-1 through http:\S+ as arn:aws:sts::111122223333:assumed-role\/ReadOnly\/ada\.$/,
    );
  });

  it('names the permission that a refused call needs', async () => {
    const { errors } = await runLive(['matrix', '--live'], ({ api }) =>
      api === 'DescribeNatGateways' ? 'deny' : 'answer',
    );
    assert.match(errors.join('\n'), /it needs the permission ec2:DescribeNatGateways/);
  });

  it('is needed for a profile', () =>
    checkFails(['show', '--profile', 'dev'], /A profile or Region is for a live account: say --live too/));

  it('without credentials says what to do', async () => {
    const { status, errors } = await withEnvironment(
      { ...keys, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      () => run(['show', '--live', '--region', 'eu-west-1']),
    );
    assert.equal(status, 2);
    assert.match(errors.join('\n'), /^No AWS credentials were found/);
  });
});

describe('reachable snapshot', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'reachable-snapshot-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const place = (): string => path.join(folder, 'snap/accounts/111122223333/eu-west-1');

  it('writes a folder that --snapshot takes', async () => {
    const taken = await runLive(['snapshot', '--out', 'snap'], undefined, folder);
    assert.equal(taken.status, 0, taken.errors.join('\n'));
    assert.match(taken.out, /^\d+ files in snap\.\n$/);
    const asked = await run(['why', '--snapshot', 'snap', ...question], folder);
    const example = await run(['why', '--snapshot', 'examples/snapshot-three-tier', ...question]);
    assert.deepEqual(JSON.parse(asked.out), JSON.parse(example.out));
  });

  it('ends with 1 where a call was refused, and the snapshot remembers it', async () => {
    const taken = await runLive(
      ['snapshot', '--out', 'snap', '--json'],
      ({ api }) => (api === 'DescribeRouteTables' ? 'deny' : 'answer'),
      folder,
    );
    assert.equal(taken.status, 1);
    assert.deepEqual(
      (JSON.parse(taken.out) as { refused: { api: string }[] }).refused.map(({ api }) => api),
      ['ec2:DescribeRouteTables'],
    );
    const asked = await run(
      ['why', '--snapshot', 'snap', '--from', 'shop-app-a', '--to', 'internet', '--port', '443', '--json'],
      folder,
    );
    assert.equal(asked.status, 3);
    assert.match(asked.out, /ec2:DescribeRouteTables/);
  });

  it('leaves nothing of an earlier snapshot of the same Region', async () => {
    await runLive(['snapshot', '--out', 'snap'], undefined, folder);
    writeFileSync(path.join(place(), 'old.json'), '{}');
    await runLive(['snapshot', '--out', 'snap'], undefined, folder);
    assert.ok(!readdirSync(place()).includes('old.json'));
  });

  it('does not write over anything else', async () => {
    mkdirSync(place(), { recursive: true });
    writeFileSync(path.join(place(), 'thesis.txt'), 'words');
    const taken = await runLive(['snapshot', '--out', 'snap'], undefined, folder);
    assert.equal(taken.status, 2);
    assert.match(taken.errors.at(-1) ?? '', /holds something else/);
    assert.deepEqual(readdirSync(place()), ['thesis.txt']);
  });

  it('reads several Regions into one snapshot', async () => {
    const taken = await runLive(['snapshot', '--out', 'snap', '--region', 'eu-central-1'], undefined, folder);
    assert.equal(taken.status, 0);
    assert.deepEqual(readdirSync(path.join(folder, 'snap/accounts/111122223333')).sort(), [
      'eu-central-1',
      'eu-west-1',
    ]);
  });

  it('that is interrupted writes nothing', async () => {
    const fake = await startFakeAws({
      world: threeTier,
      behave: ({ api }) => (api === 'DescribeVpcs' ? 'hang' : 'answer'),
    });
    const controller = new AbortController();
    const args = ['snapshot', '--out', 'snap', '--region', 'eu-west-1', '--endpoint-url', fake.url];
    const running = withEnvironment(keys, () => run(args, folder, false, controller.signal));
    await fake.whenAsked('DescribeVpcs');
    controller.abort();
    const { status, errors } = await running;
    await fake.close();
    assert.equal(status, 2);
    assert.match(errors.at(-1) ?? '', /[Cc]alled off/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
