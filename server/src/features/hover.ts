import type { Hover } from 'vscode-languageserver-protocol';
import { groupRuleHover } from './groupRuleHover';
import type { Cursor } from './locations';
import type { Model } from './model';

/** What can be said about something under the cursor; undefined where it is about something else. */
type HoverProvider = (model: Model, cursor: Cursor) => Hover | undefined;

/** In the order in which they are asked: the narrowest first. */
const providers: readonly HoverProvider[] = [groupRuleHover];

/** The hover at a place: what the first provider says that knows something. */
export function hoverAt(model: Model, cursor: Cursor): Hover | undefined {
  for (const provider of providers) {
    const hover = provider(model, cursor);
    if (hover !== undefined) return hover;
  }
  return undefined;
}
