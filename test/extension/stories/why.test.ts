import assert from 'node:assert/strict';
import { inWindow, takePicture } from './story';

const command = "Reachable: Why Can't X Reach Y?";

describe('the question', () => {
  for (const theme of ['dark', 'light'] as const) {
    it(`is asked by keyboard in three steps and answered beside the code, ${theme}`, async () => {
      await inWindow({ folder: 'examples/ecs-to-rds', theme }, async (workbench) => {
        await workbench.openFile('containers.tf', 53);
        await workbench.runCommand(command);
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
        const answer = await workbench.editorText(1, 'aws_security_group.database');
        await takePicture(workbench, `answer-${theme}`);
        assert.match(answer, /^BLOCKED\naws_ecs_service\.app can not reach\s+aws_db_instance\.main/);
      });
    });
  }

  it('can be gone back in, and asked about an address and a port that are typed', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench) => {
      await workbench.openFile('containers.tf', 53);
      await workbench.runCommand(command);
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
      const answer = await workbench.editorText(1, '203.0.113.7');
      assert.match(answer, /^BLOCKED\naws_ecs_service\.app can not reach 203\.0\.113\.7 on\s+UDP port 53/);
    });
  });
});
