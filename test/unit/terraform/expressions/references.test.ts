import assert from 'node:assert/strict';
import { describeJson } from '../../../../server/src/terraform/values/json';
import {
  anyType,
  listType,
  numberType,
  objectType,
  stringType,
  type Type,
} from '../../../../server/src/terraform/type';
import type { Value } from '../../../../server/src/terraform/value';
import { evaluateText } from '../../../support/expressions';

const reference = (address: string, attribute: string, type: Type = stringType): Value => ({
  kind: 'reference',
  address,
  path: [attribute],
  type,
});

const vpc = reference('aws_vpc.main', 'id');
const names: Record<string, Value> = {
  'aws_vpc.main.id': vpc,
  'aws_vpc.other.id': reference('aws_vpc.other', 'id'),
  'aws_lb.x.any': reference('aws_lb.x', 'any', anyType),
  'aws_lb.x.subnets': reference('aws_lb.x', 'subnets', listType(objectType([['id', stringType]]))),
  'aws_lb.x.names': reference('aws_lb.x', 'names', listType(stringType)),
  'aws_lb.x.port': reference('aws_lb.x', 'port', numberType),
  'module.net["a"].x': vpc,
  'var.unknown': { kind: 'unknown', type: stringType, causes: [{ value: 'var.unknown', why: 'no default' }] },
  'var.flag': { kind: 'unknown', type: { kind: 'bool' }, causes: [{ value: 'var.flag', why: 'no default' }] },
};

/** What an expression comes to, as JSON that names references and says why something is unknown. */
async function check(expression: string, expected: unknown): Promise<void> {
  const { value, errors } = await evaluateText(expression, { names });
  assert.deepEqual(errors, []);
  assert.deepEqual(JSON.parse(describeJson(value)), expected);
}

const main = { ref: 'aws_vpc.main.id' };

describe('references', () => {
  const kept: Record<string, unknown> = {
    'aws_vpc.main.id': main,
    '(aws_vpc.main.id)': main,
    '"${aws_vpc.main.id}"': main,
    '[aws_vpc.main.id, "a"]': [main, 'a'],
    '[aws_vpc.main.id][0]': main,
    '{ a = aws_vpc.main.id }': { a: main },
    '{ a = aws_vpc.main.id }.a': main,
    'true ? aws_vpc.main.id : ""': main,
    'false ? null : aws_vpc.main.id': main,
    'var.flag ? aws_vpc.main.id : aws_vpc.main.id': main,
    '[for x in [aws_vpc.main.id] : x]': [main],
    '{ for x in [aws_vpc.main.id] : "k" => x }': { k: main },
    '[for x in [aws_vpc.main.id, "a"] : x if true]': [main, 'a'],
    '[{ id = aws_vpc.main.id }][*].id': [main],
    '{ id = aws_vpc.main.id }[*].id': [main],
    'concat([aws_vpc.main.id], ["a"])': [main, 'a'],
    'flatten([[aws_vpc.main.id], [["a"]]])': [main, 'a'],
    'merge({ a = aws_vpc.main.id }, { b = 1 })': { a: main, b: 1 },
    'lookup({ a = aws_vpc.main.id }, "a", "")': main,
    'coalesce(aws_vpc.main.id, "x")': main,
    'coalesce("", null, aws_vpc.main.id)': main,
    'try(aws_vpc.main.id, "x")': main,
    'try(aws_vpc.main.id.nothing, aws_vpc.other.id)': { ref: 'aws_vpc.other.id' },
    'one([aws_vpc.main.id])': main,
    'element([aws_vpc.main.id], 3)': main,
    'values({ a = aws_vpc.main.id })': [main],
    'tolist([aws_vpc.main.id])': [main],
    'toset([aws_vpc.main.id])': [main],
    'toset([aws_vpc.main.id, aws_vpc.main.id])': [main],
    'tolist(toset([aws_vpc.main.id]))': [main],
    'tomap({ a = aws_vpc.main.id })': { a: main },
    'tostring(aws_vpc.main.id)': main,
    'compact([aws_vpc.main.id, ""])': [main],
    'distinct([aws_vpc.main.id, aws_vpc.main.id, aws_vpc.other.id])': [main, { ref: 'aws_vpc.other.id' }],
    'reverse(["a", aws_vpc.main.id])': [main, 'a'],
    'slice([aws_vpc.main.id, "b"], 0, 1)': [main],
    'slice(aws_lb.x.names, 1, 3)': [{ ref: 'aws_lb.x.names[1]' }, { ref: 'aws_lb.x.names[2]' }],
    'element(aws_lb.x.names, 0)': { ref: 'aws_lb.x.names[0]' },
    'zipmap(["a"], [aws_vpc.main.id])': { a: main },
    'setunion([aws_vpc.main.id], [])': [main],
    'chunklist([aws_vpc.main.id], 1)': [[main]],
    'setproduct(["a"], [aws_vpc.main.id])': [['a', main]],
    'sensitive(aws_vpc.main.id) == "" ? 1 : 1': { sensitive: true },
    'nonsensitive(sensitive(aws_vpc.main.id))': main,
  };
  for (const [expression, expected] of Object.entries(kept)) {
    it(`survive ${expression}`, () => check(expression, expected));
  }

  it('name what is inside of them', async () => {
    await check('aws_lb.x.subnets[0].id', { ref: 'aws_lb.x.subnets[0].id' });
    await check('aws_lb.x.any.listener["x"][1]', { ref: 'aws_lb.x.any.listener.x[1]' });
  });

  const because = (...names: string[]): unknown => ({
    unknown: names.map((name) => `${name}: known after apply`).join('; '),
  });
  const lost: Record<string, unknown> = {
    '"${aws_vpc.main.id}-a"': because('aws_vpc.main.id'),
    'upper(aws_vpc.main.id)': because('aws_vpc.main.id'),
    'split("-", aws_vpc.main.id)': because('aws_vpc.main.id'),
    'aws_vpc.main.id == "vpc-1"': because('aws_vpc.main.id'),
    'aws_lb.x.port + 1': because('aws_lb.x.port'),
    '"${aws_vpc.main.id}/${aws_vpc.other.id}"': because('aws_vpc.main.id', 'aws_vpc.other.id'),
    'jsonencode({ a = aws_vpc.main.id })': because('aws_vpc.main.id'),
    'join(",", [aws_vpc.main.id, "a", aws_vpc.main.id])': because('aws_vpc.main.id'),
    'format("%s", aws_vpc.main.id)': because('aws_vpc.main.id'),
    '{ (aws_vpc.main.id) = 1 }': because('aws_vpc.main.id'),
    '[for x in aws_lb.x.subnets : x.id]': because('aws_lb.x.subnets'),
    'aws_lb.x.subnets[*].id': because('aws_lb.x.subnets'),
    'aws_vpc.main.id == "a" ? 1 : 2': because('aws_vpc.main.id'),
    'element(aws_lb.x.names, 1)': because('aws_lb.x.names'),
    'element(aws_lb.x.names, aws_lb.x.port)': because('aws_lb.x.names', 'aws_lb.x.port'),
    'length(aws_lb.x.subnets)': because('aws_lb.x.subnets'),
  };
  for (const [expression, expected] of Object.entries(lost)) {
    it(`are the cause after ${expression}`, () => check(expression, expected));
  }

  it('are told apart as elements that begin anew at the end of a list that is not known', async () => {
    const elementAt = async (expression: string): Promise<unknown> => {
      const { value } = await evaluateText(expression, { names });
      return value.kind === 'unknown' && value.element;
    };
    const third = { of: names['aws_lb.x.names'], index: 2 };
    assert.deepEqual(await elementAt('element(aws_lb.x.names, 2)'), third);
    assert.deepEqual(await elementAt('[for n in [2] : element(aws_lb.x.names, n)][0]'), third);
    assert.deepEqual(await elementAt('tostring(element(aws_lb.x.names, 2))'), third);
    assert.equal(await elementAt('upper(element(aws_lb.x.names, 2))'), undefined);
    assert.equal(await elementAt('element(tolist([var.unknown]), 2)'), undefined);
  });

  it('are refused where no value of their type would do', async () => {
    const { errors } = await evaluateText('aws_lb.x.port.name', { names });
    assert.deepEqual(
      errors.map(({ message }) => message),
      ["Can't access attributes on a primitive-typed value (number)."],
    );
  });

  it('of a type that is not known may be anything', async () => {
    await check('flatten([aws_lb.x.any, "a"])', [{ ref: 'aws_lb.x.any' }, 'a']);
    await check('tolist([aws_lb.x.any, { a = 1 }])', because('aws_lb.x.any'));
    await check('tostring(aws_lb.x.any)', { ref: 'aws_lb.x.any' });
  });
});

describe('unknown values', () => {
  it('carry the causes of all that they hang on, each once', () =>
    check('"${var.unknown}${aws_vpc.main.id}${var.unknown}"', {
      unknown: 'var.unknown: no default; aws_vpc.main.id: known after apply',
    }));

  it('name at most eight causes', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`r.x${index}`, reference(`r.x${index}`, 'id')]),
    );
    const { value } = await evaluateText(
      `"${Object.keys(many)
        .map((name) => `\${${name}}`)
        .join(' ')} "`,
      { names: many },
    );
    assert.equal(value.kind === 'unknown' && value.causes.length, 8);
  });

  it('of a condition hide which branch is taken', () =>
    check('var.flag ? 1 : 2', { unknown: 'var.flag: no default' }));

  it('leave what does not hang on them alone', async () => {
    await check('[var.unknown, upper("a")][1]', 'A');
    await check('length([var.unknown])', 1);
    await check('keys({ a = var.unknown })', ['a']);
    await check('{ a = var.unknown, b = 2 }.b', 2);
    await check('alltrue([false, var.flag])', false);
    await check('anytrue([var.flag, true])', true);
    await check('contains([var.unknown, "a"], "a")', true);
    await check('"x${var.unknown}" != null', true);
  });
});
