import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadParser } from '../../../server/src/syntax/load';
import { checkExpression, theParser } from './checkParse';
import { dump } from './dump';

describe('loadParser', () => {
  it('takes the modules that it is given', async () => {
    const resolve = (name: string): Uint8Array => readFileSync(createRequire(__filename).resolve(name));
    const parser = await loadParser({
      runtime: resolve('web-tree-sitter/web-tree-sitter.wasm'),
      grammar: resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
    });
    assert.equal(dump(parser.parseExpression('a + b').expression), '(+ a b)');
    // Two parsers beside each other do not disturb each other.
    assert.equal(dump(theParser().parseExpression('a - b').expression), '(- a b)');
    assert.equal(dump(parser.parseExpression('a * b').expression), '(* a b)');
  });

  it('rejects modules that are not what they should be', async () => {
    const runtime = readFileSync(createRequire(__filename).resolve('web-tree-sitter/web-tree-sitter.wasm'));
    await assert.rejects(loadParser({ runtime, grammar: new Uint8Array([0, 1, 2]) }));
  });
});

describe('plain literals and references, which are read without the grammar', () => {
  it('are what the grammar makes of them', () => {
    const plain = [
      '1',
      '1e5',
      'true',
      'null',
      'a',
      'a.b',
      'a.b.c',
      '"x"',
      '"${a.b}"',
      '<<E\nx\nE\n',
      'for',
      'true.x',
    ];
    for (const text of plain) {
      const { expression } = theParser().parseExpression(text);
      checkExpression(`(${text})`, `(paren ${dump(expression)})`);
    }
  });
});
