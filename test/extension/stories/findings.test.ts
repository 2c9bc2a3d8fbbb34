import assert from 'node:assert/strict';
import { inWindow, takePicture } from './story';

const folder = {
  'main.tf': `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "unfinished" {
  vpc_id = aws_vpc.main.id
  cidr_block =

resource "aws_security_group" "bastion" {
  name   = "bastion"
  vpc_id = aws_vpc.main.id

  ingress {
    description = "SSH"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
};

describe('a finding', () => {
  for (const theme of ['dark', 'light'] as const) {
    it(`is seen, explained and mended, beside a block that is half typed, ${theme}`, async () => {
      await inWindow({ folder, theme }, async (workbench) => {
        const { page } = workbench;
        await workbench.openFile('main.tf', 18, 22);
        await page.locator('.squiggly-error').first().waitFor();
        await takePicture(workbench, `finding-${theme}`);

        await page.keyboard.press('F8');
        await page.locator('.marker-widget', { hasText: 'Anyone on the internet can reach SSH' }).waitFor();
        await takePicture(workbench, `finding-message-${theme}`);
        await page.keyboard.press('Escape');

        const hover = page.locator('.monaco-hover:visible', { hasText: 'Reachable' });
        await workbench.until(hover, () => workbench.runCommand('Show or Focus Hover'));
        await takePicture(workbench, `hover-${theme}`);
        await page.keyboard.press('Escape');

        const fix = page.locator('.action-widget .monaco-list-row.focused', { hasText: 'allowed_ssh_cidrs' });
        await workbench.until(fix, () => page.keyboard.press('Control+.'));
        await takePicture(workbench, `fixes-${theme}`);
        const problems = page.locator('[id="status.problems"]');
        const before = await problems.innerText();
        await page.keyboard.press('Enter');
        const text = await workbench.editorText(0, 'var.allowed_ssh_cidrs');
        assert.doesNotMatch(text, /0\.0\.0\.0\/0/);
        await problems.filter({ hasNotText: before }).waitFor();
        await takePicture(workbench, `mended-${theme}`);
      });
    });
  }
});
