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
