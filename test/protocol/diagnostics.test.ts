import assert from 'node:assert/strict';
import type { History } from '../../server/src/workspace/history';
import { messageOf, startServer, type TestServer } from './support/server';

const openToWorld = `
--- main.tf
resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [«"0.0.0.0/0"»]
  }
}
`;

describe('diagnostics over the protocol', () => {
  let server: TestServer | undefined;
  const start = async (files: string, options: object = {}): Promise<TestServer> =>
    (server = await startServer({ files, ...options }));
  afterEach(async () => {
    assert.deepEqual(server?.errors, []);
    await server?.stop();
    server = undefined;
  });

  it('come when a file is opened, with range, rule, source and version', async () => {
    const { fixture, ...client } = await start(openToWorld);
    await client.open('main.tf');
    const [diagnostic, ...others] = await client.diagnostics('main.tf');
    assert.equal(others.length, 0);
    assert.deepEqual(diagnostic?.range, fixture.ranges[0]?.range);
    assert.equal(diagnostic?.code, 'sg-open-to-internet');
    assert.equal(diagnostic?.source, 'reachable');
    assert.equal(diagnostic?.severity, 1);
    assert.match(diagnostic?.codeDescription?.href ?? '', /sg-open-to-internet/);
    assert.match(messageOf(diagnostic), /^Anyone on the internet can reach SSH \(port 22\)/);
  });

  it('come for a clean file too, so that a client knows it was looked at', async () => {
    const client = await start('locals { name = "shop" }');
    await client.open('main.tf');
    assert.deepEqual(await client.diagnostics('main.tf'), []);
  });

  it('compare with the last commit, once that is read, in a workspace that is trusted', async () => {
    const text = (rules: string): string => `resource "aws_security_group" "web" {\n${rules}}\n`;
    let asked = 0;
    const history: History = {
      committed: (directory) => {
        asked += 1;
        return Promise.resolve(new Map([[`${directory}/main.tf`, text('  ingress {}\n')]]));
      },
    };
    const untrusted = await start(text(''), { history, initializationOptions: { trusted: false } });
    await untrusted.open('main.tf');
    assert.deepEqual(await untrusted.diagnostics('main.tf'), []);
    assert.equal(asked, 0);
    await untrusted.stop();
    const client = await start(text(''), { history });
    const next = client.nextPublication('main.tf');
    await client.open('main.tf');
    assert.deepEqual((await next).diagnostics, []);
    const { diagnostics } = await client.nextPublication('main.tf');
    assert.deepEqual(
      diagnostics.map((diagnostic) => diagnostic.code),
      ['sg-last-inline-block-removed'],
    );
  });

  it('follow each edit', async () => {
    const client = await start(openToWorld);
    await client.open('main.tf');
    assert.equal((await client.diagnostics('main.tf')).length, 1);
    await client.change('main.tf', '"10.0.0.0/8"', client.fixture.ranges[0]?.range);
    assert.deepEqual(await client.diagnostics('main.tf'), []);
  });

  it('move with the lines that are typed above', async () => {
    const client = await start(openToWorld);
    await client.open('main.tf');
    const [before] = await client.diagnostics('main.tf');
    const start0 = { line: 0, character: 0 };
    await client.change('main.tf', '# one\n# two\n', { start: start0, end: start0 });
    const [after] = await client.diagnostics('main.tf');
    assert.equal(after?.range.start.line, (before?.range.start.line ?? 0) + 2);
  });

  it('of the last of many quick edits are right', async () => {
    const client = await start(openToWorld);
    await client.open('main.tf');
    const text = client.text('main.tf');
    for (let count = 0; count < 50; count += 1) await client.change('main.tf', text.slice(0, count * 3));
    await client.change('main.tf', text);
    assert.equal((await client.diagnostics('main.tf')).length, 1);
  });

  it('count UTF-16 code units', async () => {
    const client = await start(`
      --- main.tf
      resource "aws_security_group_rule" "web" {
        type = "ingress"
        security_group_id = "sg-0123456789abcdef0"
        from_port = 22
        to_port = 22
        protocol = "tcp"
        /* 😀 */ cidr_blocks = [«"0.0.0.0/0"»]
      }
    `);
    await client.open('main.tf');
    const [diagnostic] = await client.diagnostics('main.tf');
    assert.deepEqual(diagnostic?.range, client.fixture.ranges[0]?.range);
  });

  it('are of all files of the root, also of those that are not open', async () => {
    const client = await start(`
      --- main.tf
      module "a" { source = "./modules/open" }
      module "b" { source = "./modules/open" }
      --- modules/open/main.tf
      resource "aws_security_group" "web" {
        ingress {
          from_port = 22
          to_port = 22
          protocol = "tcp"
          cidr_blocks = [«"0.0.0.0/0"»]
        }
      }
    `);
    const publication = client.nextPublication('modules/open/main.tf');
    await client.open('main.tf');
    const { diagnostics } = await publication;
    assert.equal(diagnostics.length, 1);
    assert.match(
      messageOf(diagnostics[0]),
      /module\.a\.aws_security_group\.web and module\.b\.aws_security_group\.web/,
    );
    assert.deepEqual(
      diagnostics[0]?.relatedInformation?.map((one) => one.message),
      ['Called as module.a', 'Called as module.b'],
    );
  });

  it('go when the last file of the root is closed', async () => {
    const client = await start(openToWorld);
    await client.open('main.tf');
    assert.equal((await client.diagnostics('main.tf')).length, 1);
    const publication = client.nextPublication('main.tf');
    await client.close('main.tf');
    assert.deepEqual((await publication).diagnostics, []);
  });

  it('follow files that change on disk', async () => {
    const client = await start(`
      --- main.tf
      resource "aws_security_group" "web" {
        ingress {
          from_port = 22
          to_port = 22
          protocol = "tcp"
          cidr_blocks = [var.cidr]
        }
      }
      variable "cidr" {}
      --- terraform.tfvars
      cidr = "10.0.0.0/8"
    `);
    await client.open('main.tf');
    assert.deepEqual(await client.diagnostics('main.tf'), []);
    const publication = client.nextPublication('main.tf');
    await client.changeOnDisk('terraform.tfvars', 'cidr = "0.0.0.0/0"\n');
    assert.equal((await publication).diagnostics.length, 1);
  });

  it('have the severity that the settings say', async () => {
    const client = await start(openToWorld, {
      initializationOptions: { settings: { rules: { 'sg-open-to-internet': 'hint' } } },
    });
    await client.open('main.tf');
    assert.equal((await client.diagnostics('main.tf'))[0]?.severity, 4);
  });

  it('are silent about rules that are off', async () => {
    const client = await start(openToWorld, {
      initializationOptions: { settings: { rules: { 'sg-open-to-internet': 'off' } } },
    });
    await client.open('main.tf');
    assert.deepEqual(await client.diagnostics('main.tf'), []);
  });
});
