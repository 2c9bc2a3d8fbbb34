/**
 * Bundles everything into `dist/`: the extension's client, the language server, the command line, and (for the tests in
 * VS Code) the suite. `--production` minifies and leaves source maps out; `--watch` builds again on each change.
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { context } from 'esbuild';
import { smallSchemas } from './scripts/smallSchemas.mjs';

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

const bundles = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  {
    entryPoints: ['client/src/webview/main.tsx'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    target: 'chrome126',
    format: 'iife',
  },
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
