import assert from 'node:assert/strict';
import type { Hover } from 'vscode-languageserver-protocol';
import { onlyCursor } from '../support/fixture';
import { startServer, type TestServer } from './support/server';

describe('hover on an expression', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    assert.deepEqual(server?.errors, []);
    await server?.stop();
  });

  async function hover(files: string): Promise<Hover | null> {
    server = await startServer({ files });
    const { path, position } = onlyCursor(server.fixture);
    const file = path.slice(path.indexOf('/space/') + '/space/'.length);
    await server.open(file);
    return server.hover(file, position);
  }

  it('shows what it is worth in each root module that calls the file', async () => {
    const found = await hover(`
--- dev/main.tf
module "net" {
  source = "../net"
  block  = "10.0.0.0/16"
}
--- prod/main.tf
module "net" {
  source = "../net"
  block  = "10.1.0.0/16"
}
--- net/net.tf
variable "block" { type = string }
output "first" { value = cidr‸host(var.block, 1) }
`);
    assert.deepEqual(found, {
      contents: {
        kind: 'markdown',
        value:
          '**Reachable** · value of `cidrhost(var.block, 1)`:\n\n| instance | value |\n| --- | --- |\n' +
          '| `dev: module.net` | `"10.0.0.1"` |\n| `prod: module.net` | `"10.1.0.1"` |',
      },
      range: { start: { line: 1, character: 25 }, end: { line: 1, character: 47 } },
    });
  });

  it('is not there on a literal', async () => {
    assert.equal(await hover('--- main.tf\noutput "x" { value = "‸a" }\n'), null);
  });
});
