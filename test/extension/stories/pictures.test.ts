import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Workbench } from '../../support/vscode/workbench';
import { writeGif, type Frame } from './gif';
import { inWindow } from './story';

/** The pictures of the README; `REACHABLE_PICTURES=write` puts them into its folder, else they stand with the others. */
const folder = resolve(
  process.env['REACHABLE_PICTURES'] === 'write' ? 'images/screenshots' : 'test/extension/out/readme',
);

async function picture({ page }: Workbench, name: string): Promise<Buffer> {
  await mkdir(folder, { recursive: true });
  return page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

const open = `resource "aws_security_group" "bastion" {
  name        = "bastion"
  description = "The way in"
  vpc_id      = aws_vpc.main.id

  ingress {
    description = "SSH"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
`;

describe('the pictures of the README', () => {
  it('show a finding with its fixes, and a hover', async () => {
    await inWindow({ folder: { 'bastion.tf': open } }, async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('bastion.tf', 11, 22);
      await page.locator('.squiggly-error').first().waitFor();
      await workbench.runCommand('Show or Focus Hover');
      await page.locator('.monaco-hover:visible', { hasText: 'Reachable' }).waitFor();
      await picture(workbench, 'hover');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row.focused').waitFor();
      await picture(workbench, 'finding');
    });
  });

  it('show the whole story, from the question to the mended answer', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench) => {
      const { page, panel } = workbench;
      const frames: Frame[] = [];
      const shoot = async (name: string, delay: number): Promise<void> => {
        frames.push({ png: await picture(workbench, name), delay });
      };
      await workbench.openFile('containers.tf', 53);
      await workbench.runCommand('View: Close Primary Side Bar');
      await shoot('story-code', 1200);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      await workbench.asked('From:');
      await shoot('picker', 1600);
      await workbench.pick('', 'aws_ecs_service.app');
      await workbench.asked('To:');
      await workbench.picker.locator('input[type="text"]').fill('db_instance');
      await workbench.picker
        .locator('.monaco-list-row.focused', { hasText: 'aws_db_instance.main' })
        .waitFor();
      await shoot('story-to', 1400);
      await workbench.pick('db_instance', 'aws_db_instance.main');
      await workbench.asked('With which traffic?');
      await shoot('story-traffic', 1200);
      await workbench.pick('', 'tcp/5432');
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      await panel.locator('svg.picture').waitFor();
      await shoot('answer', 3000);
      await panel.locator('.station.blocked').first().scrollIntoViewIfNeeded();
      await shoot('story-way', 2400);
      await panel.getByRole('button', { name: 'Apply…' }).first().click();
      await page.getByRole('button', { name: 'Apply', exact: true }).waitFor();
      await shoot('story-preview', 2400);
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await panel.getByText('It was blocked, and is reachable now.').waitFor();
      await shoot('mended', 3500);
      await writeGif(join(folder, 'story.gif'), frames);
      await workbench.runCommand('Reachable: Show Network Map');
      await panel.locator('.node').first().waitFor();
      await workbench.runCommand('View: Toggle Maximize Editor Group');
      await picture(workbench, 'map');
    });
  });
});
