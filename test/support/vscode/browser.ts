import { chromium, type Browser as Running, type Page } from 'playwright-core';
import { chromiumFlags, findChromium } from './chromium';

/** Starts a headless browser. */
export async function startBrowser(): Promise<Running> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({
    executablePath,
    args: chromiumFlags,
    headless: true,
    env: { ...process.env, ...env },
  });
}

/** A fresh window (nothing remembered of earlier ones) on a workbench; comes back once the workbench stands. */
export async function openWorkbench(browser: Running, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 60_000 });
  return page;
}
