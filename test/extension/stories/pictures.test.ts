import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Workbench } from '../../support/vscode/workbench';
import { writeGif, type Frame } from './gif';
import { app, database } from './questions';
import { inWindow, type StoryOptions } from './story';

/** `npm run pictures` puts the README's pictures into its folder; any other run leaves them with the screenshots. */
const folder = resolve(
  process.env['REACHABLE_PICTURES'] === 'write' ? 'images/screenshots' : 'test/extension/out/readme',
);

/** A window as small as it can be: a README shows it at some 900 pixels. */
const size = { width: 1100, height: 700 };

async function inSmallWindow(
  options: StoryOptions,
  tell: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await inWindow(options, async (workbench) => {
    await workbench.page.setViewportSize(size);
    await tell(workbench);
  });
}

function shoot({ page }: Workbench): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled' });
}

async function keep(name: string, png: Buffer): Promise<void> {
  await writeFile(join(folder, `${name}.png`), png);
}

const bastion = `resource "aws_security_group" "bastion" {
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
  it('show a finding with its fixes', async () => {
    await inSmallWindow({ folder: { 'bastion.tf': bastion } }, async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('bastion.tf', 11, 22);
      await workbench.runCommand('View: Close Primary Side Bar');
      await page.locator('.squiggly-error').first().waitFor();
      await workbench.runCommand('Problems: Focus on Problems View');
      await page.locator('.markers-panel', { hasText: 'Anyone on the internet can reach SSH' }).waitFor();
      await page.keyboard.press('Control+1');
      await page.locator('.statusbar-item', { hasText: 'Ln 11, Col 22' }).waitFor();
      await workbench.until(page.locator('.action-widget .monaco-list-row.focused'), () =>
        page.keyboard.press('Control+.'),
      );
      await keep('finding', await shoot(workbench));
    });
  });

  it('show a hover', async () => {
    await inSmallWindow({ folder: 'examples/three-tier' }, async (workbench) => {
      await workbench.openFile('groups.tf', 8, 5);
      await workbench.runCommand('View: Close Primary Side Bar');
      const hover = workbench.page.locator('.monaco-hover:visible', { hasText: 'Reachable' });
      await workbench.until(hover, () => workbench.runCommand('Show or Focus Hover'));
      await keep('hover', await shoot(workbench));
    });
  });

  it('show the map', async () => {
    await inWindow({ folder: 'examples/three-tier' }, async (workbench) => {
      const { panel } = workbench;
      await workbench.runCommand('View: Close Primary Side Bar');
      await workbench.runCommand('Reachable: Show Network Map');
      await panel.locator('.node', { hasText: 'lb.web' }).click();
      await panel.getByRole('heading', { name: 'aws_lb.web' }).waitFor();
      await keep('map', await shoot(workbench));
    });
  });

  it('show the whole story, from the question to the mended answer', async () => {
    await inSmallWindow({ folder: 'examples/ecs-to-rds' }, async (workbench) => {
      const { page, panel, picker } = workbench;
      const frames: Frame[] = [];
      const frame = async (delay: number): Promise<Buffer> => {
        const png = await shoot(workbench);
        frames.push({ png, delay });
        return png;
      };
      await workbench.openFile('containers.tf', 53);
      await workbench.runCommand('View: Close Primary Side Bar');
      await page.locator('.squiggly-error').first().waitFor();
      await frame(1200);
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      await workbench.asked('From:');
      await keep('picker', await frame(1600));
      await workbench.pick(...app);
      await workbench.asked('To:');
      await picker.locator('input[type="text"]').fill(database[0]);
      await picker.locator('.monaco-list-row.focused', { hasText: database[1] }).waitFor();
      await frame(1400);
      await workbench.pick(...database);
      await workbench.asked('With which traffic?');
      await frame(1200);
      await workbench.pick('', 'tcp/5432');
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      await panel.locator('svg.picture').waitFor();
      await keep('answer', await frame(3000));
      await panel.locator('.station.blocked').first().scrollIntoViewIfNeeded();
      await keep('way', await frame(2400));
      await panel.getByRole('button', { name: 'Apply…' }).first().click();
      await page.getByRole('button', { name: 'Apply', exact: true }).waitFor();
      await frame(2400);
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await panel.getByText('It was blocked, and is reachable now.').waitFor();
      // The finding goes as well, and with it the number on the tab.
      await page.locator('.tab [class*="monaco-decoration-itemBadge"]').waitFor({ state: 'detached' });
      await keep('mended', await frame(3500));
      await writeGif(join(folder, 'story.gif'), frames);
    });
  });
});
