import assert from 'node:assert/strict';
import { HoverRequest } from 'vscode-languageserver-protocol';
import { startServer, uriOfName, type TestServer } from './support/server';

describe('a server that is given bad input', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    assert.deepEqual(server?.errors, []);
    await server?.stop();
  });

  const rule = (cidr: string): string => `resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["${cidr}"]
  }
}
`;

  it('says what it can do', async () => {
    server = await startServer({ files: '' });
    const { capabilities, serverInfo } = server.initializeResult;
    assert.deepEqual(serverInfo, { name: 'reachable', version: '0.0.0-test' });
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.equal(capabilities.hoverProvider, true);
    // What HashiCorp's and OpenTofu's extensions do is theirs.
    assert.equal(capabilities.completionProvider, undefined);
    assert.equal(capabilities.documentFormattingProvider, undefined);
    assert.equal(capabilities.semanticTokensProvider, undefined);
  });

  it('diagnoses an empty file', async () => {
    server = await startServer({ files: '--- main.tf\n' });
    await server.open('main.tf');
    assert.deepEqual(await server.diagnostics('main.tf'), []);
  });

  it('goes on with the rest of a file that has a syntax error in one block', async () => {
    server = await startServer({
      files: `--- main.tf\nresource "aws_key_pair" "x" {\n  key_name = \n\n${rule('0.0.0.0/0')}`,
    });
    await server.open('main.tf');
    // The brace that is missing, the value that is missing, and the rule in the block below.
    assert.deepEqual(
      (await server.diagnostics('main.tf')).map(({ code }) => code),
      ['terraform-problem', 'terraform-problem', 'sg-open-to-internet'],
    );
  });

  it('takes documents that are no files', async () => {
    server = await startServer({ files: '' });
    const uri = 'untitled:Untitled-1';
    const hover = await server.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line: 0, character: 0 },
    });
    assert.equal(hover, null);
  });

  it('takes positions that are not in the file', async () => {
    server = await startServer({ files: `--- main.tf\n${rule('10.0.0.0/8')}` });
    await server.open('main.tf');
    assert.equal(await server.hover('main.tf', { line: 9999, character: 9999 }), null);
    assert.equal(await server.hover('missing.tf', { line: 0, character: 0 }), null);
  });

  it('refuses unknown requests, and answers the next one', async () => {
    server = await startServer({ files: `--- main.tf\n${rule('0.0.0.0/0')}` });
    await assert.rejects(server.connection.sendRequest('reachable/noSuchThing', {}));
    await server.open('main.tf');
    assert.equal((await server.diagnostics('main.tf')).length, 1);
  });

  it('takes settings and options of any shape', async () => {
    server = await startServer({
      files: `--- main.tf\n${rule('0.0.0.0/0')}`,
      initializationOptions: { settings: { rules: [7] }, trusted: 'perhaps' },
    });
    await server.open('main.tf');
    assert.equal((await server.diagnostics('main.tf')).length, 1);
  });

  it('looks at a single file that is open without any folder', async () => {
    server = await startServer({ files: `--- main.tf\n${rule('0.0.0.0/0')}`, folders: [] });
    await server.open('main.tf');
    assert.equal((await server.diagnostics('main.tf')).length, 1);
  });

  it('does not read outside the folders of a workspace that is not trusted', async () => {
    server = await startServer({
      files: `--- inside/main.tf\nmodule "x" { source = "../outside" }\n--- outside/main.tf\n${rule('0.0.0.0/0')}`,
      folders: [uriOfName('inside')],
      initializationOptions: { trusted: false },
    });
    await server.open('inside/main.tf');
    const [missing, ...others] = await server.diagnostics('inside/main.tf');
    assert.match(JSON.stringify(missing?.message), /module ..x.. can not be read/);
    assert.deepEqual(others, []);
    assert.deepEqual(server.publishedUris(), [uriOfName('inside/main.tf')]);
  });

  it('closes a file that was never opened without harm', async () => {
    server = await startServer({ files: `--- main.tf\n${rule('0.0.0.0/0')}` });
    await server.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: uriOfName('other.tf') },
    });
    await server.open('main.tf');
    assert.equal((await server.diagnostics('main.tf')).length, 1);
  });
});
