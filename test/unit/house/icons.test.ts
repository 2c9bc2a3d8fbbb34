import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { iconPaths } from '../../../client/src/webview/icons.generated';

const icons = `${__dirname}/../../../node_modules/@vscode/codicons/src/icons`;

describe("the panel's icons", () => {
  for (const [name, path] of Object.entries(iconPaths)) {
    it(`${name} is as the package has it`, () => {
      const svg = readFileSync(`${icons}/${name}.svg`, 'utf8');
      const paths = [...svg.matchAll(/<path[^>]*\bd="([^"]+)"/g)].map((match) => match[1]);
      assert.equal(path, paths.join(' '));
    });
  }
});
