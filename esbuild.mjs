/**
 * Bundles everything into `dist/`: the extension's client, the language server, the command line, and (for the tests in
 * VS Code) the suite. `--production` minifies, leaves source maps out, and writes the licences of what is bundled;
 * `--watch` builds again on each change.
 */
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { context } from 'esbuild';
import { assets, bundles, common, testBundles } from './scripts/bundles.mjs';
import { bundledPackages, noticesOf } from './scripts/notices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const options = {
  ...common,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: production,
};

if (!watch) await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
for (const asset of assets) await copyFile(new URL(asset), `dist/${asset.split('/').at(-1)}`);
const metafiles = [];
for (const bundle of production ? bundles : [...bundles, ...testBundles]) {
  const building = await context({ ...options, ...bundle });
  if (watch) await building.watch();
  else {
    const { metafile } = await building.rebuild();
    if (metafile !== undefined) metafiles.push(metafile);
    await building.dispose();
  }
}
if (production) await writeFile('dist/ThirdPartyNotices.txt', noticesOf(bundledPackages(metafiles)));
