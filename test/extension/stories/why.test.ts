import assert from 'node:assert/strict';
import { inWindow, takePicture } from './story';

const command = "Reachable: Why Can't X Reach Y?";

for (const theme of ['dark', 'light'] as const) {
  describe(`the question, by keyboard, ${theme}`, () => {
    it('is asked in three steps and answered beside the code', async () => {
      await inWindow({ folder: 'examples/ecs-to-rds', theme }, async (workbench) => {
        await workbench.openFile('containers.tf');
        await workbench.runCommand(command);
        await workbench.pickerRows();
        await takePicture(workbench, `picker-from-${theme}`);
        await workbench.pick('aws_ecs_service', 'aws_ecs_service.app');
        await takePicture(workbench, `picker-to-${theme}`);
        await workbench.pick('aws_db', 'aws_db_instance.main');
        await workbench.pick('', 'tcp/5432');
        const answer = await workbench.editorText(1, 'aws_security_group.database');
        await takePicture(workbench, `answer-${theme}`);
        assert.match(answer, /blocked/i);
      });
    });
  });
}
