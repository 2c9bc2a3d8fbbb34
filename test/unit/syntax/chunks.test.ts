import assert from 'node:assert/strict';
import { cutChunks } from '../../../server/src/syntax/chunks';
import { dedent } from '../../support/dedent';
import { checkParse, parse } from './checkParse';
import { dumpFile } from './dump';

/** Cuts a text and compares the lines at which chunks start, and the first lines of their texts. */
function checkCut(text: string, ...expected: readonly string[]): void {
  const actual = cutChunks(dedent(text)).map(
    (chunk) => `${chunk.line} ${chunk.text.split('\n', 1).join('')}`,
  );
  assert.deepEqual(actual, expected);
}

describe('chunks', () => {
  it('are the top-level items and the stretches of comments', () => {
    checkCut(
      `
      # one
      # two

      // three
      resource "a" "b" {
        x = 1
        # inside
      }
      a = 1 # behind
      b = [
        1
      ]

      /* four
      x = 1 */
      locals {
      }
      `,
      '0 # one',
      '4 resource "a" "b" {',
      '8 a = 1 # behind',
      '9 b = [',
      '13 /* four',
      '15 locals {',
    );
  });

  it('have their text without the white space behind it', () => {
    const chunks = cutChunks('a = 1 \n\n\n  b = 2\n\t\n');
    assert.deepEqual(chunks, [{ text: 'a = 1 \n\n\n  b = 2', line: 0 }]);
  });

  it('do not start inside heredocs, comments and strings', () => {
    checkCut(
      `
      a = <<EOT
      resource "a" "b" {
      x = 1
      EOT
      b = "\${
      c
      }"
      d = 1
      `,
      '0 a = <<EOT',
      '4 b = "${',
      '7 d = 1',
    );
  });

  it('do not start at names in brackets that are closed, though they are not indented', () => {
    checkCut('a = {\nx = 1\ny = 2\n}\nb {\nc {\n}\n}', '0 a = {', '4 b {');
  });

  it('start at a top-level block, whatever was left open above', () => {
    checkCut(
      `
      resource "a" "b" {
        x = [
      variable "c" {
        x = "\${
      module "d" {
        x = <<EOT
      output "e" {
      }
      locals {
        y = <<EOT
        EOT
      }
      `,
      '0 resource "a" "b" {',
      '2 variable "c" {',
      '4 module "d" {',
      '6 output "e" {',
      '8 locals {',
    );
  });

  it('start at each name at column 0 behind a bracket that is never closed', () => {
    checkCut('a = [\nb = 2\nc {\n  d = 1\n}', '0 a = [', '1 b = 2', '2 c {');
  });

  it('are not lost where a heredoc or a comment is never closed', () => {
    checkCut('a = <<EOT\nresource "a" "b" {\n}', '0 a = <<EOT', '1 resource "a" "b" {');
    checkCut('/* open\nresource "a" "b" {\n}', '0 /* open', '1 resource "a" "b" {');
  });

  it('count lines that end with a carriage return, too', () => {
    assert.deepEqual(cutChunks('a = 1\r\n\r\nb {\r\n}\r\n'), [
      { text: 'a = 1', line: 0 },
      { text: 'b {\r\n}', line: 2 },
    ]);
  });

  it('keep errors to themselves', () => {
    checkParse(
      `
      variable "a" {
        default = {

      resource "b" "c" {
        d = "\${
      }
      locals {
        e = 1
      }
      `,
      `
      variable "a"
        default = (object)
      ! 0:13-0:14 { is not closed: } is missing
      ! 1:12-1:13 { is not closed: } is missing
      resource "b" "c"
        d = (template $<invalid>)
      ! 4:7-4:9 This interpolation is not closed: } is missing
      locals
        e = 1
      `,
    );
  });
});

describe('a new version of a file', () => {
  const text = 'a = 1\nb {\n  c = 2\n}\n# comment\nd = 3\n';

  it('takes the chunks that did not change, by identity', () => {
    const before = parse(text);
    const after = parse(text.replace('c = 2', 'c = 4'), before);
    const same = after.chunks.map(({ chunk }, index) => chunk === before.chunks[index]?.chunk);
    assert.deepEqual(same, [true, false, true, true]);
  });

  it('takes them at their new lines', () => {
    const before = parse(text);
    const after = parse(`\n\nnew = 0\n${text}`, before);
    assert.deepEqual(
      after.chunks.map(({ line }) => line),
      [2, 3, 4, 7, 8],
    );
    assert.ok(after.chunks.slice(1).every(({ chunk }, index) => chunk === before.chunks[index]?.chunk));
  });

  it('takes each chunk once', () => {
    const before = parse('a = 1\n');
    const after = parse('a = 1\na = 1\n', before);
    const [first, second] = after.chunks.map(({ chunk }) => chunk);
    assert.equal(first, before.chunks[0]?.chunk);
    assert.notEqual(second, first);
    assert.deepEqual(second, first);
  });

  it('works for JSON as well', () => {
    const json = '{\n  "locals": { "a": 1 },\n  "output": { "b": { "value": 2 } }\n}\n';
    const before = parse(json, undefined, 'main.tf.json');
    const after = parse(json.replace('1', '3'), before, 'main.tf.json');
    assert.deepEqual(
      after.chunks.map(({ chunk }, index) => chunk === before.chunks[index]?.chunk),
      [false, true],
    );
    assert.equal(dumpFile(after), 'locals\n  a = 3\noutput "b"\n  value = 2');
  });
});
