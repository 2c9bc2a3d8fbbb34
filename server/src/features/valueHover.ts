import { MarkupKind, type Hover } from 'vscode-languageserver-protocol';
import { markdownCode } from '../explain/escape';
import { evaluationOf } from '../terraform/evaluateRoot';
import type { PlacedValue, ValuesAt } from '../terraform/valuesAt';
import { valuesAt } from '../terraform/valuesAt';
import type { Cursor } from './locations';
import type { Model } from './model';
import { valueBelowHeading, valueInLine } from './valueText';

/** Rows of a table of values. */
const maximumRows = 10;

/**
 * Hover on an expression, or on the name of a variable, local value or output where it is defined: what it is worth,
 * with a row for each instance, caller and root module (each a model) where they differ. Undefined where there is
 * nothing to say that the code does not say itself.
 */
export function valueHover(models: readonly Model[], cursor: Cursor): Hover | undefined {
  const all = models.flatMap(({ configuration }) => {
    const evaluation = configuration && evaluationOf(configuration);
    const found = evaluation && valuesAt(evaluation, cursor.path, cursor.position);
    return configuration === undefined || found === undefined ? [] : [{ configuration, found }];
  });
  const [first] = all;
  if (first === undefined) return undefined;
  const folders = commonFolder(all.map(({ configuration }) => configuration.root));
  const rows = all.flatMap(({ configuration, found }) =>
    found.values.map(({ address, value }) => ({
      value,
      address:
        all.length === 1 ? address : `${configuration.root.slice(folders)}: ${address || 'root module'}`,
    })),
  );
  const more = all.reduce((sum, { found }) => sum + found.more, 0);
  const range = first.configuration.locate(first.found.source)?.range;
  return {
    contents: { kind: MarkupKind.Markdown, value: `${heading(first.found)}${body(rows, more)}` },
    ...(range === undefined ? {} : { range }),
  };
}

function heading({ text }: ValuesAt): string {
  const line = text.replace(/\s+/g, ' ');
  return `**Value** of ${markdownCode(line.length <= 60 ? line : `${line.slice(0, 59)}…`)}`;
}

function body(rows: readonly PlacedValue[], more: number): string {
  const texts = rows.map(({ value }) => valueBelowHeading(value));
  const [only, ...others] = new Set(texts);
  const [row] = rows;
  if (row === undefined || only === undefined) return '';
  const total = rows.length + more;
  if (others.length === 0) return total === 1 ? only : ` in all ${total} instances${only}`;
  const shown = rows.slice(0, maximumRows).map(({ address, value }) => {
    const name = address === '' ? 'root module' : markdownCode(address);
    return `| ${name} | ${valueInLine(value)} |`;
  });
  const rest = total > shown.length ? [`\n… and ${total - shown.length} more instances.`] : [];
  return `:\n\n${['| instance | value |', '| --- | --- |', ...shown, ...rest].join('\n')}`;
}

/** How long the beginning is that the folders share, up to a slash. */
function commonFolder(folders: readonly string[]): number {
  const [first = ''] = folders;
  let length = first.lastIndexOf('/') + 1;
  while (length > 0 && !folders.every((folder) => folder.startsWith(first.slice(0, length))))
    length = first.lastIndexOf('/', length - 2) + 1;
  return length;
}
