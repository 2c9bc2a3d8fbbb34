import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, ask, database } from './questions';
import { serversOf } from './serverProcesses';
import { inWindow, takePicture } from './story';

const folder = 'examples/ecs-to-rds';

describe('what happens to the code while a question is on screen', () => {
  it('a change is applied, and undone', async () => {
    await inWindow({ folder }, async (workbench) => {
      const { page, panel } = workbench;
      await ask(workbench, 'database.tf', 13, app, database);
      await panel.getByRole('button', { name: 'Apply…' }).first().click();
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await panel.getByText('It was blocked, and is reachable now.').waitFor();
      assert.match(
        await workbench.editorText(0, 'From app'),
        /security_groups = \[aws_security_group\.app\.id\]/,
      );
      await page.keyboard.press('Control+1');
      await page.locator('.statusbar-item', { hasText: 'Ln ' }).waitFor();
      await page.keyboard.press('Control+Z');
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      await panel.getByRole('button', { name: 'Apply…' }).first().waitFor();
      await takePicture(workbench, 'undone');
    });
  });

  it('a preview that is discarded changes nothing, and the panel says so', async () => {
    await inWindow({ folder }, async (workbench, copy) => {
      const { page, panel } = workbench;
      const before = await readFile(join(copy, 'database.tf'), 'utf8');
      await ask(workbench, 'database.tf', 13, app, database);
      await panel.getByRole('button', { name: 'Apply…' }).first().click();
      await page.getByRole('button', { name: 'Discard', exact: true }).click();
      await panel.getByText('Nothing was applied.').waitFor();
      assert.equal(await readFile(join(copy, 'database.tf'), 'utf8'), before);
    });
  });

  it('a change that was computed for older code is not applied: it is asked again', async () => {
    await inWindow({ folder }, async (workbench, _, host) => {
      const { page, panel } = workbench;
      await ask(workbench, 'database.tf', 13, app, database);
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      // The server stands still, so that the edit and the click come before its next answer.
      const [pid] = await serversOf(host.folder);
      assert.ok(pid !== undefined, 'no language server runs');
      process.kill(pid, 'SIGSTOP');
      await page.keyboard.press('Control+1');
      await page.locator('.statusbar-item', { hasText: 'Ln 13, Col 1' }).waitFor();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Enter');
      await page.locator('.statusbar-item', { hasText: 'Ln 2, Col 1' }).waitFor();
      await panel.getByRole('button', { name: 'Apply…' }).first().click();
      process.kill(pid, 'SIGCONT');
      await panel.getByText('Nothing was applied: the code has changed since this was computed.').waitFor();
      await panel.getByText('Add at database.tf:14').first().waitFor();
      await takePicture(workbench, 'outdated-change');
      // What is offered now is of the code as it is.
      await panel.getByRole('button', { name: 'Apply…' }).first().click();
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await panel.getByText('It was blocked, and is reachable now.').waitFor();
    });
  });

  it('an end that vanishes while the picker is open is missed, and found when it is there again', async () => {
    await inWindow({ folder }, async (workbench, copy) => {
      const { panel } = workbench;
      const file = join(copy, 'database.tf');
      const text = await readFile(file, 'utf8');
      await workbench.openFile('containers.tf', 53);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      await workbench.asked('From:');
      await workbench.pick(...app);
      await workbench.asked('To:');
      await rm(file);
      await workbench.pick(...database);
      await workbench.asked('With which traffic?');
      await workbench.pick('', 'tcp/5432');
      await panel.getByRole('heading', { name: /^No answer/ }).waitFor();
      assert.match(await panel.locator('main').innerText(), /aws_db_instance\.main/);
      await takePicture(workbench, 'vanished');
      await writeFile(file, text);
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
    });
  });
});
