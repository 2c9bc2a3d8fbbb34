import assert from 'node:assert/strict';
import { pageOf } from '../../server/src/explain/pages';
import type { Page } from '../../server/src/explain/pages/page';
import type { Network } from '../../server/src/network/model';
import { indexNetwork } from '../../server/src/reachability';
import { network } from './networkBuilder';

/** The page about a component of a network, written in words or made already. */
export function page(text: string | Network, id: string): Page {
  const made = pageOf(indexNetwork(typeof text === 'string' ? network(text) : text), id);
  return made ?? assert.fail(`there is no page about ${id}`);
}

/** A page as text: its heading, then each paragraph; tables line by line. */
export function pageText({ what, of, body }: Page): string {
  return [`${what} ${of}`, ...body].join('\n\n');
}

/** The page about a component is exactly these paragraphs, the heading first. */
export function checkPage(text: string | Network, id: string, ...expected: readonly string[]): void {
  assert.equal(pageText(page(text, id)), expected.join('\n\n'));
}
