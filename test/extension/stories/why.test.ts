import assert from 'node:assert/strict';
import { ask } from './questions';
import { inWindow, takePicture } from './story';

describe('the question', () => {
  for (const theme of ['dark', 'light'] as const) {
    it(`is asked by keyboard in three steps, answered beside the code, and mended, ${theme}`, async () => {
      await inWindow({ folder: 'examples/ecs-to-rds', theme }, async (workbench) => {
        const { page, panel } = workbench;
        await workbench.openFile('containers.tf', 53);
        await workbench.runCommand("Reachable: Why Can't X Reach Y?");
        const [first] = await workbench.asked('From:');
        assert.match(first ?? '', /aws_ecs_service\.app[^]*at the cursor/);
        await takePicture(workbench, `picker-from-${theme}`);
        await workbench.pick('', 'aws_ecs_service.app');
        await workbench.asked('To:');
        await takePicture(workbench, `picker-to-${theme}`);
        await workbench.pick('db_instance', 'aws_db_instance.main');
        await workbench.asked('With which traffic?');
        await takePicture(workbench, `picker-traffic-${theme}`);
        await workbench.pick('', 'tcp/5432');

        await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
        await panel.locator('svg.picture').waitFor();
        await takePicture(workbench, `answer-${theme}`);
        assert.match(
          await panel.locator('.blocker.first').innerText(),
          /aws_security_group\.database has no inbound rule/,
        );

        // By keyboard: to the first change's button, and the preview's own.
        await panel.getByRole('button', { name: 'Apply…' }).first().focus();
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Apply', exact: true }).waitFor();
        await takePicture(workbench, `preview-${theme}`);
        await page.getByRole('button', { name: 'Apply', exact: true }).click();
        await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
        await panel.getByText('It was blocked, and is reachable now.').waitFor();
        await takePicture(workbench, `mended-answer-${theme}`);
        assert.match(await panel.locator('main').innerText(), /next suspects[^]*DNS[^]*TLS[^]*Credentials/);
      });
    });
  }

  it('is answered where nothing is in the way: what passes, and what to suspect next', async () => {
    await inWindow({ folder: 'examples/three-tier' }, async (workbench) => {
      const { page, panel } = workbench;
      const bastion = ['aws_instance.bastion', 'aws_instance.bastion'] as const;
      await ask(
        workbench,
        'workloads.tf',
        1,
        bastion,
        ['aws_instance.app[0]', 'aws_instance.app[0]'],
        ['22', 'tcp/22'],
      );
      await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
      const text = await panel.locator('main').innerText();
      assert.match(text, /What passes\s+TCP port 22[^]*next suspects[^]*How to check/);
      await takePicture(workbench, 'reachable');
      await workbench.runCommand('Reachable: Open Answer as Text');
      assert.match(await workbench.editorText(2, 'REACHABLE'), /aws_instance\.bastion can reach/);
      await page.locator('.activitybar .action-label[aria-label^="Reachable"]').click();
      await page.locator('.pane-body .monaco-list-row', { hasText: 'The way there' }).waitFor();
      await takePicture(workbench, 'text-and-tree');
    });
  });

  it('can be gone back in, and asked about an address and a port that are typed', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench) => {
      await workbench.openFile('containers.tf', 53);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      await workbench.asked('From:');
      await workbench.pick('db_instance', 'aws_db_instance.main');
      await workbench.asked('To:');
      await workbench.goBack();
      await workbench.asked('From:');
      await workbench.pick('ecs_service', 'aws_ecs_service.app');
      await workbench.asked('To:');
      await workbench.pick('203.0.113.7', '203.0.113.7');
      await workbench.asked('With which traffic?');
      await workbench.pick('udp/53', 'udp/53');
      const title = /^Blocked.*aws_ecs_service\.app.*203\.0\.113\.7.*UDP port 53/;
      await workbench.panel.getByRole('heading', { name: title }).waitFor();
    });
  });

  it('is asked again while the code is typed, and undone', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench) => {
      const { page, panel } = workbench;
      await ask(
        workbench,
        'database.tf',
        12,
        ['ecs_service', 'aws_ecs_service.app'],
        ['db_instance', 'aws_db_instance.main'],
      );
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      await page.keyboard.press('Control+1');
      await page.locator('.statusbar-item', { hasText: 'Ln 12, Col 1' }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
      // At once, as it is pasted: half-typed code has verdicts of its own.
      await page.keyboard.insertText(', "100.64.0.0/16"');
      await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
      await panel.getByText('The code has changed. It was blocked, and is reachable now.').waitFor();
      await page.keyboard.press('Control+Z');
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
    });
  });
});
