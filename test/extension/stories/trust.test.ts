import { inWindow } from './story';

describe('a folder that nobody has trusted', () => {
  it('is analysed all the same: findings, and answers', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds', untrusted: true }, async (workbench) => {
      await workbench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      await workbench.openFile('database.tf', 13);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      await workbench.asked('From:');
      await workbench.pick('ecs_service', 'aws_ecs_service.app');
      await workbench.asked('To:');
      await workbench.pick('db_instance', 'aws_db_instance.main');
      await workbench.asked('With which traffic?');
      await workbench.pick('', 'tcp/5432');
      await workbench.editorText(1, 'aws_security_group.database');
    });
  });
});
