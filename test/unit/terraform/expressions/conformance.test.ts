import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { printValue } from '../../../../server/src/terraform/values/print';
import { anyType, stringType } from '../../../../server/src/terraform/type';
import type { Value } from '../../../../server/src/terraform/value';
import { diskFiles } from '../../../support/diskFiles';
import { evaluateText, type TestNames } from '../../../support/expressions';

/**
 * What a real `terraform console` says to every expression of test/conformance/expressions.txt, recorded by
 * record-expressions.mjs: each must print the same here, and what Terraform refuses must be refused.
 */
interface Recording {
  readonly terraform: string;
  readonly results: readonly {
    readonly expression: string;
    readonly prints?: string;
    readonly error?: string;
  }[];
}

const conformance = path.join(__dirname, '../../../conformance');
const recording = JSON.parse(readFileSync(path.join(conformance, 'expressions.json'), 'utf8')) as Recording;

/** Where we do not say what Terraform says, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'base64gzip("hello")': 'The bytes are those of one compressor; nothing that we answer hangs on them.',
  'base64gzip("")': 'As above.',
  'cidrhost("2001:db8::/32", 340282366920938463463374607431768211455)':
    'Terraform does not notice that the host lies outside of the prefix; we refuse it.',
  'cidrsubnet("10.0.0.0/8", -1, 0)': 'Terraform makes a larger block of it; nobody means that, we refuse it.',
  'cidrsubnet("10.0.0.0/8", 8, -1)': 'Terraform answers with a block outside of the prefix; we refuse it.',
  'regex("(?P<n>a)|(?P<n>b)", "a")': 'Our library for RE2 refuses two groups of one name.',
  'terraform_data.x.id == "a" ? "x" : "x"': 'Both branches are the same, so we know the result.',
  'flatten([[terraform_data.x.id], ["a"]])':
    'The console does not know the type before the first plan; we do.',
  'type(terraform_data.x.id)': 'As above.',
  'compact([terraform_data.x.id, "a"])':
    'A reference stays in the list: what a resource computes is not empty.',
};

const reference = (attribute: string, type = stringType): Value => ({
  kind: 'reference',
  address: 'terraform_data.x',
  path: [attribute],
  type,
});

/** What expression-files/main.tf declares. */
const scope: TestNames = {
  root: path.join(conformance, 'expression-files').replaceAll('\\', '/'),
  files: diskFiles,
  names: {
    'terraform_data.x.id': reference('id'),
    'terraform_data.x.output': reference('output', anyType),
    'var.secret': { kind: 'string', value: 'hush', sensitive: true },
    'local.template': { kind: 'string', value: 'hello ${name}' },
    'local.list': { kind: 'list', form: 'tuple', elements: [{ kind: 'string', value: 'a' }] },
    'path.module': { kind: 'string', value: '.' },
  },
};

describe(`expressions, compared with terraform ${recording.terraform}`, () => {
  const compared = recording.results.filter(({ expression }) => !(expression in exceptions));

  for (const { expression, prints } of compared) {
    it(expression.replaceAll('\n', '⏎'), async () => {
      const { value, errors } = await evaluateText(expression, scope);
      const [first] = errors;
      const said = first === undefined ? print(expression, value) : 'refused';
      assert.equal(said, prints ?? 'refused', first?.message);
    });
  }

  it('has at least 800 of them, and few exceptions', () => {
    assert.ok(compared.length >= 800);
    assert.ok(Object.keys(exceptions).length <= 20);
  });

  it('has no exception that is not in the recording', () => {
    const recorded = new Set(recording.results.map(({ expression }) => expression));
    assert.deepEqual(
      Object.keys(exceptions).filter((expression) => !recorded.has(expression)),
      [],
    );
  });
});

/** The console prints what `type(…)` says as it is, not as a string. */
function print(expression: string, value: Value): string {
  return expression.startsWith('type(') && value.kind === 'string' ? value.value : printValue(value);
}
