import assert from 'node:assert/strict';
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
      await checkAccessible(panel, 'the map of 500 resources');
    });
  });
});
