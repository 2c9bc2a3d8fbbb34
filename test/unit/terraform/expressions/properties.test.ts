import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeJson } from '../../../../server/src/terraform/values/json';
import type { Value } from '../../../../server/src/terraform/value';
import { isKnown, typeOf } from '../../../../server/src/terraform/values/facts';
import { equalValues } from '../../../../server/src/terraform/values/equality';
import { printValue } from '../../../../server/src/terraform/values/print';
import { functions } from '../../../../server/src/terraform/functions';
import { evaluateTree, evaluateText, testParser } from '../../../support/expressions';

const literals = [
  '0',
  '1',
  '2.5',
  '-3',
  '""',
  '"a"',
  '"5"',
  '"true"',
  '"10.0.0.0/8"',
  'true',
  'false',
  'null',
  '[]',
  '{}',
];
const operators = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];
const callable = [...functions.keys(), 'try', 'can'].filter(
  (name) => !name.startsWith('file') && name !== 'templatefile',
);

/** Texts of expressions: all operators, functions, `for`, splats, templates, over literals and the variables `x`, `y`. */
const expressionText = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const list = fc.array(inner, { maxLength: 3 });
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'expression' },
      fc.constantFrom(...literals, 'x', 'y'),
      fc
        .tuple(inner, fc.constantFrom(...operators), inner)
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      fc.tuple(fc.constantFrom('!', '-'), inner).map(([operator, a]) => `${operator}(${a})`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      list.map((items) => `[${items.join(', ')}]`),
      list.map((items) => `{${items.map((item, index) => `k${index} = ${item}`).join(', ')}}`),
      fc.tuple(fc.constantFrom(...callable), list).map(([name, items]) => `${name}(${items.join(', ')})`),
      fc.tuple(inner, inner).map(([a, b]) => `[for v in ${a} : ${b}]`),
      fc.tuple(inner, inner).map(([a, b]) => `{for k, v in ${a} : "\${k}" => [v, ${b}]}`),
      fc
        .tuple(inner, fc.constantFrom('[0]', '.k0', '["k1"]', '[*]', '[*].k0'))
        .map(([a, step]) => `(${a})${step}`),
      inner.map((a) => `"<\${${a}}>"`),
      inner.map((a) => `"%{ if ${a} }yes%{ else }no%{ endif }"`),
    ),
  };
}).expression;

const text = (value: string): Value => ({ kind: 'string', value });

/** Values that a variable may have. */
const known: readonly Value[] = [
  text('a'),
  text(''),
  text('5'),
  { kind: 'boolean', value: true },
  { kind: 'list', form: 'tuple', elements: [text('a'), text('b')] },
  { kind: 'map', form: 'object', entries: new Map([['k0', text('v')]]) },
];

/** The value, not known; its type is. */
function forget(value: Value): Value {
  return { kind: 'unknown', type: typeOf(value), causes: [{ value: 'x', why: 'not told' }] };
}

/** Whether what is known of `vague` is so in `exact`. */
function agrees(vague: Value, exact: Value): boolean {
  if (!isKnown(vague)) return true;
  if (vague.kind === 'list' && exact.kind === 'list') {
    if (vague.form === 'set') return true;
    return (
      vague.form === exact.form &&
      vague.elements.length === exact.elements.length &&
      vague.elements.every((element, index) => agrees(element, exact.elements[index]!))
    );
  }
  if (vague.kind === 'map' && exact.kind === 'map') {
    const entries = [...vague.entries];
    return (
      vague.form === exact.form &&
      entries.length === exact.entries.size &&
      entries.every(([name, element]) => exact.entries.has(name) && agrees(element, exact.entries.get(name)!))
    );
  }
  return equalValues(vague, exact) === true;
}

describe('any expression', () => {
  it('is evaluated without an exception, to a value that can be printed', async () => {
    const parser = await testParser();
    fc.assert(
      fc.property(expressionText, fc.constantFrom(...known), (source, x) => {
        const { expression } = parser.parseExpression(source);
        const { value } = evaluateTree(parser, expression, { names: { x, y: forget(x) } });
        printValue(value);
        JSON.parse(describeJson(value));
      }),
      { numRuns: 3000 },
    );
  });

  it('of which something is not known agrees with what it is once that is known', async () => {
    const parser = await testParser();
    fc.assert(
      fc.property(expressionText, fc.constantFrom(...known), fc.constantFrom(...known), (source, x, y) => {
        const { expression } = parser.parseExpression(source);
        const exact = evaluateTree(parser, expression, { names: { x, y } });
        const vague = evaluateTree(parser, expression, { names: { x: forget(x), y } });
        // Where the known value is refused, there is nothing to agree with.
        const fine = exact.errors.length > 0 || agrees(vague.value, exact.value);
        assert.ok(fine, `${source}: ${printValue(vague.value)}, but ${printValue(exact.value)}`);
      }),
      { numRuns: 3000 },
    );
  });

  it('that is fine with what is known is fine with what is not', async () => {
    const parser = await testParser();
    fc.assert(
      fc.property(expressionText, fc.constantFrom(...known), (source, x) => {
        const { expression } = parser.parseExpression(source);
        const exact = evaluateTree(parser, expression, { names: { x, y: x } });
        const vague = evaluateTree(parser, expression, { names: { x: forget(x), y: forget(x) } });
        assert.ok(
          exact.errors.length > 0 || vague.errors.length === 0,
          `${source}: ${vague.errors[0]?.message ?? ''}`,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('of any characters is evaluated without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (source) => {
        await evaluateText(source);
      }),
      { numRuns: 1000 },
    );
  });
});
