import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What a person does in VS Code's window, by keyboard, and what they see. Everything waits for what it is about. */
export interface Workbench {
  readonly page: Page;
  /** Runs a command by its title from the palette. */
  runCommand(title: string): Promise<void>;
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
  const typeInto = async (text: string): Promise<void> => {
    await input.waitFor();
    await input.fill(text);
  };
  return {
    page,
    picker,
    async runCommand(title) {
      // The palette lists what is registered when it opens: soon after the start, an extension's commands are not.
      const row = picker.locator('.monaco-list-row.focused', { hasText: title });
      for (let attempt = 0; attempt < 15 && !(await row.isVisible()); attempt += 1) {
        await page.keyboard.press('Escape');
        await page.keyboard.press('F1');
        await typeInto(`>${title}`);
        await row.waitFor({ timeout: 2000 }).catch(() => undefined);
      }
      await take(title);
    },
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
      return picker.locator('.monaco-list-row').allInnerTexts();
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
    notification: (text) => page.locator('.notification-list-item-message', { hasText: text }),
    async dismiss() {
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
    },
  };
}

/** The editor writes spaces as no-break spaces. */
function spaced(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \u00a0]'));
}
