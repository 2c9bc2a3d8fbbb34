import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';

const root = join(__dirname, '../../..');

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly texts: readonly string[];
}

interface Notices {
  bundledPackages(metafiles: readonly Metafile[]): readonly Package[];
  noticesOf(packages: readonly Package[]): string;
}

async function metafiles(): Promise<readonly Metafile[]> {
  const { bundles, common } = (await import(`${root}/scripts/bundles.mjs`)) as {
    readonly bundles: readonly BuildOptions[];
    readonly common: BuildOptions;
  };
  const built = await Promise.all(
    bundles.map((bundle) =>
      build({ ...common, ...bundle, absWorkingDir: root, metafile: true as const, write: false }),
    ),
  );
  return built.map(({ metafile }) => metafile);
}

/** Who may use, change and pass it on without asking. */
const permissive = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC-BY-4\.0)$/;

describe('the licences of what is bundled', () => {
  let notices: Notices;
  let packages: readonly Package[] = [];
  let files: readonly string[] = [];

  before(async function () {
    this.timeout(60_000);
    notices = (await import(`${root}/scripts/notices.mjs`)) as Notices;
    const all = await metafiles();
    files = all
      .flatMap(({ inputs }) => Object.keys(inputs))
      .filter((input) => input.includes('node_modules/'));
    packages = notices.bundledPackages(all);
  });

  it('are there for every file that is not ours', () => {
    const names = new Set(packages.map(({ name }) => name));
    const foreign = files.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file);
    assert.ok(foreign.length > 100);
    assert.deepEqual(
      [...new Set(foreign)].filter((name) => !names.has(name)),
      [],
    );
  });

  it('are there for the drawings and the WebAssembly', () => {
    const names = packages.map(({ name }) => name);
    for (const name of ['@vscode/codicons', 'web-tree-sitter', '@tree-sitter-grammars/tree-sitter-hcl'])
      assert.ok(names.includes(name), name);
  });

  it('are all in the text, each with its words', () => {
    const text = notices.noticesOf(packages);
    for (const { name, version, licence, texts } of packages) {
      assert.ok(text.includes(`\n${name} ${version} (${licence})\n`), name);
      for (const words of texts) assert.ok(words.length > 200 && text.includes(words), name);
    }
  });

  it('allow to pass it on', () => {
    assert.deepEqual(
      packages
        .filter(({ licence }) => !permissive.test(licence))
        .map(({ name, licence }) => `${name}: ${licence}`),
      [],
    );
  });
});
