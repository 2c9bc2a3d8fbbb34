/**
 * Bundles everything into `dist/`: the extension's client, the language server, the command line, and (for the tests in
 * VS Code) the suite. `--production` minifies and leaves source maps out; `--watch` builds again on each change.
 */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  // The ES modules of the libraries: what is not used can be left out.
  mainFields: ['module', 'main'],
  // tree-sitter's ES module asks for its own URL, which a CommonJS bundle does not have.
  alias: { 'web-tree-sitter': createRequire(import.meta.url).resolve('web-tree-sitter') },
};

/** The WebAssembly stands beside the bundles that load it. */
const assets = [
  import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
];

/**
 * The SDK's generated schemas keep esbuild from leaving out what is not used. Their computed keys (`{ [_xN]: 'name' }`) are
 * not known to be harmless: plain texts are. And each service registers all of its errors by class: without that, an error
 * is the service's base class under its own name, which is all that is looked at here.
 */
const smallSchemas = {
  name: 'small-schemas',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/].*[\\/]schemas_\d+\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const texts = new Map(
        [...source.matchAll(/^const (_\w+) = ("[^"\n]*");$/gm)].map(([, name, text]) => [name, text]),
      );
      const literal = source.replace(/\[(_\w+)\]:/g, (whole, name) => {
        const text = texts.get(name);
        return text === undefined ? whole : `${text}:`;
      });
      const isService = /[\\/]@aws-sdk[\\/]client-/.test(path);
      const contents = isService ? literal.replace(/^n\d+_registry\.registerError\(.*\);$/gm, '') : literal;
      return { contents, loader: 'js' };
    });
  },
};

const bundles = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  { entryPoints: ['server/src/main.ts'], outfile: 'dist/server.js' },
  // The one bundle with the AWS SDK: the server and the command line load it on the first question to an account.
  {
    entryPoints: ['server/src/live/worker.ts'],
    outfile: 'dist/aws.js',
    plugins: [smallSchemas],
    sourcemap: false,
  },
  { entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];
const testBundles = [
  // Mocha loads its reporters and interfaces by name: it stays outside the bundle.
  {
    entryPoints: ['test/extension/suite/index.ts'],
    outfile: 'dist/test/index.js',
    external: ['vscode', 'mocha'],
  },
];

if (!watch) await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
for (const asset of assets) await copyFile(new URL(asset), `dist/${asset.split('/').at(-1)}`);
for (const bundle of production ? bundles : [...bundles, ...testBundles]) {
  const building = await context({ ...common, ...bundle });
  if (watch) await building.watch();
  else {
    await building.rebuild();
    await building.dispose();
  }
}
