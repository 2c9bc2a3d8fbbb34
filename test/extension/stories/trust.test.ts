import { inWindow, takePicture } from './story';

describe('a folder that nobody has trusted', () => {
  it('is analysed all the same: findings, and answers', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds', untrusted: true }, async (workbench) => {
      // Some versions ask at once, in the middle of the window.
      const no = workbench.page.getByRole('button', { name: "No, I don't trust the authors" });
      await workbench.page.addLocatorHandler(no, () => no.click());
      await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      await workbench.openFile('database.tf', 13);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      await workbench.asked('From:');
      await workbench.pick('ecs_service', 'aws_ecs_service.app');
      await workbench.asked('To:');
      await workbench.pick('db_instance', 'aws_db_instance.main');
      await workbench.asked('With which traffic?');
      await workbench.pick('', 'tcp/5432');
      await workbench.panel.getByText('aws_security_group.database has no inbound rule').first().waitFor();
      await takePicture(workbench, 'untrusted');
    });
  });
});
