import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Page } from '../../client/src/webview/page';
import type { PageView } from '../../client/src/webview/messages';
import { modelOf } from '../../server/src/features/model';
import { networkOverview } from '../../server/src/features/networkOverview';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { sharedParser } from '../support/terraform';
import { memoryFiles } from '../support/memoryFiles';
import { openWorkbench, startBrowser } from '../support/vscode/browser';
import { startHost } from '../support/vscode/host';
import { vscodeVersions } from '../support/vscode/programs';
import { workbenchOf, type Workbench } from '../support/vscode/workbench';
import { bigRoot, writeTexts } from './generate';
import { timeRuns, type BenchRow } from './row';

/** The panel and the map: as a page is made, and as a person sees it in a real VS Code. */
export const rows: readonly BenchRow[] = [
  {
    name: 'webview bundle',
    unit: 'kB',
    budget: 250,
    run: () => Promise.resolve([statSync('dist/webview.js').size / 1000]),
  },
  { name: 'map of 500 resources: who reaches whom, layout, markup', unit: 'ms', budget: 1000, run: maps },
  {
    name: 'last pick to the first paint of the panel, 400 resources, in VS Code',
    unit: 'ms',
    budget: 300,
    run: firstPaints,
    slow: true,
  },
  {
    name: 'edit to the updated panel, 400 resources, in VS Code',
    unit: 'ms',
    budget: 150,
    run: updates,
    slow: true,
  },
];

async function maps(): Promise<readonly number[]> {
  const parser = await sharedParser();
  const files = memoryFiles(new Map([...bigRoot(127)].map(([path, text]) => [`/big/${path}`, text])));
  return timeRuns(() => {
    // A configuration of its own each time: what is kept for one must not be counted.
    const { configuration } = evaluateRoot({ root: '/big', files, parser });
    const start = performance.now();
    const overview = networkOverview(modelOf(configuration), (path) => `file://${path}`, true);
    const result = { root: 'file:///big', rootLabel: 'big', ...overview };
    const view: PageView = { kind: 'map', root: undefined, result, isServerRunning: true };
    renderToString(h(Page, { view, width: 900, send: () => undefined, onExport: () => undefined }));
    return performance.now() - start;
  }, 8);
}

/** A window on 400 resources; `measure` gives the samples. */
async function inWindow(
  measure: (workbench: Workbench) => Promise<readonly number[]>,
): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'reachable-bench-'));
  writeTexts(folder, bigRoot());
  const browser = await startBrowser();
  const host = await startHost({ version: vscodeVersions.current, vsix: resolve('reachable.vsix') });
  try {
    const page = await openWorkbench(browser, host.address(folder));
    return await measure(workbenchOf(page));
  } finally {
    await host.stop();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks up to the last pick; gives the milliseconds from there to the verdict on screen. */
async function askAndWait(workbench: Workbench, to: string): Promise<number> {
  await workbench.runCommand("Reachable: Why Can't X Reach Y?");
  await workbench.asked('From:');
  await workbench.pick('aws_instance.service_1', 'aws_instance.service_1');
  await workbench.asked('To:');
  await workbench.pick(to, to);
  await workbench.asked('With which traffic?');
  const start = performance.now();
  await workbench.page.keyboard.press('Enter');
  const title = new RegExp(`^(Blocked|Reachable|Unknown).*${to.replaceAll('.', '\\.')}`);
  await workbench.panel.getByRole('heading', { name: title }).waitFor();
  return performance.now() - start;
}

function firstPaints(): Promise<readonly number[]> {
  return inWindow(async (workbench) => {
    const samples: number[] = [];
    for (let run = 0; run < 8; run += 1) {
      const taken = await askAndWait(workbench, `aws_instance.service_${20 + run}`);
      // A panel of its own each time; the first also loads what webviews need.
      await workbench.runCommand('View: Close All Editors');
      if (run > 0) samples.push(taken);
    }
    return samples;
  });
}

const group = '[aws_security_group.service_1';

/** Takes the source's group away and gives it back: each edit changes the answer on screen. */
function updates(): Promise<readonly number[]> {
  const lines = (bigRoot().get('service_1.tf') ?? '').split('\n');
  const line = lines.findIndex((text) => text.includes(group));
  const column = (lines[line] ?? '').indexOf(group) + group.length + 1;
  return inWindow(async (workbench) => {
    const { page, panel } = workbench;
    await workbench.openFile('service_1.tf', line + 1, column);
    await askAndWait(workbench, 'aws_instance.service_20');
    await page.keyboard.press('Control+1');
    await page.locator('.statusbar-item', { hasText: `Ln ${line + 1}, Col ${column}` }).waitFor();
    const main = panel.locator('main');
    const samples: number[] = [];
    for (let run = 0; run < 16; run += 1) {
      const options = '{ subtree: true, childList: true, characterData: true, attributes: true }';
      await main.evaluate(
        `window.changed = new Promise((done) => new MutationObserver(() => done()).observe(document.querySelector('main'), ${options})), undefined`,
      );
      const start = performance.now();
      await page.keyboard.press(run % 2 === 0 ? 'x' : 'Backspace');
      await main.evaluate('window.changed.then(() => undefined)');
      samples.push(performance.now() - start);
    }
    return samples;
  });
}
