import assert from 'node:assert/strict';
import {
  anyType,
  boolType,
  listType,
  mapType,
  numberType,
  objectType,
  setType,
  stringType,
  tupleType,
  type Type,
} from '../../../../server/src/terraform/type';
import type { Value } from '../../../../server/src/terraform/value';
import { convertValue } from '../../../../server/src/terraform/values/conversion';
import { printValue } from '../../../../server/src/terraform/values/print';
import { friendlyName, sameType } from '../../../../server/src/terraform/values/types';
import { unify } from '../../../../server/src/terraform/values/unify';
import { evaluateText } from '../../../support/expressions';

/** Converts what an expression evaluates to; prints the result on one line, or the failure. */
async function check(expression: string, type: Type, expected: string): Promise<void> {
  const { value, errors } = await evaluateText(expression);
  assert.deepEqual(errors, []);
  const converted = convertValue(value, type);
  const said = converted.kind === 'failure' ? converted.message : printValue(converted);
  assert.equal(said.replace(/\s+/g, ' '), expected);
}

const rule: Type = {
  kind: 'object',
  attributes: new Map([
    ['port', { type: numberType, optional: false }],
    ['cidrs', { type: listType(stringType), optional: true }],
  ]),
};

describe('conversion', () => {
  it('between primitive types', async () => {
    await check('5', stringType, '"5"');
    await check('"5"', numberType, '5');
    await check('"true"', boolType, 'true');
    await check('"x"', numberType, 'a number is required');
    await check('true', numberType, 'number required, but have bool');
    await check('"True"', boolType, 'a bool is required; to convert from string, use lowercase "true"');
  });

  it('to objects drops what is not asked for, and fills what is optional with null', async () => {
    await check('{ port = "80", more = 1 }', rule, '{ "cidrs" = tolist(null) /* of string */ "port" = 80 }');
    await check('{ port = 80, cidrs = ["a", 5] }', rule, '{ "cidrs" = tolist([ "a", "5", ]) "port" = 80 }');
    await check('{ cidrs = [] }', rule, 'attribute "port" is required');
    await check('{ port = [] }', rule, 'attribute "port": number required, but have tuple');
    await check(
      '{}',
      objectType([
        ['a', anyType],
        ['b', anyType],
        ['c', anyType],
      ]),
      'attributes "a", "b", and "c" are required',
    );
  });

  it('from maps to objects asks for the keys', async () => {
    await check('tomap({ port = "80" })', rule, '{ "cidrs" = tolist(null) /* of string */ "port" = 80 }');
    await check(
      'tomap({ x = "80" })',
      objectType([['port', numberType]]),
      'map has no element for required attribute "port"',
    );
  });

  it('to collections converts the elements', async () => {
    await check('[1, "a", true]', listType(stringType), 'tolist([ "1", "a", "true", ])');
    await check('["b", "a", "b"]', setType(stringType), 'toset([ "a", "b", ])');
    await check('{ a = 1, b = "2" }', mapType(numberType), 'tomap({ "a" = 1 "b" = 2 })');
    await check(
      '[{ port = 1 }, { port = "2", cidrs = ["x"] }]',
      listType(rule),
      'tolist([ { "cidrs" = tolist(null) /* of string */ "port" = 1 }, { "cidrs" = tolist([ "x", ]) "port" = 2 }, ])',
    );
    await check('[1, []]', listType(stringType), 'element 1: string required, but have tuple');
    await check('"a"', listType(stringType), 'list of string required, but have string');
    await check('[1, "a"]', tupleType([stringType, stringType]), '[ "1", "a", ]');
    await check('[1]', tupleType([stringType, stringType]), 'tuple required');
  });

  it('keeps null, and gives it the type', async () => {
    await check('null', stringType, 'tostring(null)');
    await check('[null, 1]', listType(numberType), 'tolist([ tonumber(null), 1, ])');
  });

  it('keeps marks', () => {
    const converted = convertValue({ kind: 'string', value: '5', sensitive: true }, numberType);
    assert.equal(converted.kind === 'number' && converted.sensitive, true);
  });

  it('keeps references and causes, and narrows their type', () => {
    const reference: Value = { kind: 'reference', address: 'aws_vpc.x', path: ['id'], type: anyType };
    assert.deepEqual(convertValue(reference, stringType), { ...reference, type: stringType });
    const unknown: Value = {
      kind: 'unknown',
      type: tupleType([numberType, stringType]),
      causes: [{ value: 'x', why: 'y' }],
    };
    const list = convertValue(unknown, listType(anyType));
    assert.ok(list.kind === 'unknown' && sameType(list.type, listType(stringType)));
  });
});

describe('the one type for several', () => {
  const cases: readonly (readonly [readonly Type[], string])[] = [
    [[numberType, stringType], 'string'],
    [[numberType, boolType], 'none'],
    [[listType(numberType), listType(stringType)], 'list of string'],
    [[listType(stringType), tupleType([numberType])], 'list of string'],
    [[tupleType([numberType]), tupleType([numberType, numberType])], 'list of number'],
    [[objectType([['a', numberType]]), objectType([['b', stringType]])], 'map of string'],
    [[objectType([['a', numberType]]), objectType([['a', stringType]])], 'object'],
    [[mapType(numberType), objectType([['a', stringType]])], 'map of string'],
    [[objectType([]), tupleType([])], 'none'],
    [[listType(stringType), setType(stringType)], 'set of string'],
    [[anyType, numberType], 'number'],
    [[], 'none'],
  ];
  for (const [types, expected] of cases) {
    it(`${types.map(friendlyName).join(' and ')}: ${expected}`, () => {
      const unified = unify(types, true);
      assert.equal(unified === undefined ? 'none' : friendlyName(unified), expected);
    });
  }
});
