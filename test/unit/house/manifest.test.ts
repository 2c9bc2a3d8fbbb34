import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { settingsSchema } from '../../../server/src/protocol/settings';
import { vscodeVersions } from '../../support/vscode/programs';

const root = `${__dirname}/../../..`;
const read = (name: string): unknown => JSON.parse(readFileSync(`${root}/${name}`, 'utf8'));

interface Property {
  readonly type: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const manifest = read('package.json') as {
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
      readonly title: string;
    }[];
    readonly languages: readonly { readonly id: string; readonly extensions?: readonly string[] }[];
    readonly grammars: readonly { readonly scopeName: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
};
const texts = read('package.nls.json') as Readonly<Record<string, string>>;

/** The schema's settings by their names in the manifest: groups are dots, records are objects; one can be both. */
function settingsOf(
  schema: z.core.JSONSchema.JSONSchema,
  name: string,
): [string, z.core.JSONSchema.JSONSchema][] {
  if (schema.properties === undefined) return [[name, schema]];
  const own: [string, z.core.JSONSchema.JSONSchema][] =
    schema.additionalProperties === undefined ? [] : [[name, schema]];
  const below = Object.entries(schema.properties).flatMap(([key, property]) =>
    typeof property === 'boolean' ? [] : settingsOf(property, `${name}.${key}`),
  );
  return [...own, ...below];
}

describe('the manifest', () => {
  const expected = settingsOf(z.toJSONSchema(settingsSchema, { io: 'input' }), 'reachable');
  const properties = manifest.contributes.configuration.properties;

  it('has the settings of the schema, and no others', () => {
    assert.deepEqual(Object.keys(properties).sort(), expected.map(([name]) => name).sort());
  });

  for (const [name, schema] of expected) {
    it(`has ${name} as the schema has it`, () => {
      const property = properties[name];
      assert.ok(property);
      assert.equal(property.type, schema.type);
      assert.deepEqual(property.default, schema.default);
      assert.deepEqual(property.enum, schema.enum);
      assert.deepEqual(property.items, schema.items);
      assert.deepEqual(property.additionalProperties, schema.additionalProperties);
      const key = property.markdownDescription ?? property.description ?? '';
      assert.equal(texts[key.replaceAll('%', '')], schema.description);
    });
  }

  it('names a text for every placeholder, and uses every text', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('keeps its commands under its own name and category', () => {
    for (const { command, category } of manifest.contributes.commands) {
      assert.match(command, /^reachable\.\w+$/);
      assert.equal(category, 'Reachable');
    }
  });

  it("claims no file of Terraform's: the language belongs to HashiCorp's or OpenTofu's extension", () => {
    assert.deepEqual(
      manifest.contributes.languages.flatMap(({ extensions = [] }) => extensions),
      [],
    );
    for (const { scopeName } of manifest.contributes.grammars) assert.doesNotMatch(scopeName, /^source\./);
  });

  it('asks for the VS Code that is tested as the minimum', () => {
    assert.equal(manifest.engines.vscode, `^1.${vscodeVersions.minimum.split('.')[1]}.0`);
  });
});
