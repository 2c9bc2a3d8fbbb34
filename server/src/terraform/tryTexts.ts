import type { SyntaxFile } from '../syntax/tree';
import type { Configuration } from './configuration';
import { evaluateRoot, evaluationOf } from './evaluateRoot';
import type { Files } from './files';

/**
 * The configuration as it would be if files had other texts: nothing is written, and the root's own evaluation is
 * afterwards what it was. Costs two keystrokes. Undefined where nobody can tell: for states and plans, for a
 * configuration that is no longer the latest of its root, and where a file has been edited since.
 * @param change the new text of a file, from its text
 */
export function tryTexts(
  configuration: Configuration,
  paths: Iterable<string>,
  change: (path: string, text: string) => string,
): Configuration | undefined {
  const evaluation = evaluationOf(configuration);
  if (evaluation === undefined) return undefined;
  const { state } = evaluation;
  const { input } = state;
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = input.files.read(path);
    const file = configuration.files.find((one) => one.path === path);
    if (text === undefined || file === undefined || !isTextOf(file, text)) return undefined;
    texts.set(path, change(path, text));
  }
  const tried = evaluateRoot({ ...input, files: withTexts(input.files, texts) }, evaluation).configuration;
  evaluateRoot(input, evaluation);
  // The cells stand for the same texts again, and further questions are put to this configuration.
  state.latest = configuration;
  return tried;
}

function withTexts(files: Files, texts: ReadonlyMap<string, string>): Files {
  const encoder = new TextEncoder();
  return {
    list: (directory) => files.list(directory),
    read: (path, maximum) => texts.get(path) ?? files.read(path, maximum),
    readBytes: (path, maximum) => {
      const text = texts.get(path);
      return text === undefined ? files.readBytes(path, maximum) : encoder.encode(text);
    },
  };
}

/** Whether a text is still the one that a file of native syntax was parsed from; JSON has no lines to tell it by. */
function isTextOf({ path, chunks }: SyntaxFile, text: string): boolean {
  if (path.endsWith('.json')) return false;
  let line = 0;
  let offset = 0;
  for (const { chunk, line: start } of chunks) {
    for (; line < start; line += 1) {
      const newline = text.indexOf('\n', offset);
      if (newline === -1) return false;
      offset = newline + 1;
    }
    if (!text.startsWith(chunk.text, offset)) return false;
  }
  return true;
}
