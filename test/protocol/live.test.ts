import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import {
  explainFlowRequest,
  liveCompareRequest,
  liveIdentifyRequest,
  liveProgressNotification,
  liveReadRequest,
  liveSaveRequest,
  liveTranslateRequest,
  type LiveAccount,
  type LiveProgress,
} from '../../server/src/protocol/liveRequests';
import { changedNotification, networkRequest } from '../../server/src/protocol/networkRequests';
import { endpointsRequest, whyRequest, type Problem } from '../../server/src/protocol/requests';
import { keys, withEnvironment, worldOf } from '../support/aws/account';
import { startFakeAws, type Behaviour, type FakeAws, type FakeRequest } from '../support/aws/fakeAws';
import { startServer, type TestServer } from './support/server';

const threeTier = worldOf('examples/snapshot-three-tier');

const files = `
--- main.tf
resource "aws_vpc" "shop" {
  cidr_block = "10.20.0.0/16"
}
resource "aws_security_group" "orders" {
  name   = "shop-orders"
  vpc_id = aws_vpc.shop.id
}
resource "aws_instance" "app" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  tags          = { Name = "shop-app-a" }
}
`;

const state = JSON.stringify({
  version: 4,
  resources: [
    {
      mode: 'managed',
      type: 'aws_instance',
      name: 'app',
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: 1, attributes: { id: 'i-0444d3e4f5a6b7c04' } }],
    },
  ],
});

interface Live {
  readonly server: TestServer;
  readonly fake: FakeAws;
  readonly choice: { readonly region: string; readonly endpointUrl: string };
  readonly read: () => Promise<LiveAccount>;
}

/** A server beside a fake account. */
async function withLive(
  use: (live: Live) => Promise<void>,
  behave: (request: FakeRequest) => Behaviour = () => 'answer',
  trusted = true,
  code = files,
): Promise<void> {
  const fake = await startFakeAws({ world: threeTier, behave });
  const server = await startServer({ files: code, initializationOptions: { trusted } });
  const choice = { region: 'eu-west-1', endpointUrl: fake.url };
  const read = async (): Promise<LiveAccount> => {
    const account = await server.connection.sendRequest(liveReadRequest, { choices: [choice] });
    assert.ok(!('problem' in account), 'problem' in account ? account.problem : '');
    return account;
  };
  try {
    await withEnvironment(keys, () => use({ server, fake, choice, read }));
    assert.deepEqual(server.errors, []);
  } finally {
    await server.stop();
    await fake.close();
  }
}

const problemOf = (result: object): string => (result as Partial<Problem>).problem ?? 'no problem';

describe('a live account', () => {
  it('is a root that is asked as code is', () =>
    withLive(async ({ server, read }) => {
      const account = await read();
      assert.equal(account.label, 'AWS 111122223333 eu-west-1');
      const { roots, endpoints } = await server.connection.sendRequest(endpointsRequest, {
        root: account.root,
      });
      assert.ok(roots.some(({ id }) => id === account.root));
      assert.ok(endpoints.some(({ label }) => label === 'shop-orders'));
      const answer = await server.connection.sendRequest(whyRequest, {
        root: account.root,
        from: 'shop-app-a',
        to: 'shop-orders',
      });
      assert.ok(!('problem' in answer));
      assert.match(answer.text, /acl-0733f1e2d3c4b5a63/);
      const overview = await server.connection.sendRequest(networkRequest, {
        root: account.root,
        withReaches: false,
      });
      assert.ok(!('problem' in overview) && overview.root === account.root);
    }));

  it('is asked for nothing before somebody wants it', () =>
    withLive(async ({ server, fake }) => {
      await server.connection.sendRequest(endpointsRequest, {});
      assert.deepEqual(fake.requests, []);
    }));

  it('tells how far the reading is, and that what was said of it may not hold any more', () =>
    withLive(async ({ server, read }) => {
      const told: LiveProgress[] = [];
      const changed: string[] = [];
      server.connection.onNotification(liveProgressNotification, (progress) => void told.push(progress));
      server.connection.onNotification(changedNotification, ({ roots }) => void changed.push(...roots));
      const { root } = await read();
      assert.ok(told.length > 30);
      assert.ok(changed.includes(root));
    }));

  it('tells whose it is before it is read', () =>
    withLive(async ({ server, choice, fake }) => {
      const identity = await server.connection.sendRequest(liveIdentifyRequest, choice);
      assert.deepEqual(identity, {
        account: '111122223333',
        arn: 'arn:aws:sts::111122223333:assumed-role/ReadOnly/ada',
        region: 'eu-west-1',
        endpointUrl: fake.url,
      });
      assert.deepEqual(
        fake.requests.map(({ api }) => api),
        ['GetCallerIdentity'],
      );
    }));

  it('names what could not be read', () =>
    withLive(
      async ({ read }) => {
        assert.deepEqual((await read()).refused, [
          'aws ec2 describe-subnets: UnauthorizedOperation; it needs the permission ec2:DescribeSubnets',
        ]);
      },
      ({ api }) => (api === 'DescribeSubnets' ? 'deny' : 'answer'),
    ));

  it('is no longer read once the request is cancelled', () =>
    withLive(
      async ({ server, fake, choice }) => {
        const source = new CancellationTokenSource();
        const reading = server.connection.sendRequest(liveReadRequest, { choices: [choice] }, source.token);
        await fake.whenAsked('DescribeVpcs');
        source.cancel();
        assert.match(problemOf(await reading), /called off/);
        await fake.whenIdle();
      },
      ({ api }) => (api === 'DescribeVpcs' ? 'hang' : 'answer'),
    ));

  it('is off in a workspace that nobody trusts', () =>
    withLive(
      async ({ server, fake, choice }) => {
        const read = await server.connection.sendRequest(liveReadRequest, { choices: [choice] });
        assert.match(problemOf(read), /^This workspace is not trusted/);
        assert.deepEqual(fake.requests, []);
      },
      () => 'answer',
      false,
    ));

  it('may be several, which are one network', () =>
    withLive(async ({ server, choice }) => {
      const choices = [choice, { ...choice, region: 'eu-central-1' }];
      const account = await server.connection.sendRequest(liveReadRequest, { choices });
      assert.ok(!('problem' in account));
      assert.equal(account.label, 'AWS 111122223333 eu-west-1, 111122223333 eu-central-1');
      assert.deepEqual(
        account.identities.map(({ region }) => region),
        ['eu-west-1', 'eu-central-1'],
      );
    }));

  it('leads from what blocks to the line of the code that holds the same thing', () =>
    withLive(async ({ server, read }) => {
      const { root } = await read();
      const answer = await server.connection.sendRequest(whyRequest, {
        root,
        from: 'shop-app-a',
        to: 'internet',
      });
      assert.ok(!('problem' in answer));
      const { inCode = {} } = answer.extras;
      const [workload] = answer.answerJson.path;
      assert.equal(workload?.component, 'eni-0322e4f5a6b7c8d01');
      const place = inCode[workload.component];
      assert.ok(place !== undefined && 'file' in place);
      assert.deepEqual([place.file.split('/').at(-1), place.range.start.line], ['main.tf', 7]);
    }));

  it('is saved as a snapshot only when asked', () =>
    withLive(async ({ server, read }) => {
      const folder = mkdtempSync(join(tmpdir(), 'reachable-save-'));
      const save = (): Promise<object> =>
        server.connection.sendRequest(liveSaveRequest, { folder: pathToFileURL(folder).href });
      assert.match(problemOf(await save()), /No account has been read/);
      await read();
      await save();
      const saved = readdirSync(join(folder, 'accounts/111122223333/eu-west-1'));
      rmSync(folder, { recursive: true });
      assert.ok(saved.includes('manifest.json'));
    }));

  it('is compared with the code', () =>
    withLive(async ({ server, read }) => {
      assert.match(
        problemOf(await server.connection.sendRequest(liveCompareRequest, {})),
        /No account has been read/,
      );
      await read();
      const compared = await server.connection.sendRequest(liveCompareRequest, {});
      assert.ok('text' in compared);
      assert.match(
        compared.text,
        /The account: AWS 111122223333 eu-west-1, read 2026-01-02T03:04:05\.000Z\.[^]*\nOnly in the account:/,
      );
    }));

  it('is told apart by the state that lies beside the code', () =>
    withLive(
      async ({ server, read }) => {
        await read();
        const compared = await server.connection.sendRequest(liveCompareRequest, {});
        assert.ok('text' in compared);
        assert.match(compared.text, /What is which was told by terraform\.tfstate/);
        // Names alone would not tell: the state says that it is the bastion.
        assert.match(compared.text, /aws_instance\.app = shop-bastion \(i-0444d3e4f5a6b7c04\)/);
      },
      () => 'answer',
      true,
      `${files}--- terraform.tfstate\n${state}\n`,
    ));

  it('is asked the same question as the code', () =>
    withLive(async ({ server, read }) => {
      const { root } = await read();
      const { root: code = '' } = await server.connection.sendRequest(endpointsRequest, {});
      const ask = (from: string): Promise<object> =>
        server.connection.sendRequest(liveTranslateRequest, { root: code, from, to: 'internet' });
      assert.deepEqual(await ask('aws_instance.app'), {
        root,
        from: 'shop-app-a',
        to: 'internet',
      });
    }));

  it('explains a record of its flow log', () =>
    withLive(async ({ server, read }) => {
      const { root } = await read();
      const text =
        '2 111122223333 eni-0333e4f5a6b7c8d03 10.20.20.30 10.20.10.15 5432 40000 6 3 180 1700000000 1700000060 REJECT OK';
      const explained = await server.connection.sendRequest(explainFlowRequest, { root, source: { text } });
      assert.ok('text' in explained);
      assert.match(explained.text, /network ACL .* rejected it/);
      const wrong = await server.connection.sendRequest(explainFlowRequest, {
        root,
        source: { text: 'hello' },
      });
      assert.match(problemOf(wrong), /^Line 1 is no record/);
    }));
});
