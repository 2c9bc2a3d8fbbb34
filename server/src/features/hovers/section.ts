/**
 * This folder has what is said about the place under the cursor, one file for each kind of thing; `../hover.ts` puts it
 * together.
 */
import type { Page } from '../../explain/pages/page';
import { nodeAt, type NodeAt } from '../../syntax/nodeAt';
import type { Configuration } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import { rangeContains, type Range } from '../../util/text';
import type { Cursor } from '../locations';
import type { Model } from '../model';

/** A part of a hover, and the text that it is about. */
export interface Section {
  readonly page: Page;
  readonly range?: Range;
}

/** Where a hover is asked for. */
export interface Place {
  readonly model: Model;
  readonly configuration: Configuration;
  readonly cursor: Cursor;
  readonly node: NodeAt;
}

/** The place of a cursor in a model's code; undefined where that has no such file, or nothing stands there. */
export function placeOf(model: Model, cursor: Cursor): Place | undefined {
  const { configuration } = model;
  const file = configuration?.files.find(({ path }) => path === cursor.path);
  const node = file === undefined ? undefined : nodeAt(file, cursor.position);
  return configuration === undefined || node === undefined
    ? undefined
    : { model, configuration, cursor, node };
}

/** How many instances are told apart. */
const maximumPages = 3;

/**
 * What is told about the instances of one thing: those of which the same is told, once.
 * @param source the text that it is about, where the cursor is in that
 */
export function distinctSections(
  pages: readonly Page[],
  source: SourceRange | undefined,
  { configuration, cursor }: Place,
): readonly Section[] {
  const whole = source === undefined ? undefined : configuration.locate(source)?.range;
  const range = whole !== undefined && rangeContains(whole, cursor.position) ? whole : undefined;
  const distinct = new Map<string, { readonly page: Page; count: number }>();
  for (const page of pages) {
    const key = page.body.join('\n');
    const known = distinct.get(key);
    if (known === undefined) distinct.set(key, { page, count: 1 });
    else known.count += 1;
  }
  const shown = [...distinct.values()].slice(0, maximumPages).map(({ page, count }) => ({
    page: count === 1 ? page : { ...page, of: `${page.of} and ${count - 1} more like it` },
    ...(range === undefined ? {} : { range }),
  }));
  const more = distinct.size - shown.length;
  const last = shown.at(-1);
  if (more <= 0 || last === undefined) return shown;
  const body = [...last.page.body, `… and ${more} more instances.`];
  return [...shown.slice(0, -1), { ...last, page: { ...last.page, body } }];
}
