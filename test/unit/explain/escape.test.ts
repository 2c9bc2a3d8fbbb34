import assert from 'node:assert/strict';
import { csv, html, markdown, markdownCode, plain } from '../../../server/src/explain/escape';

describe('escaping of names', () => {
  it('leaves ordinary names as they are in plain text', () => {
    assert.equal(plain('module.web["a"].aws_instance.app[0]'), 'module.web["a"].aws_instance.app[0]');
  });

  it('shows control characters of a terminal instead of sending them', () => {
    assert.equal(plain('a\u001b[31mred\u0007\r\nb'), 'a�[31mred���b');
  });

  it('shows characters that turn the direction of the text', () => {
    assert.equal(plain('sg\u202egpj.exe'), 'sg�gpj.exe');
  });

  it('cuts what is longer than the limit', () => {
    assert.equal(plain('abcdef', 4), 'abc…');
  });

  for (const [what, text, expected] of [
    ['emphasis', '*a* _b_', '\\*a\\* \\_b\\_'],
    ['a link', '[x](command:evil)', '\\[x\\]\\(command&#8203;:evil\\)'],
    ['an image', '![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['HTML', '<img src=x onerror=a>&', '&lt;img src=x onerror=a&gt;&amp;'],
    ['a bare address', 'https://x.example', 'https&#8203;://x.example'],
    ['a list at the start', '- a', '\\- a'],
    ['a numbered list at the start', '1. a', '\\1. a'],
    ['a table', 'a|b', 'a\\|b'],
  ] as const) {
    it(`takes the meaning from ${what} in Markdown`, () => {
      assert.equal(markdown(text), expected);
    });
  }

  it('fences code with more backticks than it holds', () => {
    assert.equal(markdownCode('a``b'), '```a``b```');
    assert.equal(markdownCode('`a'), '`` `a ``');
    assert.equal(markdownCode('plain'), '`plain`');
  });

  it('closes no element and no attribute in HTML', () => {
    assert.equal(html(`"'><script>&`), '&quot;&#39;&gt;&lt;script&gt;&amp;');
  });

  it('quotes CSV fields where they need it, and disarms formulas', () => {
    assert.equal(csv('a'), 'a');
    assert.equal(csv('a,"b"'), '"a,""b"""');
    assert.equal(csv('=1+1'), "'=1+1");
  });
});
