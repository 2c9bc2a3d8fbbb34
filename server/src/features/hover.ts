import type { Hover } from 'vscode-languageserver-protocol';
import { groupRuleHover } from './groupRuleHover';
import type { Cursor } from './locations';
import type { Model } from './model';
import { valueHover } from './valueHover';

/** What can be said about something under the cursor; undefined where it is about something else. */
type HoverProvider = (model: Model, cursor: Cursor) => Hover | undefined;

/** In the order in which they are asked: the narrowest first. */
const providers: readonly HoverProvider[] = [groupRuleHover];

/**
 * The hover at a place: what the first provider says that knows something, asked about one root module after the other;
 * else what stands there is worth in all of them.
 */
export function hoverAt(models: readonly Model[], cursor: Cursor): Hover | undefined {
  for (const model of models) {
    for (const provider of providers) {
      const hover = provider(model, cursor);
      if (hover !== undefined) return hover;
    }
  }
  return valueHover(models, cursor);
}
