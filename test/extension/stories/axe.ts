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
  const page = panel.locator('html');
  // By the debugger, which the page's policy does not concern.
  await page.evaluate(`(() => { ${axe.source} })()`);
  const found = await page.evaluate<{ readonly violations: readonly Violation[] }>('axe.run(document)');
  const told = found.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary ?? ''}`).join('\n')}`,
  );
  assert.deepEqual(told, [], where);
}
