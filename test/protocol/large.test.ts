import assert from 'node:assert/strict';
import { bigRoot } from '../bench/generate';
import { startServer, type TestServer } from './support/server';

describe('a root of 10,000 lines', () => {
  let server: TestServer | undefined;

  afterEach(async () => {
    await server?.stop();
  });

  it('gets its diagnostics, though its first evaluation takes longer than a slice', async () => {
    const files = [...bigRoot()].map(([path, text]) => `--- ${path}\n${text}`).join('\n');
    server = await startServer({ files });
    await server.open('service_0.tf');
    assert.ok(Array.isArray(await server.diagnostics('service_0.tf')));
  });
});

describe('a workspace of more roots than are kept evaluated', () => {
  const group = (cidr: string): string => `resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${cidr}"]
  }
}
`;

  it('has the diagnostics of each brought up to date with its text', async () => {
    const names = Array.from({ length: 40 }, (_, root) => `root_${root}/main.tf`);
    const files = names.map((name) => `--- ${name}\n${group('0.0.0.0/0')}`).join('\n');
    const server = await startServer({ files });
    for (const name of names) {
      await server.open(name);
      assert.equal((await server.diagnostics(name)).length, 1);
    }
    for (const name of names) {
      await server.change(name, group('10.0.0.0/8'));
      assert.deepEqual(await server.diagnostics(name), [], name);
    }
    await server.stop();
  });
});
