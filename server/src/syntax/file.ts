import { cutChunks } from './chunks';
import { parseJsonFile } from './json/file';
import { parseNativeChunk, refusedChunk } from './nativeChunk';
import { reusing } from './reuse';
import type { SyntaxFile } from './tree';
import type { Grammar } from './treeSitter';

/** Bigger files are not analysed. UTF-16 units; about 50,000 lines. */
const maximumLength = 2_000_000;

/** Parses a file by its name; see `SyntaxParser.parseFile`. */
export function parseFileWith(
  grammar: Grammar,
  path: string,
  text: string,
  previous?: SyntaxFile,
): SyntaxFile {
  // Editors do not count a byte order mark.
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const reuse = reusing(previous);
  const refusal = refuse(source);
  if (refusal !== undefined) {
    return { path, chunks: [{ chunk: reuse(source, (text) => refusedChunk(text, refusal)), line: 0 }] };
  }
  if (path.endsWith('.json')) return { path, chunks: parseJsonFile(grammar, source, jsonKind(path), reuse) };
  const parse = (chunkText: string): ReturnType<typeof parseNativeChunk> =>
    parseNativeChunk(grammar, chunkText);
  return {
    path,
    chunks: cutChunks(source).map(({ text: chunkText, line }) => ({ chunk: reuse(chunkText, parse), line })),
  };
}

function refuse(text: string): string | undefined {
  if (text.length > maximumLength) return 'This file is too long to be analysed';
  return text.includes('\0') ? 'This file is not text' : undefined;
}

/** Terraform reads values of variables from JSON files of these names: `*.tfvars.json`; all other JSON is configuration. */
function jsonKind(path: string): 'configuration' | 'values' {
  return path.endsWith('.tfvars.json') ? 'values' : 'configuration';
}
