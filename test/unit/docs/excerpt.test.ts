import assert from 'node:assert/strict';
import { codeBlock, excerptOf } from '../../../scripts/docs/excerpt';

const text = `const before = 1;

/**
 * What it is.
 */
export const table = {
  one: 1,
  // The second.
  two: {
    three: [4],
  },
  five: (x) =>
    x,
};
`;

describe('an excerpt of a file', () => {
  it('is a statement with its comment', () => {
    assert.equal(excerptOf(text, 'export const table'), text.slice(text.indexOf('/**'), -1));
  });

  it('is a member with its comment, without its indentation', () => {
    assert.equal(excerptOf(text, 'two:'), '// The second.\ntwo: {\n  three: [4],\n},');
    assert.equal(excerptOf(text, 'one:'), 'one: 1,');
  });

  it('is not made of nothing, nor of several', () => {
    assert.throws(() => excerptOf(text, 'nine:'), /stands in 0 lines/);
    assert.throws(() => excerptOf(text, 't'), /not in one/);
  });

  it('is shown under the name of its file', () => {
    assert.equal(codeBlock('a/b.tf', 'c = 1\n'), '`a/b.tf`\n\n```hcl\nc = 1\n```');
  });
});
