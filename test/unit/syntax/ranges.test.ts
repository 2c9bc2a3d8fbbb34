import assert from 'node:assert/strict';
import type { Expression } from '../../../server/src/syntax/tree';
import { walkBody } from '../../../server/src/syntax/walk';
import { parseFixture } from '../../support/fixture';
import { parse } from './checkParse';
import { dumpRange } from './dump';

/** Parses the text and checks that the marked ranges, in order of their ends, are those of these nodes. */
function checkRanges(
  text: string,
  ranges: (file: ReturnType<typeof parse>) => readonly Expression['range'][],
): void {
  const fixture = parseFixture(text);
  const [[, source] = ['', '']] = fixture.files;
  const expected = fixture.ranges.map(({ range }) => dumpRange(range)).sort();
  const actual = ranges(parse(source))
    .map((range) => dumpRange(range))
    .sort();
  assert.deepEqual(actual, expected);
}

/** The ranges of all expressions of one kind in the first chunk. */
function kind(name: Expression['kind']): (file: ReturnType<typeof parse>) => Expression['range'][] {
  return (file) => {
    const found: Expression['range'][] = [];
    const body = file.chunks[0]?.chunk.body;
    if (body !== undefined) walkBody(body, (node) => node.kind === name && found.push(node.range));
    return found;
  };
}

describe('ranges', () => {
  it('count UTF-16 units: a character beyond the basic plane has two', () => {
    checkRanges('x = «"😀${«é.b»} 😀"»', (file) => [
      ...kind('template')(file),
      ...kind('getAttribute')(file),
    ]);
    checkRanges('x = [«a», /* 😀 */ «b», «𝒳»]', kind('variable'));
  });

  it('are right with carriage returns', () => {
    checkRanges('x {\r\n  a = «1»\r\n  b = [\r\n    «2»,\r\n    «3»]\r\n}\r\n', kind('number'));
    checkRanges('a = «<<EOT\r\n  x\r\n  EOT»\r\n', kind('template'));
  });

  it('of terms reach from the first to the last token', () => {
    checkRanges('a = ««b».c»', (file) => [...kind('getAttribute')(file), ...kind('variable')(file)]);
    checkRanges('a = «f(1, "two", [3]...)»[0]', kind('call'));
    checkRanges('a = «{ b = "c" }»', kind('object'));
    checkRanges('a = «b[*].c»', kind('splat'));
    checkRanges('a = «b.*.c»[0]', kind('splat'));
    checkRanges('a = ««1 + "2"» + 3.5»', kind('binary'));
    checkRanges('a = «b ? "c" : «d ? e : "f"»»', kind('conditional'));
    checkRanges('a = «-1» + «!b.c»', kind('unary'));
    checkRanges('a = «(b)».c', kind('parentheses'));
    checkRanges('a = «[for b in c : "d" if e]»', kind('for'));
    checkRanges('a = «b["c"]»', kind('index'));
    checkRanges('a = «b.0».c', kind('index'));
    checkRanges('a = «<<-EOT\n  b\n  EOT»', kind('template'));
  });

  it('of template parts', () => {
    checkRanges('a = "«b»«${c}»«%{ if d }«e»%{ endif }»"', (file) => {
      const expression = file.chunks[0]?.chunk.body.attributes[0]?.expression;
      const parts = expression?.kind === 'template' ? expression.parts : [];
      return parts.flatMap((part) => [
        part.range,
        ...(part.kind === 'templateIf' ? part.then.map((inner) => inner.range) : []),
      ]);
    });
  });

  it('of arguments and names', () => {
    checkRanges('x {\n  ««ab» = [\n    1\n  ]» # c\n}', (file) => {
      const attribute = file.chunks[0]?.chunk.body.blocks[0]?.body.attributes[0];
      return attribute === undefined ? [] : [attribute.range, attribute.nameRange];
    });
    checkRanges('a = b.«c».«d»', (file) => {
      const names: Expression['range'][] = [];
      const body = file.chunks[0]?.chunk.body;
      if (body !== undefined)
        walkBody(body, (node) => node.kind === 'getAttribute' && names.push(node.nameRange));
      return names;
    });
  });

  it('of blocks: types, labels with quotes, and what is between the braces', () => {
    checkRanges('««resource» «"a"» «b» {«\n  c = 1\n»}»\n', (file) => {
      const block = file.chunks[0]?.chunk.body.blocks[0];
      return block === undefined
        ? []
        : [block.range, block.typeRange, block.bodyRange, ...block.labels.map(({ range }) => range)];
    });
  });

  it('of blocks that are not closed reach to the last token', () => {
    checkRanges('«a {«\n  b = 1»»\n\n', (file) => {
      const block = file.chunks[0]?.chunk.body.blocks[0];
      return block === undefined ? [] : [block.range, block.bodyRange];
    });
  });

  it('are relative to the chunk; a byte order mark does not count', () => {
    const file = parse('\ufeffa = 1\n\n\nb = 2\n');
    const places = file.chunks.map(
      ({ chunk, line }) => `${line} ${dumpRange(chunk.body.attributes[0]!.range)}`,
    );
    assert.deepEqual(places, ['0 0:0-0:5', '3 0:0-0:5']);
  });

  it('of comments', () => {
    const file = parse('a = 1 # one\r\n// two\n/* three\n */\n');
    const comments = file.chunks.flatMap(({ chunk, line }) =>
      chunk.comments.map(({ text, range }) => `${dumpRange(range, line)} ${text}`),
    );
    assert.deepEqual(comments, ['0:6-0:11 # one', '1:0-1:6 // two', '2:0-3:3 /* three\n */']);
  });
});
