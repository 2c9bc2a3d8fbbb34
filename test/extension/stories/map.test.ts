import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { bigRoot } from '../../bench/generate';
import { checkAccessible } from './axe';
import { inWindow, takePicture } from './story';

describe('the map', () => {
  for (const theme of ['dark', 'light'] as const) {
    it(`shows who can reach whom, and who can reach what is clicked, ${theme}`, async () => {
      await inWindow({ folder: 'examples/three-tier', theme }, async (workbench) => {
        const { panel } = workbench;
        await workbench.runCommand('Reachable: Show Network Map');
        await panel.locator('.node').first().waitFor();
        await takePicture(workbench, `map-three-tier-${theme}`);
        await panel
          .getByRole('button', { name: /faces the internet/ })
          .first()
          .click();
        assert.match(await panel.locator('.details').innerText(), /Who can reach it[^]*The internet: TCP/);
        await takePicture(workbench, `map-selected-${theme}`);
        await panel.locator('.details').getByRole('button', { name: 'Who can reach this?' }).click();
        await panel.getByRole('heading', { name: /^Who can reach/ }).waitFor();
        await takePicture(workbench, `who-can-reach-${theme}`);
        await checkAccessible(panel, 'the list');
      });
    });
  }

  it('is walked through by keyboard', async () => {
    await inWindow({ folder: 'examples/three-tier' }, async (workbench) => {
      const { page, panel } = workbench;
      await workbench.runCommand('Reachable: Show Network Map');
      await panel.locator('.node').first().waitFor();
      await panel.getByLabel('Search').focus();
      await page.keyboard.insertText('db_instance');
      await page.keyboard.press('Enter');
      await panel.getByRole('heading', { name: 'aws_db_instance.main' }).waitFor();
      const focused = panel.locator('.node:focus title');
      for (let tabs = 0; tabs < 30 && (await focused.count()) === 0; tabs += 1)
        await page.keyboard.press('Tab');
      assert.match((await focused.textContent()) ?? '', /aws_db_instance\.main/);
      await page.keyboard.press('Home');
      await panel.locator('.node:focus', { hasText: 'The internet' }).waitFor();
      await page.keyboard.press('Enter');
      await panel.getByRole('heading', { name: 'The internet' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await panel.locator('.node:focus', { hasNotText: 'The internet' }).waitFor();
      await takePicture(workbench, 'map-keyboard');
    });
  });

  it('is exported as a picture', async () => {
    await inWindow({ folder: 'examples/three-tier' }, async (workbench, copy) => {
      const { page, panel } = workbench;
      await workbench.runCommand('Reachable: Show Network Map');
      await panel.locator('.node').first().waitFor();
      const file = async (format: string): Promise<Buffer> => {
        await panel.getByRole('button', { name: `Export the map as ${format.toUpperCase()}` }).click();
        // In a browser, VS Code asks for the place in a picker, with the suggested one in it, and takes a moment.
        await workbench.picker.waitFor();
        for (let times = 0; times < 10 && (await workbench.picker.isVisible()); times += 1) {
          await page.keyboard.press('Enter');
          await workbench.picker.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => undefined);
        }
        const name = `Network-Map-three-tier.${format}`;
        await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).waitFor();
        return readFile(join(copy, name));
      };
      const svg = (await file('svg')).toString();
      assert.match(
        svg,
        /^<svg [^]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^]*db_instance\.main[^]*<\/svg>$/,
      );
      const { width, height } = PNG.sync.read(await file('png'));
      assert.ok(width > 400 && height > 300, `${width} × ${height}`);
    });
  });

  it('of 500 resources is drawn by tiers, and searched', async () => {
    await inWindow({ folder: Object.fromEntries(bigRoot(127)) }, async (workbench) => {
      const { panel } = workbench;
      await workbench.runCommand('Reachable: Show Network Map');
      await panel.locator('.node', { hasText: '125 × instance' }).waitFor({ timeout: 60_000 });
      await takePicture(workbench, 'map-500-tier');
      await panel.getByLabel('Group').selectOption('subnet');
      await takePicture(workbench, 'map-500-subnet');
      await panel.getByLabel('Group').selectOption('resource');
      await panel.getByLabel('Search').fill('service_42');
      await panel.getByText('1 found.').waitFor();
      await takePicture(workbench, 'map-500-resource');
      await panel.getByLabel('Search').press('Enter');
      await panel.locator('.node.selected', { hasText: 'service_42' }).waitFor();
      await panel.getByRole('heading', { name: 'aws_instance.service_42' }).waitFor();
      await takePicture(workbench, 'map-500-selected');
      await checkAccessible(panel, 'the map of 500 resources');
    });
  });
});
