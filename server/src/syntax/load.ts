import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseFileWith } from './file';
import { parseSingleExpression } from './nativeChunk';
import type { SyntaxParser } from './parser';
import { loadGrammar } from './treeSitter';

/** The two WebAssembly modules: tree-sitter itself, and its grammar of Terraform. */
export interface ParserModules {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}

/** Loads the parser; without `modules`, from the files beside the bundle. Rejects when they are missing or broken. */
export async function loadParser(modules?: ParserModules): Promise<SyntaxParser> {
  const { runtime, grammar } = modules ?? (await findModules());
  const loaded = await loadGrammar(runtime, grammar);
  return {
    parseFile: (filePath, text, previous) => parseFileWith(loaded, filePath, text, previous),
    parseExpression: (text) => parseSingleExpression(loaded, text),
  };
}

/** The names under which the build puts the modules beside the bundle, and the packages that they come from. */
const files = {
  runtime: ['web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'],
  grammar: ['tree-sitter-terraform.wasm', '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'],
} as const;

async function findModules(): Promise<ParserModules> {
  const [runtime, grammar] = await Promise.all([readModule(...files.runtime), readModule(...files.grammar)]);
  return { runtime, grammar };
}

async function readModule(besideBundle: string, inPackage: string): Promise<Uint8Array> {
  try {
    return await readFile(path.join(__dirname, besideBundle));
  } catch {
    // Not bundled: the sources run as they are, in tests.
    return readFile(createRequire(__filename).resolve(inPackage));
  }
}
