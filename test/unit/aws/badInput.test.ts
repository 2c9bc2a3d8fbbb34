import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { AccountChoice, AskMfaCode, AwsProblem } from '../../../server/src/aws/choice';
import { connect, listRegions } from '../../../server/src/aws/connection';
import { listProfiles } from '../../../server/src/aws/profiles';
import { proxyFor } from '../../../server/src/aws/proxy';
import { awsProblem } from '../../../server/src/aws/problems';
import { keys, quietly, withEnvironment } from '../../support/aws/account';
import { startFakeAws, type Behaviour, type FakeRequest } from '../../support/aws/fakeAws';

const signal = new AbortController().signal;

/** Connects with these files and variables, and gives the problem, or the account that was found. */
async function tryToConnect(
  choice: AccountChoice,
  {
    config = '',
    environment = {},
    askMfaCode = quietly.askMfaCode,
  }: {
    readonly config?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly askMfaCode?: AskMfaCode;
  } = {},
): Promise<AwsProblem | { readonly account: string; readonly region: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'reachable-aws-'));
  try {
    writeFileSync(join(folder, 'config'), config);
    writeFileSync(join(folder, 'credentials'), '');
    const files = {
      HOME: folder,
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    };
    return await withEnvironment({ ...files, ...environment }, async () => {
      const found = await connect(choice, { ...quietly, askMfaCode, signal });
      if ('problem' in found) return found;
      found.close();
      return { account: found.identity.account, region: found.identity.region };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same, against a fake that behaves like this. */
async function tryAgainst(
  behave: (request: FakeRequest) => Behaviour,
  choice: AccountChoice = {},
  options: Parameters<typeof tryToConnect>[1] = {},
): ReturnType<typeof tryToConnect> {
  const fake = await startFakeAws({ world: {}, behave });
  const environment = { ...keysOnly, AWS_ENDPOINT_URL_STS: fake.url, ...options.environment };
  try {
    return await tryToConnect(
      { region: 'eu-west-1', endpointUrl: fake.url, ...choice },
      { ...options, environment },
    );
  } finally {
    await fake.close();
  }
}

const keysOnly = {
  AWS_ACCESS_KEY_ID: keys.AWS_ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY: keys.AWS_SECRET_ACCESS_KEY,
};

const problemOf = (result: object): string => ('problem' in result ? String(result.problem) : 'no problem');

describe('no way into an account', () => {
  it('without credentials says where they come from', async () => {
    const found = await tryToConnect({ region: 'eu-west-1' });
    assert.match(problemOf(found), /^No AWS credentials were found.*aws configure sso/);
  });

  it('with a profile that does not exist names those that do', async () => {
    const found = await tryToConnect(
      { profile: 'porduction', region: 'eu-west-1' },
      {
        config:
          '[profile production]\nregion = eu-west-1\n[profile dev]\nregion = eu-west-1\n[sso-session corp]\nsso_region = eu-west-1\n',
      },
    );
    assert.equal(
      problemOf(found),
      'There is no profile "porduction" in the AWS configuration files (~/.aws/config): there is "dev", "production".',
    );
  });

  it('with an SSO login that has expired offers the command that renews it', async () => {
    const found = await tryToConnect(
      { profile: 'corp', region: 'eu-west-1' },
      {
        config:
          '[profile corp]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = ReadOnly\n[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n',
      },
    );
    assert.deepEqual(found, {
      problem:
        'The SSO login of profile "corp" has expired or was never made: run "aws sso login --profile corp", then ask again.',
      command: 'aws sso login --profile corp',
    });
  });

  it('without a Region asks for one', async () => {
    const found = await tryToConnect({}, { environment: keysOnly });
    assert.equal('needs' in found && found.needs, 'region');
    assert.match(problemOf(found), /^No Region is chosen/);
  });

  it('with something that is no Region says so', async () => {
    assert.match(
      problemOf(await tryToConnect({ region: 'Ireland' })),
      /"Ireland" is not the name of a Region/,
    );
  });

  it('with something that is no end point says so', async () => {
    const found = await tryToConnect({ region: 'eu-west-1', endpointUrl: 'localhost:5000' });
    assert.match(problemOf(found), /"localhost:5000" is no end point/);
  });
});

describe('the Region', () => {
  const config =
    '[profile dev]\nregion = eu-central-1\naws_access_key_id = test\naws_secret_access_key = test\n';

  it('is the chosen one first', async () => {
    const found = await tryAgainst(() => 'answer', { region: 'eu-west-3' }, { config });
    assert.deepEqual(found, { account: '111122223333', region: 'eu-west-3' });
  });

  it("then the profile's, then the environment's", async () => {
    const fake = await startFakeAws({ world: {} });
    const environment = { AWS_REGION: 'us-east-2' };
    const withProfile = await tryToConnect(
      { endpointUrl: fake.url },
      { config, environment: { ...environment, AWS_PROFILE: 'dev' } },
    );
    const without = await tryToConnect(
      { endpointUrl: fake.url },
      { config, environment: { ...environment, ...keysOnly } },
    );
    await fake.close();
    assert.deepEqual(
      [withProfile, without].map((one) => ('region' in one ? one.region : one.problem)),
      ['eu-central-1', 'us-east-2'],
    );
  });
});

describe('a role with MFA', () => {
  const config = [
    '[profile source]',
    'aws_access_key_id = test',
    'aws_secret_access_key = test',
    '[profile admin]',
    'role_arn = arn:aws:iam::111122223333:role/admin',
    'source_profile = source',
    'mfa_serial = arn:aws:iam::111122223333:mfa/ada',
  ].join('\n');
  const noKeys = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };

  it('asks for the code of its device', async () => {
    const asked: string[] = [];
    const codes: (string | undefined)[] = [];
    const found = await tryAgainst(
      ({ api, params }) => {
        if (api === 'AssumeRole') codes.push(params['TokenCode']);
        return 'answer';
      },
      { profile: 'admin' },
      {
        config,
        environment: noKeys,
        askMfaCode: (device) => {
          asked.push(device);
          return Promise.resolve('123456');
        },
      },
    );
    assert.deepEqual(found, { account: '111122223333', region: 'eu-west-1' });
    assert.deepEqual([asked, codes], [['arn:aws:iam::111122223333:mfa/ada'], ['123456']]);
  });

  it('is given up where no code is given', async () => {
    const found = await tryAgainst(() => 'answer', { profile: 'admin' }, { config, environment: noKeys });
    assert.match(problemOf(found), /^No MFA code was given/);
  });
});

describe('an API that refuses', () => {
  const cases: readonly (readonly [what: string, behaviour: Behaviour, says: RegExp])[] = [
    ['expired credentials', 'expired', /^The credentials have expired/],
    [
      'a signature of a wrong clock',
      {
        status: 403,
        code: 'SignatureDoesNotMatch',
        message: 'Signature expired: 20250101T000000Z is now earlier than 20260101T000000Z',
      },
      /clock of this machine is wrong: set the time/,
    ],
    [
      'a Region that is off',
      {
        status: 403,
        code: 'InvalidClientTokenId',
        message: 'The security token included in the request is invalid.',
      },
      /Region eu-west-1.*not switched on in the account/,
    ],
    [
      'a Region that is off, by name',
      { status: 401, code: 'OptInRequired', message: 'You are not subscribed to this service.' },
      /^Region eu-west-1 is not switched on/,
    ],
    ['HTML', 'html', /does not answer as AWS does: check the end point/],
    [
      'something else',
      { status: 404, code: 'Nope', message: 'no such page' },
      /AWS answered with an error: Nope|does not answer as AWS does/,
    ],
  ];
  for (const [what, behaviour, says] of cases) {
    it(`${what}: says what to do`, async () => {
      assert.match(problemOf(await tryAgainst(() => behaviour)), says);
    });
  }

  it('by not being there: names the address', async () => {
    const found = await tryToConnect(
      { region: 'eu-west-1', endpointUrl: `http://127.0.0.1:${await closedPort()}` },
      { environment: keysOnly },
    );
    assert.match(problemOf(found), /^http:\/\/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/);
  });
});

describe('errors of the network', () => {
  const cases: readonly (readonly [error: Error, says: RegExp])[] = [
    [
      Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }),
      /is this machine online, and is "eu-west-1" a Region\? Behind a proxy, set HTTPS_PROXY/,
    ],
    [
      Object.assign(new Error('self-signed certificate in certificate chain'), {
        code: 'SELF_SIGNED_CERT_IN_CHAIN',
      }),
      /NODE_EXTRA_CA_CERTS/,
    ],
    [new Error('Proxy connection ended: 407 Proxy Authentication Required'), /wants a name and a password/],
    [
      Object.assign(new Error('connect timed out'), { name: 'TimeoutError' }),
      /does not answer \(TimeoutError\)/,
    ],
  ];
  for (const [error, says] of cases) {
    it(`${error.message}: says what to do`, async () => {
      const { problem } = await withEnvironment({}, () =>
        Promise.resolve(awsProblem(error, { region: 'eu-west-1' })),
      );
      assert.match(problem, says);
    });
  }

  it('names the proxy that requests go through', async () => {
    const error = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    const { problem } = await withEnvironment({ HTTPS_PROXY: 'http://user:hunter2@proxy.corp:3128' }, () =>
      Promise.resolve(awsProblem(error, { region: 'eu-west-1' })),
    );
    assert.match(problem, /through the proxy of HTTPS_PROXY \(proxy\.corp:3128\)/);
    assert.doesNotMatch(problem, /hunter2/);
  });
});

describe('a proxy', () => {
  it('is asked for the end points of AWS, and what it refuses is told', async () => {
    const asked: string[] = [];
    const proxy = createHttpServer();
    proxy.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex) => {
      asked.push(url);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const found = await tryToConnect(
      { region: 'eu-west-1' },
      { environment: { ...keysOnly, HTTPS_PROXY: `http://127.0.0.1:${port}` } },
    );
    await new Promise((resolve) => proxy.close(resolve));
    assert.match(problemOf(found), /^The proxy wants a name and a password: put them into HTTPS_PROXY/);
    assert.deepEqual(new Set(asked), new Set(['sts.eu-west-1.amazonaws.com:443']));
  }).timeout(20_000);

  it('that is not there is named', async () => {
    const found = await tryToConnect(
      { region: 'eu-west-1' },
      { environment: { ...keysOnly, HTTPS_PROXY: `http://127.0.0.1:${await closedPort()}` } },
    );
    assert.match(problemOf(found), /Requests go through the proxy of HTTPS_PROXY \(127\.0\.0\.1:\d+\)/);
  }).timeout(20_000);

  const cases: readonly (readonly [noProxy: string, host: string, isDirect: boolean])[] = [
    ['', 'ec2.eu-west-1.amazonaws.com', false],
    ['.amazonaws.com', 'ec2.eu-west-1.amazonaws.com', true],
    ['localhost, amazonaws.com', 'ec2.eu-west-1.amazonaws.com', true],
    ['aws.com', 'ec2.eu-west-1.amazonaws.com', false],
    ['*', 'ec2.eu-west-1.amazonaws.com', true],
  ];
  for (const [noProxy, host, isDirect] of cases) {
    it(`is ${isDirect ? 'passed by' : 'used'} where NO_PROXY is "${noProxy}"`, async () => {
      const proxy = await withEnvironment({ HTTPS_PROXY: 'http://proxy.corp:3128', NO_PROXY: noProxy }, () =>
        Promise.resolve(proxyFor(host)),
      );
      assert.equal(proxy, isDirect ? undefined : 'http://proxy.corp:3128');
    });
  }
});

describe('the list of profiles', () => {
  it('has no secrets, and says how each signs in', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reachable-aws-'));
    const config = join(folder, 'config');
    writeFileSync(
      config,
      '[default]\nregion = eu-west-1\naws_access_key_id = AKIA\naws_secret_access_key = hunter2\n[profile corp]\nsso_session = corp\nsso_account_id = 111122223333\n[sso-session corp]\nsso_region = eu-west-1\n[profile local]\nservices = moto\n[services moto]\nec2 =\n  endpoint_url = http://127.0.0.1:5000\n[profile admin]\nrole_arn = arn:aws:iam::444455556666:role/admin\nsource_profile = default\n',
    );
    const profiles = await withEnvironment(
      { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') },
      listProfiles,
    );
    rmSync(folder, { recursive: true });
    assert.deepEqual(profiles, [
      { name: 'admin', kind: 'role', account: '444455556666' },
      { name: 'corp', kind: 'sso', account: '111122223333' },
      { name: 'default', kind: 'keys', region: 'eu-west-1' },
      { name: 'local', kind: 'other', endpointUrl: 'http://127.0.0.1:5000' },
    ]);
  });
});

describe('the list of Regions', () => {
  it('that may not be asked for leaves the Region to the person; any other failure does not', async () => {
    const needs = async (behaviour: Behaviour): Promise<string | undefined> => {
      const fake = await startFakeAws({ world: {}, behave: () => behaviour });
      const found = await withEnvironment(keys, () =>
        listRegions({ endpointUrl: fake.url }, { ...quietly, signal }),
      );
      await fake.close();
      return 'needs' in found ? found.needs : undefined;
    };
    assert.deepEqual([await needs('deny'), await needs('expired')], ['region', undefined]);
  });

  it('is what the account has switched on', async () => {
    const fake = await startFakeAws({
      world: { Regions: [{ RegionName: 'us-east-1' }, { RegionName: 'eu-west-1' }] },
    });
    const regions = await withEnvironment(keys, () =>
      listRegions({ endpointUrl: fake.url }, { ...quietly, signal }),
    );
    await fake.close();
    assert.deepEqual(regions, ['eu-west-1', 'us-east-1']);
  });
});

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
