import { extname } from 'node:path';

const languages: Readonly<Record<string, string>> = {
  '.ts': 'ts',
  '.tf': 'hcl',
  '.mjs': 'js',
  '.txt': 'text',
};

/** A file, or the part of it that `excerptOf` takes, as a block of Markdown with the file's name above it. */
export function codeBlock(path: string, text: string): string {
  return `\`${path}\`\n\n\`\`\`${languages[extname(path)] ?? ''}\n${text.trimEnd()}\n\`\`\``;
}

/**
 * The statement or member whose first line holds `needle`, with the comment directly above it, and without the
 * indentation that is common to all. Throws where no line or several lines hold it: then the page is wrong.
 */
export function excerptOf(text: string, needle: string): string {
  const lines = text.split('\n');
  const found = lines.flatMap((line, number) => (line.includes(needle) ? [number] : []));
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`"${needle}" stands in ${found.length} lines, not in one.`);
  const indentation = indentationOf(lines[first] ?? '');
  const closing = new RegExp(`^ {${indentation}}[})\\]]`);
  const rest = lines.slice(first + 1);
  const opens = /[{([]$|=>$/.test(lines[first] ?? '');
  const length = opens ? rest.findIndex((line) => closing.test(line)) + 1 : 0;
  const part = lines.slice(startOfComment(lines, first), first + 1 + length);
  return part.map((line) => line.slice(indentation)).join('\n');
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length;
}

function startOfComment(lines: readonly string[], first: number): number {
  let start = first;
  while (/^\s*(?:\/\*\*|\*|\/\/)/.test(lines[start - 1] ?? '')) start -= 1;
  return start;
}
