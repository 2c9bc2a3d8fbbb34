import { abortable, calledOff } from './abortable';
import { listed, nextToken, type Item, type Page } from './calls/call';
import type { Gate } from './gate';
import { errorCode } from './problems';

/** What came of a list: the things of all pages that could be read, and the error that ended it early. */
export interface ReadList {
  readonly items: readonly Item[];
  readonly error?: { readonly code: string; readonly message: string };
}

/** Reads page after page. Never rejects but where it is called off: what has been read before an error is kept. */
export async function readPages(
  send: (page: Page) => Promise<object>,
  { member, size, signal, gate, limit = Infinity }: PagesOptions,
): Promise<ReadList> {
  const items: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  try {
    do {
      if (signal.aborted) throw calledOff();
      const page: Page = { size, token };
      const answer = await abortable(
        // The longest list takes as long as all the rest: it does not wait between its pages.
        gate(() => (signal.aborted ? Promise.reject(calledOff()) : send(page)), token !== undefined),
        signal,
      );
      // Not by spreading: a page has thousands of things.
      for (const item of member === undefined ? [plain(answer)] : listed(answer, member)) items.push(item);
      token = nextToken(answer);
      if (token !== undefined && seen.has(token))
        throw Object.assign(new Error('the same page twice'), { name: 'RepeatedPage' });
      if (token !== undefined) seen.add(token);
    } while (token !== undefined && items.length < limit);
    return { items };
  } catch (error) {
    if (signal.aborted) throw calledOff();
    return {
      items,
      error: { code: errorCode(error), message: error instanceof Error ? error.message : String(error) },
    };
  }
}

interface PagesOptions {
  readonly member: string | undefined;
  readonly size: number | undefined;
  readonly signal: AbortSignal;
  /** Things after which no more pages are asked for. */
  readonly limit?: number;
  readonly gate: Gate;
}

/** An answer that is itself the thing. */
function plain(answer: object): Item {
  const rest: Record<string, unknown> = { ...answer };
  delete rest['$metadata'];
  return rest;
}
