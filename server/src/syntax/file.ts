import { cutChunks } from './chunks';
import { parseJsonFile } from './json/file';
import { parseNativeChunk, refusedChunk } from './nativeChunk';
import { reusing } from './reuse';
import type { SyntaxFile } from './tree';
import type { Grammar } from './treeSitter';

/** Bigger files are not analysed. UTF-16 units; about 100,000 lines. */
const maximumLength = 4_000_000;

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
  if (source.length > maximumLength) {
    const chunk = reuse(source, (refused) => refusedChunk(refused, 'This file is too long to be analysed'));
    return { path, chunks: [{ chunk, line: 0 }] };
  }
  if (path.endsWith('.json')) return { path, chunks: parseJsonFile(grammar, source, jsonKind(path), reuse) };
  const parse = (chunkText: string): ReturnType<typeof parseNativeChunk> =>
    parseNativeChunk(grammar, chunkText);
  return {
    path,
    chunks: cutChunks(source).map(({ text: chunkText, line }) => ({ chunk: reuse(chunkText, parse), line })),
  };
}

/** Terraform reads values of variables from JSON files of these names: `*.tfvars.json`; all other JSON is configuration. */
function jsonKind(path: string): 'configuration' | 'values' {
  return path.endsWith('.tfvars.json') ? 'values' : 'configuration';
}
