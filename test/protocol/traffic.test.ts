import assert from 'node:assert/strict';
import { trafficFuzzers } from '../fuzz/traffic';
import { collectedHeap } from '../bench/heap';
import { diceFrom } from '../support/randomNetwork/dice';
import { startServer, uriOfName, type TestServer } from './support/server';

const group = `resource "aws_security_group" "web" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`;

describe('a client that talks nonsense', function () {
  this.timeout(60_000);

  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });

  /** The server says of a file that is opened now what there is to say of it. */
  async function checkSpeaks(speaker: TestServer): Promise<void> {
    await speaker.open('main.tf');
    const diagnostics = await speaker.diagnostics('main.tf');
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['sg-open-to-internet'],
    );
  }

  /** Some rounds of what `npm run fuzz` does for as long as it may. */
  for (const { name, round } of trafficFuzzers) {
    it(name, async () => {
      for (let seed = 1; seed <= 4; seed += 1) await round(diceFrom(seed));
    });
  }

  it('is refused a second initialize, which changes nothing', async () => {
    server = await startServer({ files: `--- main.tf\n${group}` });
    const params = { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null };
    await assert.rejects(server.connection.sendRequest('initialize', params), /initialized/);
    await checkSpeaks(server);
    assert.deepEqual(server.errors, []);
  });

  it('does not open a document under a list of its name', async () => {
    server = await startServer({ files: `--- main.tf\n${group}` });
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: [[uriOfName('main.tf')]], languageId: 'terraform', version: 1002, text: '' },
    });
    await checkSpeaks(server);
  });

  it('changes its folders to something that is no list', async () => {
    server = await startServer({
      files: `--- main.tf\n${group}`,
      capabilities: { workspace: { workspaceFolders: true } },
    });
    for (const event of [undefined, null, {}, { added: 7, removed: [null, { uri: 7 }] }])
      await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await checkSpeaks(server);
    assert.deepEqual(server.errors, []);
  });

  it('sends what is no JSON, or no message', async () => {
    server = await startServer({ files: `--- main.tf\n${group}` });
    for (const body of [
      '{"jsonrpc":"2.0","id":1,',
      '[]',
      'null',
      '7',
      '{}',
      '\u0000',
      '{"id":null,"method":null}',
    ])
      server.sendBody(body);
    await checkSpeaks(server);
  });

  it('asks 10,000 things at once: each is answered, and nothing of it is kept', async () => {
    const files = Array.from({ length: 10 }, (_, n) => `--- s${n}/main.tf\n${group}`).join('\n');
    server = await startServer({ files: `--- main.tf\n${group}\n${files}` });
    const { connection } = server;
    const askAll = async (): Promise<number> => {
      const asked = Array.from({ length: 10_000 }, (_, n) =>
        connection.sendRequest('textDocument/hover', {
          textDocument: { uri: uriOfName(`s${n % 10}/main.tf`) },
          position: { line: 2, character: 18 },
        }),
      );
      const hovers = await Promise.all(asked);
      return hovers.filter((hover) => hover !== null).length;
    };
    const answered = await askAll();
    const before = collectedHeap();
    for (let again = 0; again < 2; again += 1) assert.equal(await askAll(), answered);
    assert.equal(answered, 10_000);
    const growth = collectedHeap() - before;
    assert.ok(growth < 0.1 * before, `${growth} bytes of ${before} more than after the first 10,000`);
    await checkSpeaks(server);
  });
});
