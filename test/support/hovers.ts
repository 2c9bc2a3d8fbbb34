import type { Hover } from 'vscode-languageserver-protocol';
import { hoverAt } from '../../server/src/features/hover';
import { modelOf } from '../../server/src/features/model';
import { onlyCursor, parseFixture } from './fixture';
import { configurationOf } from './rules';

/** The hover at the cursor of a fixture, as Markdown; undefined where there is none. */
export async function hoverText(text: string): Promise<string | undefined> {
  const fixture = parseFixture(text);
  const model = modelOf(await configurationOf(fixture.files));
  return markdownOf(hoverAt([model], onlyCursor(fixture)));
}

/** The text of a hover of ours, which is always Markdown. */
export function markdownOf(hover: Hover | null | undefined): string | undefined {
  const contents = hover?.contents;
  return contents === undefined || typeof contents === 'string' || !('value' in contents)
    ? undefined
    : contents.value;
}
