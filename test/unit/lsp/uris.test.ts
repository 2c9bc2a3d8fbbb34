import assert from 'node:assert/strict';
import { pathOf, uriOf } from '../../../server/src/lsp/uris';

describe('URIs and paths', () => {
  for (const [uri, path] of [
    ['file:///work/main.tf', '/work/main.tf'],
    ['file:///work/with%20space/%C3%A4.tf', '/work/with space/ä.tf'],
    ['file:///work/', '/work'],
    ['untitled:Untitled-1', undefined],
    ['vscode-remote://ssh/work/main.tf', undefined],
    ['not a uri', undefined],
    ['', undefined],
  ] as const) {
    it(`reads ${JSON.stringify(uri)}`, () => assert.equal(pathOf(uri), path));
  }

  it('writes paths that it reads back', () => {
    for (const path of ['/a b/ä.tf', '/work/x#y.tf', '/work/100%.tf'])
      assert.equal(pathOf(uriOf(path)), path);
  });
});
