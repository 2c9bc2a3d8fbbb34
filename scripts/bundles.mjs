/** What is bundled, for `esbuild.mjs` and for the tests that look into the bundles. */
import { createRequire } from 'node:module';
import { smallSchemas } from './smallSchemas.mjs';

/** @type {import('esbuild').BuildOptions} */
export const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  // The ES modules of the libraries: what is not used can be left out.
  mainFields: ['module', 'main'],
  // tree-sitter's ES module asks for its own URL, which a CommonJS bundle does not have.
  alias: { 'web-tree-sitter': createRequire(import.meta.url).resolve('web-tree-sitter') },
};

/** The WebAssembly stands beside the bundles that load it. */
export const assets = [
  import.meta.resolve('web-tree-sitter/web-tree-sitter.wasm'),
  import.meta.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
];

/** What is packed. */
export const bundles = [
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

/** What the tests in VS Code load. Mocha loads its reporters and interfaces by name: it stays outside the bundle. */
export const testBundles = [
  {
    entryPoints: ['test/extension/suite/index.ts'],
    outfile: 'dist/test/index.js',
    external: ['vscode', 'mocha'],
  },
];
