import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What a person does in VS Code's window, by keyboard, and what they see. Everything waits for what it is about. */
export interface Workbench {
  readonly page: Page;
  /** Runs a command by its title from the palette. */
  runCommand(title: string): Promise<void>;
  /** Does something, and again where that came too early (what it asks for was not there yet), until this is seen. */
  until(seen: Locator, act: () => Promise<void>): Promise<void>;
  /** Opens a file that the folder's tree shows, and puts the cursor at a place (1-based). */
  openFile(name: string, line: number, column?: number): Promise<void>;
  /** In the picker that is open: types, waits until the selected row has this text, and takes it. */
  pick(typed: string, row: string): Promise<void>;
  /** Goes back a step in the picker that is open. */
  goBack(): Promise<void>;
  /** The picker that is open. */
  readonly picker: Locator;
  /** Waits for the picker whose empty field says this; gives its rows, as text. */
  asked(placeholder: string): Promise<string[]>;
  /** The text that the editor group (0-based) shows, once it has `part` in it. Only what is scrolled into view. */
  editorText(group: number, part: string): Promise<string>;
  /** The page of the webview that is in front. */
  readonly panel: FrameLocator;
  /** Waits until the editor has written this down about the window's editors: what a reload then finds. */
  kept(...parts: readonly string[]): Promise<void>;
  /** A message at the lower right that has this text. */
  notification(text: string): Locator;
  /** Closes notifications and what else stands in front of the editors. */
  dismiss(): Promise<void>;
}

/** The workbench in a page. */
export function workbenchOf(page: Page): Workbench {
  const picker = page.locator('.quick-input-widget:visible');
  const input = picker.locator('input[type="text"]');
  const take = async (row: string): Promise<void> => {
    await picker.locator('.monaco-list-row.focused', { hasText: row }).waitFor();
    await page.keyboard.press('Enter');
  };
  const typeInto = async (text: string, timeout = 30_000): Promise<void> => {
    await input.waitFor({ timeout });
    await input.fill(text);
  };
  const until = async (seen: Locator, act: () => Promise<void>): Promise<void> => {
    for (let attempt = 0; attempt < 15 && !(await seen.isVisible()); attempt += 1) {
      await page.keyboard.press('Escape');
      await act();
      await seen.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await seen.waitFor();
  };
  return {
    page,
    picker,
    async runCommand(title) {
      // The palette lists what is registered when it opens: soon after the start, an extension's commands are not.
      await until(picker.locator('.monaco-list-row.focused', { hasText: title }), async () => {
        await page.keyboard.press('F1');
        // A dialog that comes up takes the palette away: then it is opened again.
        await typeInto(`>${title}`, 2000).catch(() => undefined);
      });
      await take(title);
    },
    until,
    async openFile(name, line, column = 1) {
      // From the tree: to search by name needs ripgrep, which only comes with an install script.
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await page.locator('.editor-instance .view-line').first().waitFor();
      await page.keyboard.press('Control+G');
      await typeInto(`:${line}:${column}`);
      await page.keyboard.press('Enter');
      await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
    },
    async pick(typed, row) {
      await typeInto(typed);
      await take(row);
    },
    // The shortcut of "Go Back in Quick Input" on Linux.
    goBack: () => page.keyboard.press('Control+Alt+Minus'),
    async asked(placeholder) {
      await picker.locator(`input[placeholder^="${placeholder}"]`).waitFor();
      await picker.locator('.monaco-list-row').first().waitFor();
      return (await picker.locator('.monaco-list-row').allInnerTexts()).map((text) => text.trim());
    },
    async editorText(group, part) {
      const lines = page.locator('.editor-group-container').nth(group).locator('.view-lines');
      await lines.filter({ hasText: spaced(part) }).waitFor();
      const texts = await lines.locator('.view-line').evaluateAll((found) =>
        found
          .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text),
      );
      return texts.join('\n').replaceAll('\u00a0', ' ');
    },
    panel: page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame'),
    async kept(...parts) {
      while (!(await page.evaluate(isKept, parts))) await page.waitForTimeout(250);
    },
    notification: (text) => page.locator('.notification-list-item-message', { hasText: text }),
    async dismiss() {
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
    },
  };
}

/**
 * Runs in the page: whether one thing that VS Code keeps of the window has all these parts. In a browser it writes its
 * state into IndexedDB every few seconds, and not when the page is left (`BrowserStorageService`).
 */
async function isKept(parts: readonly string[]): Promise<boolean> {
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith('vscode-web-state-db') !== true) continue;
    const opening = indexedDB.open(name);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const reading = opening.result.transaction('ItemTable').objectStore('ItemTable').getAll();
    await new Promise((resolve) => (reading.onsuccess = resolve));
    opening.result.close();
    if (reading.result.some((value) => parts.every((part) => String(value).includes(part)))) return true;
  }
  return false;
}

/** The editor writes spaces as no-break spaces. */
function spaced(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \u00a0]'));
}
