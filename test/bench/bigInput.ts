import type { SyntaxParser } from '../../server/src/syntax/parser';
import type { RootInput } from '../../server/src/terraform/evaluateRoot';
import type { Files } from '../../server/src/terraform/files';
import { memoryFiles } from '../support/memoryFiles';
import type { Texts } from './generate';

/** A root in memory: what is set in `texts` (by absolute path, below `/bench`) is what the next evaluation reads. */
export function bigInput(
  root: Texts,
  parser: SyntaxParser,
): { readonly texts: Map<string, string>; readonly input: RootInput } {
  const texts = under('/bench', root);
  return { texts, input: { root: '/bench', files: listedOnce(texts), parser } };
}

/** The same texts with paths below a folder. */
export function under(root: string, texts: Texts): Map<string, string> {
  return new Map([...texts].map(([path, text]) => [`${root}/${path}`, text]));
}

/** Files whose folders are listed once: what is measured is not the file system. */
export function listedOnce(texts: Map<string, string>): Files {
  const files = memoryFiles(texts);
  const listed = new Map<string, ReturnType<Files['list']>>();
  return {
    ...files,
    read: (path) => texts.get(path),
    list: (directory) => {
      if (!listed.has(directory)) listed.set(directory, files.list(directory));
      return listed.get(directory);
    },
  };
}
