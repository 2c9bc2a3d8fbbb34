import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { cutChunks } from '../../../server/src/syntax/chunks';
import type { SyntaxFile } from '../../../server/src/syntax/tree';
import { walkBody } from '../../../server/src/syntax/walk';
import { comparePositions } from '../../../server/src/util/text';
import { parse, theParser } from './checkParse';
import { dumpFile } from './dump';

const folder = path.join(__dirname, '../../fixtures/syntax');
const corpus = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(path.join(folder, name), 'utf8'),
}));

/** Small texts to mutate: two neighbours of a native file's chunks, and JSON files as they are. */
const samples = corpus.flatMap(({ name, text }) => {
  if (name.endsWith('.json')) return [{ name, text }];
  const chunks = cutChunks(text).map((chunk) => chunk.text);
  return chunks.map((chunk, index) => ({
    name,
    text: [chunk, ...chunks.slice(index + 1, index + 2)].join('\n'),
  }));
});

/** Text made of what matters to the lexer, in any order. */
const terraformLike = fc
  .array(
    fc.constantFrom(
      ...[
        'a',
        'b',
        ' = ',
        '=',
        '{',
        '}',
        '[',
        ']',
        '(',
        ')',
        '"',
        '${',
        '%{',
        '~}',
        '~',
        '\n',
        '\r\n',
        '  ',
        '.',
        '*',
        '[*]',
      ],
      ...[
        'if ',
        'for ',
        'in ',
        'else',
        'endif',
        'endfor',
        '<<EOT\n',
        '<<-EOT\n',
        'EOT',
        '\nEOT\n',
        '#',
        '//',
        '/*',
        '*/',
        '::',
      ],
      ...[
        '1',
        '0.5',
        '1e5',
        '-',
        '!',
        '+',
        '?',
        ':',
        ',',
        '...',
        '=>',
        '==',
        '&&',
        '\\',
        '\\"',
        '$${',
        '😀',
        'é',
        '\ud800',
        '\0',
      ],
      ...['resource "a" "b" {\n', 'locals {\n', 'x = 1\n', 'true', 'null', '"//"', ': '],
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const anyText = fc.oneof(
  terraformLike,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 200 }),
);
const anyPath = fc.constantFrom('a.tf', 'a.tfvars', 'a.tf.json', 'a.tfvars.json');

/** Every range lies in its chunk and is not turned round. */
function checkRanges(file: SyntaxFile): void {
  for (const { chunk } of file.chunks) {
    const lines = chunk.text.split('\n');
    const check = ({
      start,
      end,
    }: {
      start: { line: number; character: number };
      end: { line: number; character: number };
    }): void => {
      assert.ok(comparePositions(start, end) <= 0, 'a range ends before it starts');
      assert.ok(start.line >= 0 && end.line < lines.length, 'a range leaves its chunk');
      assert.ok(end.character <= (lines[end.line]?.length ?? 0) + 1, 'a range leaves its line');
    };
    walkBody(chunk.body, ({ range }) => check(range));
    chunk.problems.forEach(({ range }) => check(range));
    chunk.comments.forEach(({ range }) => check(range));
  }
}

/** Chunks are cut out of the text, in order, and what is between them is white space. */
function checkChunks(file: SyntaxFile, text: string): void {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  let next = 0;
  for (const { chunk, line } of file.chunks.filter((placed) => placed.chunk.text !== '')) {
    assert.equal(lines.slice(next, line).join('').trim(), '');
    const length = chunk.text.split('\n').length;
    assert.equal(
      lines
        .slice(line, line + length)
        .join('\n')
        .trimEnd(),
      chunk.text.trimEnd(),
    );
    next = line + length;
  }
  assert.equal(lines.slice(next).join('').trim(), '');
}

describe('any text', () => {
  it('the corpus has no problems', () => {
    for (const { name, text } of corpus) {
      const problems = parse(text, undefined, name).chunks.flatMap(({ chunk }) => chunk.problems);
      assert.deepEqual(problems, [], name);
    }
  });

  it('parses without throwing, into chunks that are the text and ranges that lie in them', () => {
    fc.assert(
      fc.property(anyText, anyPath, (text, name) => {
        const file = parse(text, undefined, name);
        checkRanges(file);
        checkChunks(file, text);
      }),
      { numRuns: 3000 },
    );
  });

  it('parses as an expression without throwing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        theParser().parseExpression(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same with a previous version as without', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyPath, (start, before, after, name) => {
        const previous = parse(`${start}\n${before}`, undefined, name);
        const text = `${start}\n${after}`;
        const file = parse(text, previous, name);
        assert.deepEqual(file, parse(text, undefined, name));
        assert.equal(new Set(file.chunks.map(({ chunk }) => chunk)).size, file.chunks.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same after each of many edits as from scratch', () => {
    const { name, text } = corpus.find((file) => file.name === 'network.tf')!;
    const random = randomNumbers(7);
    let current = text;
    let file = parse(current, undefined, name);
    for (let edit = 0; edit < 200; edit += 1) {
      current = edit % 10 === 9 ? text : mutate(current, random);
      file = parse(current, file, name);
      assert.equal(dumpFile(file), dumpFile(parse(current, undefined, name)));
    }
  });

  it('20,000 mutations of the corpus parse without throwing, each within 200 ms', function () {
    this.timeout(120_000);
    const random = randomNumbers(42);
    const previous = samples.map(({ name, text }) => parse(text, undefined, name));
    let slowest = 0;
    for (let run = 0; run < 20_000; run += 1) {
      const index = random(samples.length);
      const { name, text } = samples[index]!;
      let mutated = mutate(text, random);
      if (run % 3 === 0) mutated = mutate(mutated, random);
      // As in the editor: chunks that did not change are taken from the last version.
      const old = previous[index];
      const { file, time } = timed(() => parse(mutated, old, name));
      // A machine that is busy with something else is not the parser's fault: what is slow is slow again.
      const again =
        time < 200 ? time : Math.min(...[1, 2, 3].map(() => timed(() => parse(mutated, old, name)).time));
      slowest = Math.max(slowest, again);
      if (run % 50 === 0) checkRanges(file);
    }
    assert.ok(slowest < 200, `the slowest took ${slowest.toFixed(0)} ms`);
  });
});

function timed(run: () => SyntaxFile): { readonly file: SyntaxFile; readonly time: number } {
  const start = performance.now();
  const file = run();
  return { file, time: performance.now() - start };
}

/** A small generator of repeatable numbers below a limit. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Cuts a piece out, doubles one, or puts another character somewhere. */
function mutate(text: string, random: (limit: number) => number): string {
  const at = random(text.length);
  const end = Math.min(text.length, at + 1 + random(random(4) === 0 ? 400 : 12));
  switch (random(4)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(at, end) + text.slice(end);
    case 2:
      return (
        text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << random(7))) + text.slice(at + 1)
      );
    default:
      return text.slice(0, at) + '"{}[]()$%\n<~#/*=,.?:!'.charAt(random(22)) + text.slice(at);
  }
}
