/**
 * Writes the generated pages of the manual (`npm run docs`), and removes pages of rules that are gone. A unit test compares
 * what stands in `docs/` with what this would write.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedPages } from './docs/pages';

void main();

async function main(): Promise<void> {
  const root = resolve(__dirname, '..');
  const pages = await generatedPages(root);
  mkdirSync(join(root, 'docs/rules'), { recursive: true });
  for (const name of readdirSync(join(root, 'docs/rules')))
    if (!pages.has(`docs/rules/${name}`)) rmSync(join(root, 'docs/rules', name));
  for (const [path, text] of pages) writeFileSync(join(root, path), text);
  console.log(`${pages.size} pages written.`);
}
