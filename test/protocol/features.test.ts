import assert from 'node:assert/strict';
import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  InlayHintRequest,
  type CodeLens,
  type InlayHint,
} from 'vscode-languageserver-protocol';
import { onlyCursor } from '../support/fixture';
import { webAndDatabase } from '../support/places';
import { startServer, uriOfName, type TestServer, type TestServerOptions } from './support/server';

describe('what editors ask for by the protocol', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    assert.deepEqual(server?.errors, []);
    await server?.stop();
  });

  async function open(files: string, options: Partial<TestServerOptions> = {}): Promise<TestServer> {
    server = await startServer({ files, ...options });
    await server.open('main.tf');
    return server;
  }

  const hintsOf = ({ connection }: TestServer): Promise<InlayHint[] | null> =>
    connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri: uriOfName('main.tf') },
      range: { start: { line: 0, character: 0 }, end: { line: 500, character: 0 } },
    });
  const lensesOf = ({ connection }: TestServer): Promise<CodeLens[] | null> =>
    connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uriOfName('main.tf') } });

  it('inlay hints', async () => {
    const hints = await hintsOf(await open('locals { x = "10.0.0.0/24" }'));
    assert.deepEqual(
      hints?.map(({ label }) => label),
      ['256 addresses'],
    );
  });

  it('none of them where the settings switch them off', async () => {
    const one = await open(webAndDatabase, {
      initializationOptions: {
        settings: { inlayHints: { enabled: false }, codeLens: { enabled: false } },
      },
    });
    assert.deepEqual(await hintsOf(one), []);
    assert.deepEqual(await lensesOf(one), []);
  });

  it('code lenses, without words until they are resolved', async () => {
    const one = await open(webAndDatabase);
    const [lens] = (await lensesOf(one)) ?? [];
    assert.ok(lens);
    assert.equal(lens.command, undefined);
    const resolved = await one.connection.sendRequest(CodeLensResolveRequest.type, lens);
    assert.equal(resolved.command?.title, '1 can reach this · faces the internet');
    assert.deepEqual(resolved.command?.arguments, [{ root: uriOfName(''), address: 'aws_instance.web' }]);
  });

  it('code lenses of each root that calls a module, by its name', async () => {
    const call = (root: string): string => `--- ${root}/main.tf\nmodule "place" { source = "../place" }\n`;
    server = await startServer({
      files: `${call('dev')}${call('prod')}--- place/main.tf\n${webAndDatabase}`,
    });
    await server.open('place/main.tf');
    const { connection } = server;
    const lenses = await connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: uriOfName('place/main.tf') },
    });
    const resolved = await Promise.all(
      (lenses ?? []).map((lens) => connection.sendRequest(CodeLensResolveRequest.type, lens)),
    );
    const titles = resolved
      .filter(({ range }) => range.start.line === lenses?.[0]?.range.start.line)
      .map(({ command }) => command?.title);
    assert.deepEqual(titles, [
      'dev: 1 can reach this · faces the internet',
      'prod: 1 can reach this · faces the internet',
    ]);
  });

  it('the call hierarchy, and its calls', async () => {
    const one = await open(webAndDatabase.replace('"aws_db_instance" "main"', '"aws_db_instance" "ma‸in"'));
    const [item] =
      (await one.connection.sendRequest(CallHierarchyPrepareRequest.type, {
        textDocument: { uri: uriOfName('main.tf') },
        position: onlyCursor(one.fixture).position,
      })) ?? [];
    assert.ok(item);
    const calls = await one.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item });
    assert.deepEqual(
      calls?.map(({ from }) => from.name),
      ['aws_instance.web'],
    );
  });

  it('lenses again, once a change elsewhere has been looked at', async () => {
    const one = await open(webAndDatabase, {
      capabilities: { workspace: { codeLens: { refreshSupport: true } } },
    });
    await one.diagnostics('main.tf');
    const refreshed = new Promise<void>((resolve) =>
      one.connection.onRequest(CodeLensRefreshRequest.type, () => resolve()),
    );
    await one.change('main.tf', webAndDatabase.replace('from_port       = 5432', 'from_port       = 1'));
    await refreshed;
  });
});
