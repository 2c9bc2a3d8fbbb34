import assert from 'node:assert/strict';
import { endpointsRequest, isProblem, whyRequest, type WhyAnswer } from '../../server/src/protocol/requests';
import { startServer, uriOfName, type TestServer } from './support/server';

const shop = `
--- app/network.tf
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "data" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, 10 + count.index)
}
--- app/main.tf
resource "aws_instance" "app" {
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "db" {
  vpc_id = aws_vpc.main.id
}
resource "aws_db_subnet_group" "db" {
  subnet_ids = aws_subnet.data[*].id
}
resource "aws_db_instance" "db" {
  engine                 = "postgres"
  db_subnet_group_name   = aws_db_subnet_group.db.name
  vpc_security_group_ids = [aws_security_group.db.id]
}
--- other/main.tf
resource "aws_vpc" "other" { cidr_block = "10.9.0.0/16" }
`;

describe('questions over the protocol', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer({ files: shop });
  });
  afterEach(async () => {
    assert.deepEqual(server.errors, []);
    await server.stop();
  });

  it('have roots, named by their folders', async () => {
    const { roots } = await server.connection.sendRequest(endpointsRequest, {});
    assert.deepEqual(roots, [
      { id: uriOfName('app'), label: 'app' },
      { id: uriOfName('other'), label: 'other' },
    ]);
  });

  it('offer the ends of the root that the cursor is in, and the one under it', async () => {
    const result = await server.connection.sendRequest(endpointsRequest, {
      cursor: { uri: uriOfName('app/main.tf'), line: 2, character: 5 },
    });
    assert.equal(result.root, uriOfName('app'));
    assert.equal(result.atCursor, 'aws_instance.app');
    const byId = new Map(result.endpoints.map((one) => [one.id, one]));
    assert.equal(byId.get('aws_instance.app')?.kind, 'workload');
    assert.equal(byId.get('aws_db_instance.db')?.kind, 'dataStore');
    assert.deepEqual(byId.get('aws_db_instance.db')?.defaultTraffic, { protocol: 'tcp', ports: '5432' });
    assert.equal(byId.get('aws_db_instance.db')?.description, 'db instance in aws_vpc.main');
    assert.equal(byId.get('internet')?.kind, 'internet');
    assert.equal(byId.get('aws_instance.app')?.origin?.uri, uriOfName('app/main.tf'));
  });

  it('are answered as JSON, text and Markdown', async () => {
    const result = await server.connection.sendRequest(whyRequest, {
      root: uriOfName('app'),
      from: 'aws_instance.app',
      to: 'aws_db_instance.db',
    });
    assert.ok(!isProblem(result));
    const { answerJson, text, markdown }: WhyAnswer = result;
    const { verdict, blockers } = answerJson;
    assert.equal(verdict, 'blocked');
    assert.deepEqual(
      blockers.map((blocker) => blocker.code),
      ['SG_HAS_NO_RULES'],
    );
    assert.match(text, /^BLOCKED\n/);
    assert.match(markdown, /^\*\*Blocked\.\*\*/);
    // Lines are the editor's business, and files are named from the folder.
    assert.match(text, /^aws_instance\.app can not reach aws_db_instance\.db .*\.\n\n/m);
    assert.match(text, /^ +app\/main\.tf:\d+:\d+$/m);
  });

  it('come with frames for each hop, checks, and no suspects while they are blocked', async () => {
    const result = await server.connection.sendRequest(whyRequest, {
      root: uriOfName('app'),
      from: 'aws_instance.app',
      to: 'aws_db_instance.db',
    });
    assert.ok(!isProblem(result));
    const { answerJson, extras, rootLabel } = result;
    assert.equal(rootLabel, 'app');
    assert.deepEqual(
      extras.path.map(({ vpc, subnet }, index) => [answerJson.path[index]?.kind, vpc, subnet]),
      [
        ['source', 'aws_vpc.main', 'aws_subnet.app'],
        ['securityGroup', 'aws_vpc.main', 'aws_subnet.app'],
        ['networkAcl', 'aws_vpc.main', undefined],
        ['routeTable', 'aws_vpc.main', undefined],
        ['networkAcl', 'aws_vpc.main', undefined],
        ['securityGroup', 'aws_vpc.main', 'aws_subnet.data[0] or aws_subnet.data[1]'],
      ],
    );
    assert.equal(extras.returnPath.length, answerJson.returnPath.length);
    assert.equal(extras.checks[0]?.command, 'nc -zv -w 5 "$TARGET" 5432');
    assert.deepEqual(extras.suspects, []);
  });

  it('are answered about the text in the editor, not on disk', async () => {
    await server.open('app/main.tf');
    const text = server.text('app/main.tf');
    const opened = text.replace(
      'resource "aws_security_group" "db" {\n',
      '$&  ingress {\n    from_port = 5432\n    to_port = 5432\n    protocol = "tcp"\n    security_groups = [aws_security_group.app.id]\n  }\n',
    );
    await server.change('app/main.tf', opened);
    const question = { root: uriOfName('app'), from: 'aws_instance.app', to: 'aws_db_instance.db' };
    const result = await server.connection.sendRequest(whyRequest, question);
    assert.ok(!isProblem(result));
    assert.equal(result.answerJson.verdict, 'reachable');
  });

  for (const [what, change, sentence] of [
    [
      'an unknown end',
      { to: 'aws_db_instance.dbb' },
      /aws_db_instance\.dbb.*did you mean.*aws_db_instance\.db/is,
    ],
    [
      'an end of another root',
      { to: 'aws_vpc.other' },
      /aws_vpc\.other is in the root module other, not in app\. A question stays within one root/,
    ],
    ['an unknown root', { root: 'file:///nowhere' }, /no root module/],
    ['a root that is no file', { root: 'untitled:x' }, /no root module/],
    ['a wrong protocol', { traffic: { protocol: 'tpc' } }, /"tpc" is no protocol/],
    ['a wrong port', { traffic: { protocol: 'tcp', ports: '70000' } }, /"70000" is no port/],
  ] as const) {
    it(`about ${what} get a sentence`, async () => {
      const question = {
        root: uriOfName('app'),
        from: 'aws_instance.app',
        to: 'aws_db_instance.db',
        ...change,
      };
      const result = await server.connection.sendRequest(whyRequest, question);
      assert.ok(isProblem(result));
      assert.match(result.problem, sentence);
    });
  }

  it('are answered though no folder has Terraform', async () => {
    await server.stop();
    server = await startServer({ files: '--- readme.md\nhello' });
    assert.deepEqual(await server.connection.sendRequest(endpointsRequest, {}), { roots: [], endpoints: [] });
  });
});
