import assert from 'node:assert/strict';
import { isAwsProblem } from '../../../server/src/aws/choice';
import { readAccount, type ReadAccount, type ReadProgress } from '../../../server/src/aws/readAccount';
import { networkFromSnapshot } from '../../../server/src/network/fromAws';
import type { Network } from '../../../server/src/network/model';
import { choiceOf, keys, quietly, withEnvironment, worldOf } from '../../support/aws/account';
import {
  startFakeAws,
  type Behaviour,
  type FakeAws,
  type FakeRequest,
  type World,
} from '../../support/aws/fakeAws';
import { readSnapshotFolder } from '../../support/snapshots';

const example = 'examples/snapshot-three-tier';
const threeTier = worldOf(example);

/** Reads a world through the fake; `look` gets what was read and what was asked. */
async function checkRead(
  world: World,
  behave: (request: FakeRequest) => Behaviour,
  look: (read: ReadAccount, network: Network, fake: FakeAws) => void,
): Promise<void> {
  const fake = await startFakeAws({ world, behave });
  try {
    const read = await withEnvironment(keys, () =>
      readAccount(choiceOf(fake), { ...quietly, signal: new AbortController().signal }),
    );
    assert.ok(!isAwsProblem(read), 'problem' in read ? read.problem : '');
    look(read, networkFromSnapshot(read.files, { assumeDefaults: false }), fake);
    assert.equal(fake.underWay(), 0);
  } finally {
    await fake.close();
  }
}

const well = (): Behaviour => 'answer';
const only =
  (behaviour: Behaviour, ...apis: string[]) =>
  (request: FakeRequest): Behaviour =>
    apis.includes(request.api) ? behaviour : 'answer';

describe('reading an account', () => {
  it('in pages of five gives the network that its snapshot gives', () =>
    checkRead(threeTier, well, (read, network) => {
      const expected = networkFromSnapshot(readSnapshotFolder(example), { assumeDefaults: false });
      assert.deepEqual(network, expected);
      assert.deepEqual(read.refused, []);
      assert.deepEqual(read.identity.account, '111122223333');
    }));

  it('asks for the largest pages that each operation allows', () =>
    checkRead(threeTier, well, (_, __, fake) => {
      const sizes = new Map(fake.requests.map(({ api, params }) => [api, params['MaxResults']]));
      assert.equal(sizes.get('DescribeNetworkInterfaces'), '1000');
      assert.equal(sizes.get('DescribeRouteTables'), '100');
      assert.equal(sizes.get('DescribeEgressOnlyInternetGateways'), '255');
      assert.equal(sizes.get('DescribeAddresses'), undefined);
    }));

  it('names itself in every request', () =>
    checkRead(threeTier, well, (_, __, fake) => {
      assert.deepEqual(
        fake.requests.filter(({ userAgent }) => !userAgent.includes('reachable/0.0.0-test')),
        [],
      );
    }));

  it('asks nothing but what reads', () =>
    checkRead(threeTier, well, (_, __, fake) => {
      assert.deepEqual(
        fake.requests.filter(({ api }) => !/^(Describe|Get|List|Search)/.test(api)),
        [],
      );
    }));

  it('asks services for the owners of interfaces only where interfaces are theirs', () =>
    checkRead(threeTier, well, (_, __, fake) => {
      const services = new Set(fake.requests.map(({ service }) => service));
      assert.deepEqual([...services].sort(), ['ec2', 'elbv2', 'rds', 'sts']);
    }));

  it('tries again where it is throttled', () =>
    checkRead(
      threeTier,
      ({ api, earlier }) => (api === 'DescribeSubnets' && earlier < 1 ? 'throttle' : 'answer'),
      (read, network) => {
        assert.deepEqual(read.refused, []);
        assert.equal(network.subnets.size, threeTier['Subnets']?.length);
      },
    ));

  it('tries again where a connection is cut in the middle of an answer', () =>
    checkRead(
      threeTier,
      ({ api, earlier }) => (api === 'DescribeVpcs' && earlier === 0 ? 'cut' : 'answer'),
      (read, network) => {
        assert.deepEqual(read.refused, []);
        assert.equal(network.vpcs.size, 1);
      },
    ));

  it('waits for slow answers', () =>
    checkRead(threeTier, only({ late: 300 }, 'DescribeRouteTables'), (read, network) => {
      assert.deepEqual(read.refused, []);
      assert.equal(network.routeTables.size, threeTier['RouteTables']?.length);
    }));
});

describe('a call that fails', () => {
  it('is unknown, not empty, with the permission that is missing', () =>
    checkRead(threeTier, only('deny', 'DescribeNetworkAcls'), (read, network) => {
      assert.deepEqual(read.refused, [
        {
          api: 'ec2:DescribeNetworkAcls',
          command: 'ec2 describe-network-acls',
          code: 'UnauthorizedOperation',
          permission: 'ec2:DescribeNetworkAcls',
        },
      ]);
      assert.match(network.notCollected.networkAcls?.why ?? '', /ec2:DescribeNetworkAcls/);
    }));

  it('after some pages keeps these, and the rest is unknown', () =>
    checkRead(
      threeTier,
      ({ api, earlier }) => (api === 'DescribeSubnets' && earlier > 0 ? 'deny' : 'answer'),
      (_, network) => {
        assert.equal(network.subnets.size, 5);
        assert.ok(network.notCollected.subnets !== undefined);
      },
    ));

  it('that the API does not know is unknown', () =>
    checkRead(threeTier, only('missing', 'DescribeCarrierGateways'), (read, network) => {
      assert.deepEqual(
        read.refused.map(({ command, code }) => [command, code]),
        [['ec2 describe-carrier-gateways', 'InvalidAction']],
      );
      assert.ok(network.notCollected.carrierGateways !== undefined);
    }));

  it('with HTML in place of an answer is unknown', () =>
    checkRead(threeTier, only('html', 'DescribeNatGateways'), (read, network) => {
      assert.equal(read.refused.length, 1);
      assert.ok(network.notCollected.natGateways !== undefined);
    }));

  it('for one of several things leaves that one unknown', () =>
    checkRead(
      threeTier,
      ({ api, earlier }) => (api === 'DescribeTargetHealth' && earlier === 0 ? 'deny' : 'answer'),
      (read, network) => {
        assert.equal(read.refused[0]?.permission, 'elasticloadbalancing:DescribeTargetHealth');
        const [group] = [...network.targetGroups.values()];
        assert.match(group?.targetsIncomplete?.why ?? '', /AccessDenied; it needs .*DescribeTargetHealth/);
      },
    ));

  it('does not make its dependants empty', () =>
    checkRead(threeTier, only('deny', 'DescribeLoadBalancers'), (_, network) => {
      assert.ok(network.notCollected.loadBalancers !== undefined);
    }));

  it('in any set of calls never loses the others', async () => {
    const apis = [
      'DescribeVpcs',
      'DescribeSubnets',
      'DescribeInternetGateways',
      'DescribeRouteTables',
      'DescribeInstances',
    ];
    const kinds = ['vpcs', 'subnets', 'internetGateways', 'routeTables'] as const;
    for (let set = 0; set < 2 ** apis.length; set += 3) {
      const denied = apis.filter((_, index) => (set & (1 << index)) !== 0);
      await checkRead(threeTier, only('deny', ...denied), (read, network) => {
        assert.deepEqual(read.refused.length, denied.length);
        for (const [index, kind] of kinds.entries()) {
          const isDenied = denied.includes(apis[index] ?? '');
          assert.equal(
            network.notCollected[kind] !== undefined,
            isDenied,
            `${kind} without ${denied.join()}`,
          );
          assert.equal(network[kind].size === 0, isDenied, `${kind} without ${denied.join()}`);
        }
      });
    }
  }).timeout(60_000);
});

describe('credentials that expire while an account is read', () => {
  it('end the reading with one sentence', async () => {
    const fake = await startFakeAws({ world: threeTier, behave: only('expired', 'DescribeSecurityGroups') });
    const read = await withEnvironment(keys, () =>
      readAccount(choiceOf(fake), { ...quietly, signal: new AbortController().signal }),
    );
    assert.match('problem' in read ? read.problem : '', /have expired/);
    await fake.whenIdle();
    await fake.close();
  });
});

describe('calling a reading off', () => {
  for (const phase of [
    'GetCallerIdentity',
    'DescribeNetworkInterfaces',
    'DescribeVpcAttribute',
    'DescribeRules',
    // Asked for once an interface was found to be its own.
    'DescribeDBSubnetGroups',
  ]) {
    it(`during ${phase} leaves no request under way, and asks nothing more`, async () => {
      const fake = await startFakeAws({ world: threeTier, behave: only('hang', phase) });
      const controller = new AbortController();
      const reading = withEnvironment(keys, () =>
        readAccount(choiceOf(fake), { ...quietly, signal: controller.signal }),
      );
      await fake.whenAsked(phase);
      controller.abort();
      const read = await reading;
      assert.match('problem' in read ? read.problem : '', /called off/);
      await fake.whenIdle();
      const asked = fake.requests.length;
      await new Promise(setImmediate);
      assert.equal(fake.requests.length, asked);
      await fake.close();
    });
  }

  it('between two tries of a throttled call ends at once', async () => {
    const fake = await startFakeAws({ world: threeTier, behave: () => 'throttle' });
    const controller = new AbortController();
    const reading = withEnvironment(keys, () =>
      readAccount(choiceOf(fake), { ...quietly, signal: controller.signal }),
    );
    await fake.whenAsked('GetCallerIdentity');
    controller.abort();
    const read = await reading;
    assert.match('problem' in read ? read.problem : '', /called off/);
    await fake.close();
  });
});

describe('progress', () => {
  it('tells each call and what it found, and ends complete', async () => {
    const fake = await startFakeAws({ world: threeTier });
    const told: ReadProgress[] = [];
    await withEnvironment(keys, () =>
      readAccount(choiceOf(fake), {
        ...quietly,
        signal: new AbortController().signal,
        onProgress: (progress) => told.push(progress),
      }),
    );
    await fake.close();
    const last = told.at(-1);
    assert.equal(last?.done, last?.total);
    assert.deepEqual(
      told.filter(({ command }) => command === 'ec2 describe-subnets').map(({ found }) => found),
      [threeTier['Subnets']?.length],
    );
  });
});

describe('what is secret or of no use', () => {
  const world: World = {
    ...threeTier,
    NetworkInterfaces: [
      ...(threeTier['NetworkInterfaces'] ?? []),
      { NetworkInterfaceId: 'eni-0a', Description: 'AWS Lambda VPC ENI-pay', Groups: [], VpcId: 'vpc-0' },
    ],
    Functions: [
      {
        FunctionName: 'pay',
        FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:pay',
        Environment: { Variables: { TOKEN: 'hunter2' } },
        VpcConfig: { SubnetIds: ['subnet-0'], SecurityGroupIds: ['sg-0'], VpcId: 'vpc-0' },
      },
    ],
    VpnConnections: [
      {
        VpnConnectionId: 'vpn-0',
        CustomerGatewayConfiguration: '<pre_shared_key>hunter2</pre_shared_key>',
        Options: { TunnelOptions: [{ PreSharedKey: 'hunter2' }] },
      },
    ],
    DBInstances: (threeTier['DBInstances'] ?? []).map((one) => ({ ...one, MasterUsername: 'hunter2' })),
  };

  it('is dropped while reading', () =>
    checkRead(world, well, (read) => {
      assert.ok(read.files.some(({ text }) => text.includes('"pay"')));
      assert.deepEqual(
        read.files.filter(({ text }) => text.includes('hunter2')).map(({ path }) => path),
        [],
      );
    }));
});
