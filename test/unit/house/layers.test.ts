import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Linter, type ESLint } from 'eslint';
import { parser } from 'typescript-eslint';

interface House {
  readonly layers: Readonly<Record<string, readonly string[]>>;
  readonly layerRules: {
    plugins: Record<string, ESLint.Plugin>;
    settings: Record<string, unknown>;
    rules: Linter.RulesRecord;
  };
}

const root = join(__dirname, '../../..');
const server = join(root, 'server/src');

/** The lines of ARCHITECTURE.md's table: folder → what it may import. */
function tableOfArchitecture(): Record<string, string> {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` \|[^|]*\|([^|]*)\|/gm)];
  return Object.fromEntries(rows.map(([, folder = '', imports = '']) => [folder, imports.trim()]));
}

function foldersOfServer(): string[] {
  return readdirSync(server).filter((name) => statSync(join(server, name)).isDirectory());
}

/** A file of a folder, to import from another. */
function firstFile(folder: string): string | undefined {
  const name = readdirSync(join(server, folder)).find((one) => one.endsWith('.ts'));
  return name?.replace(/\.ts$/, '');
}

describe('the layers', () => {
  let house: House;
  before(async () => {
    house = (await import(`${root}/eslint.config.mjs`)) as House;
  });

  it('are the same in ARCHITECTURE.md and in the lint rules', () => {
    const written = tableOfArchitecture();
    assert.deepEqual(Object.keys(written), Object.keys(house.layers));
    for (const [folder, may] of Object.entries(house.layers)) {
      const others = Object.keys(house.layers).filter((one) => one !== folder);
      const missing = others.filter((one) => !may.includes(one));
      const accepted = [
        may.join(', ') || '–',
        `all but ${missing.join(', ')}`,
        ...(missing.includes('cli') ? ['all of the above'] : []),
      ];
      assert.ok(
        accepted.includes(written[folder] ?? ''),
        `${folder}: "${written[folder]}" in ARCHITECTURE.md, "${may.join(', ')}" in lint`,
      );
    }
  });

  it('cover every folder of the server', () => {
    assert.deepEqual(
      foldersOfServer().filter((folder) => !(folder in house.layers)),
      [],
    );
  });

  it('are held by lint: each import that the table does not allow is an error, each that it allows is none', () => {
    const linter = new Linter({ cwd: root });
    const config: Linter.Config[] = [
      { files: ['**/*.ts'], languageOptions: { parser }, ...house.layerRules },
    ];
    for (const from of foldersOfServer()) {
      for (const to of foldersOfServer()) {
        const file = firstFile(to);
        if (file === undefined || firstFile(from) === undefined) continue;
        const code = `import '../${to}/${file}';`;
        const messages = linter.verify(code, config, { filename: join(server, from, 'probe.ts') });
        const allowed = from === to || house.layers[from]?.includes(to);
        assert.equal(
          messages.length === 0,
          allowed,
          `${from} → ${to}: ${messages.map(({ message }) => message).join(' ')}`,
        );
      }
    }
  });
});
