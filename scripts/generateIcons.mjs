/**
 * Writes `client/src/webview/icons.generated.ts`: the shapes of those codicons that the panel and the map draw. As paths
 * and not as a font, so that a picture that is exported shows them wherever it is opened.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const names = [
  'arrow-right',
  'check',
  'circle-slash',
  'cloud',
  'compass',
  'copy',
  'database',
  'error',
  'file-text',
  'git-compare',
  'globe',
  'go-to-file',
  'info',
  'key',
  'layout',
  'lightbulb',
  'link-external',
  'lock',
  'map',
  'pass',
  'pin',
  'pinned',
  'plug',
  'question',
  'refresh',
  'remote',
  'save',
  'search',
  'server',
  'server-process',
  'shield',
  'symbol-interface',
  'table',
  'type-hierarchy',
  'warning',
];

const entries = names.map((name) => {
  const svg = readFileSync(`node_modules/@vscode/codicons/src/icons/${name}.svg`, 'utf8');
  const paths = [...svg.matchAll(/<path[^>]*\bd="([^"]+)"/g)].map(([, d]) => d);
  if (paths.length === 0 || !svg.includes('viewBox="0 0 16 16"'))
    throw new Error(`${name} is not as expected`);
  return `  '${name}':\n    '${paths.join(' ')}',`;
});

writeFileSync(
  'client/src/webview/icons.generated.ts',
  `// Made by scripts/generateIcons.mjs from @vscode/codicons (CC BY 4.0, https://github.com/microsoft/vscode-codicons).

/** Paths of icons in a box of 16 × 16. */
export const iconPaths = {
${entries.join('\n')}
} as const;
`,
);
