import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { FrameLocator } from 'playwright-core';

/** What axe-core says of a page. */
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** axe-core finds nothing wrong with the page that a panel shows. */
export async function checkAccessible(panel: FrameLocator, where: string): Promise<void> {
  // By the debugger, which the page's policy does not concern; at once, so that it is one page.
  const found: { readonly violations: readonly Violation[] } = await panel
    .locator('html')
    .evaluate(`(() => { ${axe.source}; return axe.run(document) })()`);
  const told = found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary ?? ''}`).join('\n')}`,
  );
  assert.deepEqual(told, [], where);
}
