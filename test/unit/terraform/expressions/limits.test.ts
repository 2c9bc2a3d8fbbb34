import assert from 'node:assert/strict';
import { evaluateText } from '../../../support/expressions';

/** Far more than is needed on an idle machine; what is not bounded takes minutes. */
const patience = 5000;

/** Evaluates something monstrous: it must come back soon, with an unknown or an error. */
async function checkRefused(expression: string, reason: RegExp): Promise<void> {
  const start = performance.now();
  const { value, errors } = await evaluateText(expression);
  assert.ok(performance.now() - start < patience);
  assert.equal(value.kind, 'unknown');
  const why = value.kind === 'unknown' ? value.causes.map((cause) => cause.why) : [];
  assert.match([...errors.map(({ message }) => message), ...why].join('\n'), reason);
}

/** Evaluates something large that must come back soon, whatever it is. */
async function checkReturns(expression: string): Promise<void> {
  const start = performance.now();
  await evaluateText(expression);
  assert.ok(performance.now() - start < patience);
}

describe('limits of evaluation', () => {
  const refused: Record<string, [string, RegExp]> = {
    'a range of a thousand million': ['range(1e9)', /more than 1024 values/],
    'loops in loops in loops': [
      '[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]',
      /too much work/,
    ],
    'templates in templates': [
      '"%{ for a in range(1000) }%{ for b in range(1000) }x%{ endfor }%{ endfor }"',
      /too much work/,
    ],
    'a huge join': [
      'join("", [for a in range(200) : join("", [for b in range(200) : "0123456789012345678901234567890123456789"])])',
      /too large/,
    ],
    'a huge width': ['format("%999999999d", 1)', /too large/],
    'a huge precision': ['format("%.999999999f", 1)', /too large/],
    'a huge indentation': ['indent(999999999, "a\\nb")', /too large/],
    'a huge product of sets': ['setproduct(range(1000), range(1000), range(1000))', /too large/],
    'a huge number': ['1e999999999', /too large/],
    'a huge number in a string': ['tonumber("1e999999999")', /too large/],
    'a subnet far out of range': [
      'cidrsubnet("10.0.0.0/8", 1e9, 1e300)',
      /insufficient address space|value must be/,
    ],
    'deep JSON': [`jsondecode("${'['.repeat(20_000)}${']'.repeat(20_000)}")`, /nested/],
    'deep YAML': [`yamldecode("${'['.repeat(20_000)}${']'.repeat(20_000)}")`, /nested/],
    'a bomb of YAML aliases': [
      'yamldecode("a: &a [x,x,x,x,x,x,x,x]\\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\\ne: [*d,*d,*d,*d,*d,*d,*d,*d]\\n")',
      /too large/,
    ],
    'a catastrophic pattern': [`regex("(a+)+$", "${'a'.repeat(5000)}!")`, /did not match/],
    'another catastrophic pattern': [`regex("(x+x+)+y", "${'x'.repeat(5000)}")`, /did not match/],
    'a replacement that grows': [`replace("${'a'.repeat(20_000)}", "", "${'b'.repeat(1000)}")`, /too large/],
  };
  for (const [name, [expression, reason]] of Object.entries(refused)) {
    it(`holds ${name}`, () => checkRefused(expression, reason));
  }

  const survived: Record<string, string> = {
    'a hundred thousand brackets': '['.repeat(100_000) + ']'.repeat(100_000),
    'a hundred thousand parentheses': `${'('.repeat(100_000)}1${')'.repeat(100_000)}`,
    'a long sum': `1${'+1'.repeat(20_000)}`,
    'a long chain of conditions': `${'true ? '.repeat(3000)}1${' : 2'.repeat(3000)}`,
    'a long chain of negations': `${'!'.repeat(20_000)}true`,
    'thousands of objects':
      'distinct(flatten([for a in range(50) : [for b in range(50) : { a = a, b = b }]]))',
    'sets of thousands':
      'setsubtract([for a in range(1000) : "a${a}"], [for a in range(1000) : "a${a * 2}"])',
    'lists of all kinds of things': 'tolist([for a in range(1000) : a % 2 == 0 ? [a] : [a, a]])',
    'objects that have nothing in common': 'tolist([for a in range(1000) : { "k${a}" = a }])',
    'divisions that do not come out even': '[for a in range(500) : 1 / 7 * a]',
    'numbers of a thousand digits': `${'9'.repeat(1000)} * ${'9'.repeat(1000)} / 3`,
  };
  for (const [name, expression] of Object.entries(survived)) {
    it(`survives ${name}`, () => checkReturns(expression));
  }

  it('does not call code wrong that is only too large', async () => {
    const { errors } = await evaluateText('indent(999999999, "a\\nb")');
    assert.deepEqual(errors, []);
  });
});
