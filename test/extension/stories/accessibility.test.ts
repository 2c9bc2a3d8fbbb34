import assert from 'node:assert/strict';
import { checkAccessible } from './axe';
import { ask } from './questions';
import { inWindow, takePicture, themes } from './story';

/** Windows: as usual; at 200 % zoom, where the panel is 300 px wide; where it is 1,600 px wide. */
const sizes = [
  { name: 'usual', width: 1280, height: 800 },
  { name: 'zoomed', width: 640, height: 400 },
  { name: 'wide', width: 3260, height: 1000 },
] as const;

/** Runs in the page: whether something is cut off at the right. */
function sticksOut(body: HTMLElement): boolean {
  return body.scrollWidth > body.clientWidth;
}

describe('the panel and the map', () => {
  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`have nothing that axe-core complains about, ${theme}, at any size`, async () => {
      await inWindow({ folder: 'examples/ecs-to-rds', theme }, async (workbench) => {
        const { page, panel } = workbench;
        await ask(
          workbench,
          'database.tf',
          13,
          ['ecs_service', 'aws_ecs_service.app'],
          ['db_instance', 'aws_db_instance.main'],
        );
        await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
        for (const summary of await panel.locator('summary').all()) await summary.click();
        await workbench.runCommand('View: Close Primary Side Bar');
        for (const { name, width, height } of sizes) {
          await page.setViewportSize({ width, height });
          await checkAccessible(panel, `the answer, ${theme}, ${name}`);
          assert.ok(!(await panel.locator('body').evaluate(sticksOut)), `${name}: wider than the panel`);
          await panel.locator('.verdict').scrollIntoViewIfNeeded();
          await takePicture(workbench, `answer-${theme}-${name}`);
        }
        await page.setViewportSize({ width: 1280, height: 800 });
        await workbench.runCommand('Reachable: Show Network Map');
        await panel.locator('.node').first().waitFor();
        await panel.getByRole('button', { name: /aws_db_instance\.main/ }).click();
        await checkAccessible(panel, `the map, ${theme}`);
        await takePicture(workbench, `map-${theme}`);
        await panel.getByLabel('Show').selectOption('matrix');
        await panel.locator('table.matrix').waitFor();
        await checkAccessible(panel, `the matrix, ${theme}`);
        await takePicture(workbench, `matrix-${theme}`);
      });
    });
  }
});
