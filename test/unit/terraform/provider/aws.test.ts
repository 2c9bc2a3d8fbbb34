import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsDefaults, awsSchema } from '../../../../server/src/terraform/provider/aws';
import type { BodySchema } from '../../../../server/src/terraform/provider/schema';
import { printType } from '../../../../server/src/terraform/values/types';

interface PlainBody {
  readonly attributes?: Readonly<Record<string, readonly [unknown, string]>>;
  readonly blocks?: Readonly<Record<string, PlainBody & { readonly nesting: string }>>;
}

interface PlainSchema {
  readonly resources: Readonly<Record<string, PlainBody>>;
  readonly data: Readonly<Record<string, PlainBody>>;
}

const source = JSON.parse(
  readFileSync(join(__dirname, '../../../../data/aws-provider-schema.json'), 'utf8'),
) as PlainSchema;

/** The type as `type(…)` prints it, from the way Terraform's JSON writes it. */
function plainType(type: unknown): string {
  if (typeof type === 'string') return type;
  const [kind, inner] = type as [string, unknown];
  if (kind !== 'object') return `${kind}(${plainType(inner)})`;
  return `object(${Object.entries(inner as Record<string, unknown>)
    .map(([name, attribute]) => `${name}:${plainType(attribute)}`)
    .join()})`;
}

function compact(text: string): string {
  return text.replace(/[\s{}]/g, '').replace(/,(?=\))/g, '');
}

/** Where the compiled schema says something else than the one that it was made of. */
function differences(path: string, compiled: BodySchema | undefined, plain: PlainBody): string[] {
  if (compiled === undefined) return [path];
  const attributes = Object.entries(plain.attributes ?? {}).flatMap(([name, [type, flags]]) => {
    const schema = compiled.attributes.get(name);
    const isSame =
      schema !== undefined &&
      schema.computed === flags.includes('c') &&
      schema.configurable === /[ro]/.test(flags) &&
      schema.sensitive === flags.includes('s') &&
      compact(printType(schema.type)) === plainType(type);
    return isSame ? [] : [`${path}.${name}`];
  });
  const blocks = Object.entries(plain.blocks ?? {}).flatMap(([name, block]) => {
    const schema = compiled.blocks.get(name);
    return schema?.nesting === block.nesting
      ? differences(`${path}.${name}`, schema.body, block)
      : [`${path}.${name}`];
  });
  return [...attributes, ...blocks];
}

describe('the AWS provider’s schema', () => {
  it('is compiled without loss, save for types that are left out', () => {
    const lost = Object.entries(source.resources).flatMap(([type, body]) => {
      const schema = awsSchema('managed', type);
      return schema === undefined ? [`(left out) ${type}`] : differences(type, schema, body);
    });
    assert.deepEqual(
      lost.filter((one) => !one.startsWith('(left out)')),
      [],
    );
    assert.ok(lost.length < 10);
  });

  it('has every data source', () => {
    assert.deepEqual(
      Object.entries(source.data).flatMap(([type, body]) => differences(type, awsSchema('data', type), body)),
      [],
    );
  });

  it('says nothing of types that it does not know', () => {
    assert.equal(awsSchema('managed', 'aws_nothing'), undefined);
    assert.equal(awsSchema('data', '__proto__'), undefined);
    assert.equal(awsDefaults('constructor'), undefined);
  });

  it('knows what a plan shows for arguments that are not given', () => {
    assert.equal(awsDefaults('aws_vpc')?.['enable_dns_support'], true);
    assert.equal(awsDefaults('aws_vpc')?.['instance_tenancy'], 'default');
    assert.equal(awsDefaults('aws_security_group')?.['description'], 'Managed by Terraform');
  });
});
