import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { keys, withEnvironment, worldOf } from '../../support/aws/account';
import { startFakeAws } from '../../support/aws/fakeAws';
import { checkFails, project, run } from './run';

const example = 'examples/snapshot-three-tier';
const place = 'accounts/111122223333/eu-west-1';
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'reachable-diff-')).replaceAll('\\', '/')));
afterEach(() => rmSync(folder, { recursive: true }));

/** A copy of the example in which one file's text is changed. */
function changed(file: string, change: (text: string) => string): string {
  cpSync(path.join(project, example), folder, { recursive: true });
  const name = path.join(folder, place, file);
  writeFileSync(name, change(readFileSync(name, 'utf8')));
  return folder;
}

describe('reachable diff', () => {
  it('of a snapshot with itself has status 0', async () => {
    const { status, out } = await run(['diff', '--snapshot', example, '--snapshot', example]);
    assert.deepEqual(
      [status, out],
      [0, `Snapshot ${example} and snapshot ${example} are the same network.\n`],
    );
  });

  it('of two snapshots tells what changed, with status 1', async () => {
    const after = changed('describe-network-acls.json', (text) => text.replaceAll('"allow"', '"deny"'));
    const { status, out } = await run(['diff', '--snapshot', example, '--snapshot', after]);
    assert.equal(status, 1);
    assert.match(out, /^Traffic that differs/);
    assert.match(out, /of network ACL /);
  });

  it('of code and a snapshot pairs what is the same', async () => {
    const { status, out } = await run(['diff', 'examples/three-tier', '--snapshot', example, '--json']);
    assert.equal(status, 1);
    const { version, pairs } = JSON.parse(out) as { version: number; pairs: { left: string; by: string }[] };
    assert.equal(version, 1);
    assert.ok(pairs.length >= 0);
  });

  it('wants something to compare with', () =>
    checkFails(['diff', 'examples/three-tier'], /--snapshot DIR, or --live/));

  it('takes two sides at most', () =>
    checkFails(['diff', 'examples/three-tier', '--snapshot', example, '--snapshot', example], /^Two things/));

  it('says that a state is missing', () =>
    checkFails(
      ['diff', 'examples/three-tier', '--snapshot', example, '--state', 'none.json'],
      /There is no file "none\.json"/,
    ));
});

/** The reply of the example's database, which its ACL drops: `eni-…` of shop-orders to shop-app-a. */
const record =
  '2 111122223333 eni-0333e4f5a6b7c8d03 10.20.20.30 10.20.10.15 5432 40000 6 3 180 1700000000 1700000060 REJECT OK';

describe('reachable explain-flow', () => {
  it('names the entry that rejected a record', async () => {
    const { status, out, errors } = await run(['explain-flow', '--snapshot', example, '--record', record]);
    assert.equal(status, 0, errors.join('\n'));
    assert.match(out, /a reply .*network ACL .* rejected it/);
  });

  it('does so as JSON', async () => {
    const { out } = await run(['explain-flow', '--snapshot', example, '--record', record, '--json']);
    const { records } = JSON.parse(out) as { records: { role: string; cause: { kind: string } }[] };
    assert.deepEqual(
      records.map(({ role, cause }) => [role, cause.kind]),
      [['reply', 'networkAcl']],
    );
  });

  it('reads files, also packed ones, and tells of the rejections in them', async () => {
    const text = `${record.replace('REJECT', 'ACCEPT')}\n${record}\n`;
    writeFileSync(path.join(folder, 'flow.log.gz'), gzipSync(text));
    writeFileSync(path.join(folder, 'flow.log'), text);
    for (const file of ['flow.log.gz', 'flow.log']) {
      const snapshot = path.join(project, example);
      const { status, out } = await run(['explain-flow', '--snapshot', snapshot, '--file', file], folder);
      assert.equal(status, 0);
      assert.equal(out.split('\n').length, 3);
    }
  });

  it('goes on past garbage, and tells it', async () => {
    const { status, errors } = await run([
      'explain-flow',
      '--snapshot',
      example,
      '--record',
      'hello world',
      '--record',
      record,
    ]);
    assert.equal(status, 0);
    assert.match(errors.join('\n'), /^Line 1 is no record: it has 2 fields/);
  });

  it('says what it can not explain, with status 3', async () => {
    const { status, out } = await run([
      'explain-flow',
      '--snapshot',
      example,
      '--record',
      record.replace('eni-0333e4f5a6b7c8d03', 'eni-0'),
    ]);
    assert.equal(status, 3);
    assert.match(out, /eni-0 is not in this network/);
  });

  it('wants one source of records', () =>
    checkFails(['explain-flow', '--snapshot', example], /^Say which records/));

  it('says that a packed file is broken', async () => {
    writeFileSync(path.join(folder, 'broken.gz'), Buffer.from([0x1f, 0x8b, 1, 2, 3]));
    await checkFails(['explain-flow', '--file', 'broken.gz'], /is no gzip that can be read/, folder);
  });

  it('says that a format is none', () =>
    checkFails(
      ['explain-flow', '--record', record, '--format', 'colour taste'],
      /^The format is a list of field names/,
    ));

  it('reads what an interface has rejected from its flow log', async () => {
    const world = {
      ...worldOf(example),
      FlowLogs: [
        {
          FlowLogId: 'fl-1',
          ResourceId: 'eni-0333e4f5a6b7c8d03',
          LogGroupName: 'flows',
          TrafficType: 'ALL',
          LogFormat:
            '${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}',
        },
        {
          FlowLogId: 'fl-2',
          ResourceId: 'eni-0333e4f5a6b7c8d03',
          LogDestination: 'arn:aws:s3:::logs',
          TrafficType: 'ALL',
        },
      ],
      events: [{ message: record, timestamp: 1700000000000 }],
    };
    const fake = await startFakeAws({ world });
    const { status, out, errors } = await withEnvironment(keys, () =>
      run([
        'explain-flow',
        '--live',
        '--last',
        'eni-0333e4f5a6b7c8d03',
        '--region',
        'eu-west-1',
        '--endpoint-url',
        fake.url,
      ]),
    );
    await fake.close();
    assert.equal(status, 0, errors.join('\n'));
    assert.match(out, /network ACL .* rejected it/);
    assert.match(errors.join('\n'), /fl-2 is kept in arn:aws:s3:::logs: open one of its files instead/);
  });
});
