import assert from 'node:assert/strict';
import { startServer, type TestServer } from './support/server';

describe('quick fixes over the protocol', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    assert.deepEqual(server?.errors, []);
    await server?.stop();
  });

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

  it('are offered at the finding, and mend it', async () => {
    server = await startServer({ files: openToWorld });
    await server.open('main.tf');
    const range = server.fixture.ranges[0]?.range;
    assert.ok(range);
    const actions = await server.codeActions('main.tf', range);
    assert.deepEqual(
      actions.map((action) => action.title),
      [
        'Admit only the networks of var.allowed_ssh_cidrs',
        'Remove the rule, and connect through Session Manager instead',
        'Ignore sg-open-to-internet here',
      ],
    );
    const [first] = actions;
    assert.ok(first);
    assert.equal(first.kind, 'quickfix');
    assert.equal(first.isPreferred, undefined);
    assert.equal(first.diagnostics?.[0]?.code, 'sg-open-to-internet');
    const mended = server.textAfter('main.tf', first);
    await server.change('main.tf', mended);
    assert.deepEqual(await server.diagnostics('main.tf'), []);
  });

  it('say which version of the text they are for', async () => {
    server = await startServer({ files: openToWorld });
    await server.open('main.tf');
    await server.change('main.tf', `${server.text('main.tf')}\n`);
    const [first] = await server.codeActions('main.tf', server.fixture.ranges[0]?.range ?? assert.fail());
    const [change] = first?.edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    assert.equal(change.textDocument.version, 2);
  });

  it('are about the text as it is now, not as it was diagnosed', async () => {
    server = await startServer({ files: openToWorld });
    await server.open('main.tf');
    await server.diagnostics('main.tf');
    const start = { line: 0, character: 0 };
    await server.change('main.tf', '\n\n', { start, end: start });
    const { range } = server.fixture.ranges[0] ?? assert.fail();
    assert.deepEqual(await server.codeActions('main.tf', { start, end: start }), []);
    const moved = {
      start: { ...range.start, line: range.start.line + 2 },
      end: { ...range.end, line: range.end.line + 2 },
    };
    assert.equal((await server.codeActions('main.tf', moved)).length, 3);
  });

  it('suppress a finding with a comment above its line', async () => {
    server = await startServer({ files: openToWorld });
    await server.open('main.tf');
    const actions = await server.codeActions('main.tf', server.fixture.ranges[0]?.range ?? assert.fail());
    const ignore = actions.at(-1) ?? assert.fail();
    await server.change('main.tf', server.textAfter('main.tf', ignore));
    assert.match(
      server.text('main.tf'),
      /\n {4}# reachable:ignore sg-open-to-internet TODO: say why\n {4}cidr_blocks/,
    );
    assert.deepEqual(await server.diagnostics('main.tf'), []);
  });

  it('are none where nothing is found', async () => {
    server = await startServer({ files: openToWorld });
    await server.open('main.tf');
    const start = { line: 0, character: 3 };
    assert.deepEqual(await server.codeActions('main.tf', { start, end: start }), []);
  });

  const instances = (name: string): string => `
    resource "aws_instance" "${name}" {
      subnet_id = "subnet-0123456789abcdef0"

      security_groups = ["sg-0123456789abcdef0"]
    }
  `;

  it('fix all of a kind together where that is safe, in all files', async () => {
    server = await startServer({
      files: `--- main.tf\n${instances('a')}${instances('b')}\n--- other.tf\n${instances('c')}`,
    });
    await server.open('main.tf');
    await server.open('other.tf');
    const [finding] = await server.diagnostics('main.tf');
    const actions = await server.codeActions('main.tf', finding?.range ?? assert.fail());
    assert.deepEqual(
      actions.map((action) => action.title),
      [
        'Rename it to vpc_security_group_ids',
        'Ignore instance-security-groups-in-vpc here',
        'Fix all 3 of instance-security-groups-in-vpc in 2 files',
      ],
    );
    const all = actions.at(-1) ?? assert.fail();
    for (const name of ['main.tf', 'other.tf']) await server.change(name, server.textAfter(name, all));
    assert.deepEqual(await server.diagnostics('main.tf'), []);
    assert.deepEqual(await server.diagnostics('other.tf'), []);
  });

  it('offer that for one finding alone as little as for those that take a look', async () => {
    server = await startServer({ files: `--- main.tf\n${instances('a')}` });
    await server.open('main.tf');
    const [finding] = await server.diagnostics('main.tf');
    const actions = await server.codeActions('main.tf', finding?.range ?? assert.fail());
    assert.equal(actions.length, 2);
  });
});
