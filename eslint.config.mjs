import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

/**
 * The layers of ARCHITECTURE.md, as lint errors. Each folder of `server/src` may import what stands
 * beside its name and itself; everything else is an error.
 */
export const layers = {
  util: [],
  ip: ['util'],
  syntax: ['util'],
  terraform: ['syntax', 'ip', 'util'],
  network: ['terraform', 'ip', 'util'],
  reachability: ['network', 'ip', 'util'],
  edits: ['reachability', 'network', 'terraform', 'syntax', 'ip', 'util'],
  explain: ['reachability', 'network', 'ip', 'util'],
  intent: ['reachability', 'network', 'terraform', 'syntax', 'ip', 'util'],
  rules: ['intent', 'edits', 'network', 'reachability', 'explain', 'terraform', 'syntax', 'ip', 'util'],
  workspace: ['reachability', 'network', 'terraform', 'syntax', 'ip', 'util'],
  features: [
    'rules',
    'intent',
    'edits',
    'explain',
    'reachability',
    'network',
    'workspace',
    'flowlogs',
    'compare',
    'terraform',
    'syntax',
    'protocol',
    'ip',
    'util',
  ],
  aws: ['util'],
  live: ['aws', 'network', 'ip', 'util'],
  flowlogs: ['explain', 'reachability', 'network', 'ip', 'util'],
  compare: ['explain', 'reachability', 'network', 'ip', 'util'],
  protocol: [],
  lsp: [
    'edits',
    'features',
    'rules',
    'intent',
    'explain',
    'reachability',
    'network',
    'workspace',
    'terraform',
    'syntax',
    'aws',
    'live',
    'flowlogs',
    'compare',
    'protocol',
    'ip',
    'util',
  ],
  cli: [
    'edits',
    'features',
    'rules',
    'intent',
    'explain',
    'reachability',
    'network',
    'workspace',
    'terraform',
    'syntax',
    'aws',
    'live',
    'flowlogs',
    'compare',
    'protocol',
    'ip',
    'util',
  ],
};

const elements = [
  ...Object.keys(layers).map((type) => ({ type, pattern: `server/src/${type}` })),
  { type: 'main', pattern: 'server/src' },
  { type: 'client', pattern: 'client/src' },
];

/** One policy of eslint-plugin-boundaries: a layer may import these layers, and nothing else of ours. */
const mayImport = (from, to) => ({
  from: { element: { type: from } },
  allow: to.map((type) => ({ to: { element: { type } } })),
});

/** What holds the layers; a test feeds it imports that the table does not allow. */
export const layerRules = {
  plugins: { boundaries },
  settings: {
    'import/resolver': { node: { extensions: ['.ts', '.tsx'] } },
    'boundaries/elements': elements,
    'boundaries/include': ['server/src/**/*.ts', 'client/src/**/*.{ts,tsx}'],
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        policies: [
          ...Object.entries(layers).map(([from, to]) => mayImport(from, [from, ...to])),
          mayImport('main', [...Object.keys(layers), 'main']),
          mayImport('client', ['client', 'protocol']),
        ],
      },
    ],
  },
};

const restrict = (files, paths) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: paths }] },
});

const only = (folder, group, message) => ({ group, message: `${message} (only ${folder} may)` });

const treeSitter = only(
  'server/src/syntax',
  ['web-tree-sitter', 'web-tree-sitter/*'],
  'Do not import tree-sitter here',
);
const awsSdk = only('server/src/aws', ['@aws-sdk/*', '@smithy/*'], 'Do not import the AWS SDK here');
const lsp = only(
  'lsp, features, protocol and the client',
  [
    'vscode-languageserver',
    'vscode-languageserver/*',
    'vscode-languageserver-types',
    'vscode-languageserver-protocol',
  ],
  'The language server protocol is not known here',
);
const node = {
  group: ['fs', 'node:fs', 'node:fs/*', 'node:child_process', 'node:http', 'node:https', 'node:net'],
  message: 'Files and processes come in through an interface',
};
const vscode = { group: ['vscode'], message: 'The server does not know the editor' };

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'coverage/', 'node_modules/', 'test/fixtures/', 'test/extension/out/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: layerRules.plugins,
    settings: layerRules.settings,
    rules: {
      ...layerRules.rules,
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  restrict(
    [
      'server/src/{util,ip,terraform,network,reachability,edits,explain,intent,rules,flowlogs,compare,live}/**/*.ts',
    ],
    [treeSitter, awsSdk, lsp, node, vscode],
  ),
  restrict(['server/src/syntax/**/*.ts'], [awsSdk, lsp, vscode]),
  restrict(['server/src/workspace/**/*.ts'], [treeSitter, awsSdk, vscode]),
  restrict(['server/src/{features,protocol}/**/*.ts'], [treeSitter, awsSdk, node, vscode]),
  restrict(['server/src/{lsp,cli}/**/*.ts', 'server/src/*.ts'], [treeSitter, awsSdk, vscode]),
  restrict(['server/src/aws/**/*.ts'], [treeSitter, lsp, vscode]),
  restrict(['client/src/**/*.{ts,tsx}'], [treeSitter, awsSdk]),
  restrict(['client/src/webview/**/*.{ts,tsx}'], [treeSitter, awsSdk, lsp, node, vscode]),
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
);
