import { inWindow, takePicture } from './story';

describe('a folder without Terraform', () => {
  it('has nothing to ask about, and the command says so', async () => {
    await inWindow({ folder: { 'notes.txt': 'Nothing here.\n' } }, async (workbench) => {
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      await workbench.notification('there is no Terraform code').waitFor();
      await takePicture(workbench, 'no-terraform');
    });
  });
});
