import assert from 'node:assert/strict';
import { office } from './examples';
import { inWindow, takePicture } from './story';

/** A key of a `for_each`, as others may write it: HTML, a link to a command, an icon, Markdown. */
const key = '<img src=x onerror=alert(1)> [run](command:workbench.action.closeAllEditors) $(flame) **b**';
const evil = office
  .replace('type = list(string)', 'default = ["10.0.0.0/8"]')
  .replace('"aws_instance" "app" {', `"aws_instance" "app" {\n  for_each = toset([${JSON.stringify(key)}])`)
  .replace(
    '"aws_security_group" "db" {',
    `"aws_security_group" "db" {\n  description = ${JSON.stringify(`<script>alert(1)</script> ${key}`)}`,
  );

describe('names that others wrote', () => {
  it('are text wherever they are shown: no markup, no links to commands, no icons', async () => {
    await inWindow({ folder: { 'main.tf': evil } }, async (workbench) => {
      const { page, panel } = workbench;
      const errors: string[] = [];
      page.on('dialog', (dialog) => {
        errors.push(dialog.message());
        void dialog.dismiss();
      });
      await workbench.openFile('main.tf', 2);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      const rows = await workbench.asked('From:');
      assert.ok(rows.join('\n').replaceAll('\u200b', '').includes(key), rows.join('\n'));
      await takePicture(workbench, 'names-picker');
      await workbench.pick('aws_instance.app', 'aws_instance.app');
      await workbench.asked('To:');
      await workbench.pick('aws_instance.db', 'aws_instance.db');
      await workbench.asked('With which traffic?');
      await workbench.pick('5432', 'tcp/5432');
      await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
      assert.ok((await panel.locator('h1').innerText()).includes(key));
      assert.equal(await panel.locator('img, a, main script').count(), 0);
      await takePicture(workbench, 'names-panel');

      await page.locator('.activitybar .action-label[aria-label^="Reachable"]').click();
      const row = page.locator('.pane-body .monaco-list-row', { hasText: '$(flame)' });
      await row.first().waitFor();
      assert.ok((await row.first().innerText()).includes(key));
      await takePicture(workbench, 'names-views');

      await workbench.runCommand('Reachable: Show Network Map');
      await panel.getByRole('heading', { name: /^Network map/ }).waitFor();
      await panel.locator('.node', { hasText: 'instance.db' }).waitFor();
      assert.equal(await panel.locator('img, a, main script').count(), 0);

      await workbench.runCommand('Reachable: Open Answer as Text');
      const text = await workbench.editorText(2, 'REACHABLE');
      assert.match(text.replace(/\s+/g, ' '), /<img src=x onerror=alert\(1\)>/);
      await takePicture(workbench, 'names-text');
      assert.deepEqual(errors, []);
    });
  });
});
