import assert from 'node:assert/strict';
import { office } from './examples';
import { inWindow, takePicture } from './story';

const web = office.replaceAll('"app"', '"web"').replaceAll('.app', '.web');

describe('a window with several root modules', () => {
  it('has the root of the cursor first, and refuses a question across roots with a reason', async () => {
    const folder = { 'a/main.tf': office, 'b/main.tf': web };
    await inWindow({ folder }, async (workbench) => {
      const { page, panel } = workbench;
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^b$/ }).click();
      await workbench.openFile('main.tf', 2);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      assert.deepEqual(await workbench.asked('In which root module?'), ['a', 'b']);
      await workbench.picker.locator('.monaco-list-row.focused', { hasText: 'b' }).waitFor();
      await takePicture(workbench, 'roots');
      await page.keyboard.press('Enter');
      await workbench.asked('From:');
      await workbench.pick('aws_instance.web', 'aws_instance.web');
      await workbench.asked('To:');
      await workbench.pick('aws_instance.app', 'not among these');
      await workbench.asked('With which traffic?');
      await workbench.pick('443', 'tcp/443');
      await panel
        .getByText(
          'aws_instance.app is in the root module a, not in b. A question stays within one root module',
        )
        .waitFor();
      await takePicture(workbench, 'across-roots');
    });
  });

  it('of two folders asks about the one that is picked', async () => {
    const folder = {
      'a/main.tf': office,
      'b/main.tf': web,
      'both.code-workspace': JSON.stringify({ folders: [{ path: 'a' }, { path: 'b' }] }),
    };
    await inWindow({ folder, workspaceFile: 'both.code-workspace' }, async (workbench) => {
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      assert.deepEqual(await workbench.asked('In which root module?'), ['a', 'b']);
      await workbench.pick('b', 'b');
      await workbench.asked('From:');
      await workbench.pick('aws_instance.web', 'aws_instance.web');
      await workbench.asked('To:');
      await workbench.pick('aws_instance.db', 'aws_instance.db');
      await workbench.asked('With which traffic?');
      await workbench.pick('5432', 'tcp/5432');
      await workbench.panel.getByRole('heading', { name: /^Unknown.*aws_instance\.web.*in b/ }).waitFor();
    });
  });
});
