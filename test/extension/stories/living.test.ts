import assert from 'node:assert/strict';
import { office } from './examples';
import { app, ask, database } from './questions';
import { serversOf } from './serverProcesses';
import { inWindow, takePicture } from './story';

describe('an answer', () => {
  it('says what it hangs on, and tells when that is given', async () => {
    await inWindow({ folder: { 'main.tf': office } }, async (workbench) => {
      const { page, panel } = workbench;
      await ask(
        workbench,
        'main.tf',
        2,
        ['aws_instance.app', 'aws_instance.app'],
        ['aws_instance.db', 'aws_instance.db'],
        ['5432', 'tcp/5432'],
      );
      await panel.getByRole('heading', { name: /^Unknown/ }).waitFor();
      assert.match(await panel.locator('main').innerText(), /What nobody knows[^]*var\.office/);
      await takePicture(workbench, 'unknown');
      await page.keyboard.press('Control+1');
      await page.locator('.statusbar-item', { hasText: 'Ln 2, Col 1' }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.insertText('default = ["10.0.0.0/8"]');
      await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
      await takePicture(workbench, 'known');
    });
  });

  it('is there again after the window was reloaded, and the question in its view', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench) => {
      const { page, panel } = workbench;
      await ask(workbench, 'database.tf', 13, app, database);
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      await panel.getByRole('button', { name: 'Pin', exact: true }).click();
      await panel.getByRole('button', { name: 'Unpin', exact: true }).waitFor();
      await workbench.kept('reachable.answer', 'aws_db_instance.main', '5432');
      await workbench.kept('"isPinned":true');
      await page.reload();
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor({ timeout: 60_000 });
      await page.locator('.activitybar .action-label[aria-label^="Reachable"]').click();
      await page.locator('.monaco-list-row', { hasText: 'blocked · tcp/5432 · pinned' }).waitFor();
      await takePicture(workbench, 'views');
    });
  });

  it('says that the language server is away when it crashes, and is asked again', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench, _, host) => {
      const { panel } = workbench;
      await ask(workbench, 'database.tf', 13, app, database);
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      const away = panel.getByText('The language server has stopped and is being started again.').waitFor();
      const [pid] = await serversOf(host.folder);
      assert.ok(pid !== undefined, 'no language server runs');
      process.kill(pid, 'SIGKILL');
      await away;
      await panel.getByText('The language server has stopped').waitFor({ state: 'detached' });
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
    });
  });
});
