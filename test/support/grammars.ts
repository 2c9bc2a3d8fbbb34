import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const root = join(__dirname, '../..');

/** Grammars by scope: ours, and the stand-in for that of Terraform's extensions. */
const files: Readonly<Record<string, string>> = {
  'source.hcl.terraform': 'test/extension/standIn/syntaxes/terraform.tmLanguage.json',
  'reachable.network.injection': 'syntaxes/network.tmLanguage.json',
  'text.reachable-answer': 'syntaxes/answer.tmLanguage.json',
};

/** What the manifest injects, and where. */
interface Manifest {
  readonly contributes: {
    readonly grammars: readonly { readonly scopeName: string; readonly injectTo?: readonly string[] }[];
  };
}

let registry: Promise<Registry> | undefined;

async function makeRegistry(): Promise<Registry> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    getInjections: (scope) =>
      contributes.grammars
        .filter(({ injectTo = [] }) => injectTo.includes(scope))
        .map(({ scopeName }) => scopeName),
    loadGrammar: (scope) => {
      const file = files[scope];
      if (file === undefined) return Promise.resolve(null);
      return Promise.resolve(parseRawGrammar(readFileSync(join(root, file), 'utf8'), file));
    },
  });
}

/** A token with its scopes, the outermost first. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The tokens of a text, as an editor colours it that has our extension and one for Terraform. */
export async function tokensOf(scope: string, text: string): Promise<readonly Token[]> {
  registry ??= makeRegistry();
  const grammar: IGrammar | null = await (await registry).loadGrammar(scope);
  if (grammar === null) throw new Error(`there is no grammar for ${scope}`);
  const tokens: Token[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens)
      tokens.push({ text: line.slice(startIndex, endIndex), scopes });
  }
  return tokens;
}
