import assert from 'node:assert/strict';
import { commands, extensions, workspace } from 'vscode';

const extension = () => {
  const found = extensions.getExtension('reachable-dev.reachable');
  assert.ok(found, 'the extension is not installed');
  return found;
};

describe('activation', () => {
  it('comes by itself in a folder with Terraform', async () => {
    assert.ok(workspace.workspaceFolders?.length === 1);
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command of the manifest', async () => {
    await extension().activate();
    const manifest = extension().packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
