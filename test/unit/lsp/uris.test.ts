import assert from 'node:assert/strict';
import { pathOf, uriOf } from '../../../server/src/lsp/uris';

describe('URIs and paths', () => {
  for (const [uri, path] of [
    ['file:///code/main.tf', '/code/main.tf'],
    ['file:///code/with%20space/%C3%A4.tf', '/code/with space/ä.tf'],
    ['file:///code/', '/code'],
    ['untitled:Untitled-1', undefined],
    ['vscode-remote://ssh/code/main.tf', undefined],
    ['not a uri', undefined],
    ['', undefined],
  ] as const) {
    it(`reads ${JSON.stringify(uri)}`, () => assert.equal(pathOf(uri), path));
  }

  it('writes paths that it reads back', () => {
    for (const path of ['/a b/ä.tf', '/code/x#y.tf', '/code/100%.tf'])
      assert.equal(pathOf(uriOf(path)), path);
  });
});
