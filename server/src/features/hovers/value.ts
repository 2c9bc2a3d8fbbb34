import { markdownCode } from '../../explain/escape';
import { evaluationOf } from '../../terraform/evaluateRoot';
import type { Value } from '../../terraform/value';
import type { PlacedValue, ValuesAt } from '../../terraform/valuesAt';
import { valuesAt } from '../../terraform/valuesAt';
import type { Cursor } from '../locations';
import type { Model } from '../model';
import type { Section } from './section';
import { valueBelowHeading, valueInLine } from './valueText';

/** Rows of a table of values. */
const maximumRows = 10;

/** A value under the cursor: what is told of it, and itself, in each place. */
export interface ValueThere {
  readonly section: Section;
  readonly values: readonly Value[];
}

/**
 * An expression, or on the name of a variable, local value or output where it is defined: what it is worth,
 * with a row for each instance, caller and root module (each a model) where they differ. Undefined where there is
 * nothing to say that the code does not say itself.
 */
export function valueAt(models: readonly Model[], cursor: Cursor): ValueThere | undefined {
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
  const { line, body } = textOf(rows, more);
  return {
    section: {
      page: { what: 'value', of: `of ${nameOf(first.found)}${line}`, body },
      ...(range === undefined ? {} : { range }),
    },
    values: rows.map(({ value }) => value),
  };
}

function nameOf({ text }: ValuesAt): string {
  const line = text.replace(/\s+/g, ' ');
  return markdownCode(line.length <= 60 ? line : `${line.slice(0, 59)}…`);
}

/** What follows the heading on its line, and what stands below. */
function textOf(
  rows: readonly PlacedValue[],
  more: number,
): { readonly line: string; readonly body: readonly string[] } {
  const texts = rows.map(({ value }) => valueBelowHeading(value));
  const [only, ...others] = new Set(texts);
  const [row] = rows;
  if (row === undefined || only === undefined) return { line: '', body: [] };
  const total = rows.length + more;
  if (others.length === 0) {
    const [line = '', ...body] = only.split('\n\n');
    return { line: total === 1 ? line : ` in all ${total} instances${line}`, body };
  }
  const shown = rows.slice(0, maximumRows).map(({ address, value }) => {
    const name = address === '' ? 'root module' : markdownCode(address);
    return `| ${name} | ${valueInLine(value)} |`;
  });
  const rest = total > shown.length ? [`… and ${total - shown.length} more instances.`] : [];
  return { line: ':', body: [['| instance | value |', '| --- | --- |', ...shown].join('\n'), ...rest] };
}

/** How long the beginning is that the folders share, up to a slash. */
function commonFolder(folders: readonly string[]): number {
  const [first = ''] = folders;
  let length = first.lastIndexOf('/') + 1;
  while (length > 0 && !folders.every((folder) => folder.startsWith(first.slice(0, length))))
    length = first.lastIndexOf('/', length - 2) + 1;
  return length;
}
