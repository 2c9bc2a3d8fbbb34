import assert from 'node:assert/strict';
import { nodeAt } from '../../../server/src/syntax/nodeAt';
import { children, walkBody } from '../../../server/src/syntax/walk';
import { onlyCursor, parseFixture } from '../../support/fixture';
import { parse, theParser } from './checkParse';
import { dump } from './dump';

/** What stands at the cursor: blocks, argument, and expressions from the outermost to the innermost. */
function checkNodeAt(text: string, expected: string | undefined): void {
  const fixture = parseFixture(text);
  const [[, source] = ['', '']] = fixture.files;
  const found = nodeAt(parse(source), onlyCursor(fixture).position);
  const path = [
    ...(found?.blocks.map(({ type }) => type) ?? []),
    ...(found?.attribute === undefined ? [] : [found.attribute.name]),
    ...(found?.expressions.map(dump) ?? []),
  ];
  assert.equal(found === undefined ? undefined : path.join(' > '), expected);
}

describe('nodeAt', () => {
  it('finds the innermost expression, with all that it stands in', () => {
    checkNodeAt(
      '# c\n\na {\n  b {\n    c = [1, d‸.e]\n  }\n}',
      'a > b > c > (tuple 1 (. d e)) > (. d e) > d',
    );
    checkNodeAt('a = "x${b.‸c}"', 'a > (template "x" $(. b c)) > (. b c)');
    checkNodeAt('a = f(‸b)', 'a > (call f b) > b');
    checkNodeAt('a = f‸(b)', 'a > (call f b)');
    checkNodeAt('a = b[*].c[d‸]', 'a > ([*] b .c [d]) > d');
  });

  it('counts the end as inside, the node that starts there first', () => {
    checkNodeAt('a = b‸', 'a > b');
    checkNodeAt('a = {b=‸c}', 'a > (object ("b" c)) > c');
    checkNodeAt('a = 1+‸2', 'a > (+ 1 2) > 2');
  });

  it('finds no expression on names and between items', () => {
    checkNodeAt('a‸ = 1', 'a');
    checkNodeAt('a {\n‸\n}', 'a');
    checkNodeAt('a‸ {\n}', 'a');
  });

  it('finds nothing between the chunks', () => {
    checkNodeAt('a = 1\n‸\nb = 2', undefined);
    checkNodeAt('‸', undefined);
  });
});

describe('walk', () => {
  it('visits every expression, the outer ones first', () => {
    const seen: string[] = [];
    const file = parse('a {\n  b = f(1, "x${c}%{ if d }${e}%{ endif }")\n  g {\n    h = i[*].j[k]\n  }\n}');
    for (const { chunk } of file.chunks)
      walkBody(chunk.body, (node) => seen.push(node.kind === 'variable' ? node.name : node.kind));
    assert.deepEqual(seen, ['call', 'number', 'template', 'c', 'd', 'e', 'splat', 'i', 'k']);
  });

  it('knows the children of every kind', () => {
    const of = (text: string): string[] => children(theParser().parseExpression(text).expression).map(dump);
    assert.deepEqual(of('a ? b : c'), ['a', 'b', 'c']);
    assert.deepEqual(of('{ for k, v in m : k => v if c }'), ['m', 'k', 'v', 'c']);
    assert.deepEqual(of('[for v in m : v]'), ['m', 'v']);
    assert.deepEqual(of('{ a = b, (c) = d }'), ['"a"', 'b', '(paren c)', 'd']);
    assert.deepEqual(of('"%{ for v in m }${v}%{ endfor }"'), ['m', 'v']);
    assert.deepEqual(of('a[*].b[*].c[d]'), ['a', 'd']);
    assert.deepEqual(of('!a'), ['a']);
    assert.deepEqual(of('(a)'), ['a']);
    assert.deepEqual(of('a + b'), ['a', 'b']);
    assert.deepEqual(of('a[b]'), ['a', 'b']);
    assert.deepEqual(of('1'), []);
  });
});
