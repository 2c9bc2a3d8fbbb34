import assert from 'node:assert/strict';
import { readRejects, type FlowLogRead } from '../../../server/src/aws/flowLogs';
import type { AwsProblem } from '../../../server/src/aws/choice';
import { choiceOf, keys, quietly, withEnvironment } from '../../support/aws/account';
import { startFakeAws, type Behaviour, type FakeAws, type FakeRequest } from '../../support/aws/fakeAws';

const flowLog = (id: string, resource: string, more: object = {}): Readonly<Record<string, unknown>> => ({
  FlowLogId: id,
  ResourceId: resource,
  TrafficType: 'ALL',
  LogGroupName: `/vpc/${id}`,
  LogFormat: '${version} ${action}',
  ...more,
});
const events = Array.from({ length: 12 }, (_, index) => ({ message: `2 REJECT ${index}` }));

/** Reads what `eni-1` (in `subnet-1` of `vpc-1`) has rejected, from these flow logs. */
async function check(
  FlowLogs: readonly Readonly<Record<string, unknown>>[],
  look: (found: FlowLogRead | AwsProblem, fake: FakeAws) => void | Promise<void>,
  behave: (request: FakeRequest) => Behaviour = () => 'answer',
): Promise<void> {
  const NetworkInterfaces = [{ NetworkInterfaceId: 'eni-1', SubnetId: 'subnet-1', VpcId: 'vpc-1' }];
  const fake = await startFakeAws({ world: { NetworkInterfaces, FlowLogs, events }, behave });
  try {
    const signal = new AbortController().signal;
    await look(
      await withEnvironment(keys, () =>
        readRejects(choiceOf(fake), { interface: 'eni-1', since: 1_700_000_000_000 }, { ...quietly, signal }),
      ),
      fake,
    );
  } finally {
    await fake.close();
  }
}

const notesOf = (found: FlowLogRead | AwsProblem): readonly string[] =>
  'problem' in found ? [found.problem] : found.notes;

describe('what an interface has rejected', () => {
  it('is read page by page, by the flow logs of the interface, its subnet and its VPC', () =>
    check(
      [flowLog('fl-1', 'vpc-1'), flowLog('fl-2', 'subnet-1'), flowLog('fl-3', 'vpc-2')],
      (found, fake) => {
        assert.ok('logs' in found);
        assert.deepEqual(
          found.logs.map(({ id, format, lines }) => [id, format, lines.length]),
          [
            ['fl-1', '${version} ${action}', 12],
            ['fl-2', '${version} ${action}', 12],
          ],
        );
        assert.deepEqual(found.notes, []);
        const [asked] = fake.requests.filter(({ api }) => api === 'FilterLogEvents');
        const { logGroupName, logStreamNamePrefix, startTime, filterPattern } = asked?.params ?? {};
        assert.deepEqual(
          [logGroupName, logStreamNamePrefix, startTime, filterPattern],
          ['/vpc/fl-1', 'eni-1', 1_700_000_000_000, 'REJECT'],
        );
      },
    ));

  it('is nothing where nothing is recorded, which is said', () =>
    check([], (found) => {
      assert.match(notesOf(found).join(), /^eni-1 has no flow log, nor has its subnet or its VPC/);
    }));

  it('is nothing where only accepted traffic is recorded, which is said', () =>
    check([flowLog('fl-1', 'eni-1', { TrafficType: 'ACCEPT' })], (found) => {
      assert.deepEqual(notesOf(found), ['fl-1 records accepted traffic only.']);
    }));

  it('is in files where a bucket has it, which is said', () =>
    check(
      [flowLog('fl-1', 'eni-1', { LogGroupName: undefined, LogDestination: 'arn:aws:s3:::logs' })],
      (found) => {
        assert.deepEqual(notesOf(found), [
          'fl-1 is kept in arn:aws:s3:::logs: open one of its files instead.',
        ]);
      },
    ));

  it('names the permission where the group may not be read', () =>
    check(
      [flowLog('fl-1', 'eni-1')],
      (found) => {
        assert.match(notesOf(found).join(), /it needs the permission logs:FilterLogEvents/);
      },
      ({ api }) => (api === 'FilterLogEvents' ? 'deny' : 'answer'),
    ));

  it('is a sentence where the interface may not be looked at', () =>
    check(
      [flowLog('fl-1', 'eni-1')],
      (found) => {
        assert.match(notesOf(found).join(), /^The credentials may not do this/);
      },
      ({ api }) => (api === 'DescribeNetworkInterfaces' ? 'deny' : 'answer'),
    ));

  it('is no longer read once that is called off', async () => {
    const fake = await startFakeAws({
      world: {
        NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }],
        FlowLogs: [flowLog('fl-1', 'eni-1')],
      },
      behave: ({ api }) => (api === 'FilterLogEvents' ? 'hang' : 'answer'),
    });
    const controller = new AbortController();
    const reading = withEnvironment(keys, () =>
      readRejects(
        choiceOf(fake),
        { interface: 'eni-1', since: 0 },
        { ...quietly, signal: controller.signal },
      ),
    );
    await fake.whenAsked('FilterLogEvents');
    controller.abort();
    assert.deepEqual(notesOf(await reading), ['Reading the account was called off.']);
    await fake.whenIdle();
    await fake.close();
  });
});
