import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { ask } from './questions';
import { inWindow, takePicture } from './story';

const app = ['ecs_service', 'aws_ecs_service.app'] as const;
const database = ['db_instance', 'aws_db_instance.main'] as const;

const office = `variable "office" {
  type = list(string)
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_security_group" "db" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = var.office
  }
}

resource "aws_security_group" "app" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "db" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.db.id]
}

resource "aws_instance" "app" {
  subnet_id              = aws_subnet.a.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;

describe('an answer', () => {
  it('says what it hangs on, and tells when that is given', async () => {
    await inWindow({ folder: { 'main.tf': office } }, async (workbench) => {
      const { page, panel } = workbench;
      await ask(
        workbench,
        'main.tf',
        2,
        ['aws_instance.app', 'aws_instance.app'],
        ['aws_instance.db', 'aws_instance.db'],
        ['5432', 'tcp/5432'],
      );
      await panel.getByRole('heading', { name: /^Unknown/ }).waitFor();
      assert.match(await panel.locator('main').innerText(), /What nobody knows[^]*var\.office/);
      await takePicture(workbench, 'unknown');
      await page.keyboard.press('Control+1');
      await page.locator('.statusbar-item', { hasText: 'Ln 2, Col 1' }).waitFor();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('default = ["10.0.0.0/8"]', { delay: 5 });
      await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
      await takePicture(workbench, 'known');
    });
  });

  it('is there again after the window was reloaded, and the question in its view', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench) => {
      const { page, panel } = workbench;
      await ask(workbench, 'database.tf', 13, app, database);
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      await panel.getByRole('button', { name: 'Pin', exact: true }).click();
      await panel.getByRole('button', { name: 'Unpin', exact: true }).waitFor();
      await page.reload();
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor({ timeout: 60_000 });
      await page.locator('.activitybar .action-label[aria-label^="Reachable"]').click();
      await page.locator('.monaco-list-row', { hasText: 'blocked · tcp/5432 · pinned' }).waitFor();
      await takePicture(workbench, 'views');
    });
  });

  it('says that the language server is away when it crashes, and is asked again', async () => {
    await inWindow({ folder: 'examples/ecs-to-rds' }, async (workbench, _, host) => {
      const { panel } = workbench;
      await ask(workbench, 'database.tf', 13, app, database);
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
      const away = panel.getByText('The language server has stopped and is being started again.').waitFor();
      const [pid] = await serversOf(host.folder);
      assert.ok(pid !== undefined, 'no language server runs');
      process.kill(pid, 'SIGKILL');
      await away;
      await panel.getByText('The language server has stopped').waitFor({ state: 'detached' });
      await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
    });
  });

  it('is about the folder that is picked, in a window with two', async () => {
    const two = {
      'a/main.tf': office,
      'b/main.tf': office.replaceAll('"app"', '"web"').replaceAll('.app', '.web'),
      'both.code-workspace': JSON.stringify({ folders: [{ path: 'a' }, { path: 'b' }] }),
    };
    await inWindow({ folder: two, workspaceFile: 'both.code-workspace' }, async (workbench) => {
      await workbench.runCommand("Reachable: Why Can't X Reach Y?");
      const roots = await workbench.asked('In which root module?');
      assert.equal(roots.length, 2);
      await workbench.pick('b', 'b');
      await workbench.asked('From:');
      await workbench.pick('aws_instance.web', 'aws_instance.web');
      await workbench.asked('To:');
      await workbench.pick('aws_instance.db', 'aws_instance.db');
      await workbench.asked('With which traffic?');
      await workbench.pick('5432', 'tcp/5432');
      await workbench.panel.getByRole('heading', { name: /^Unknown.*aws_instance\.web.*in b/ }).waitFor();
    });
  });
});

/** The processes of language servers whose extension stands in a folder. */
async function serversOf(folder: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) => {
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      return line.includes(folder) && line.includes('dist/server.js') ? [Number(id)] : [];
    }),
  );
  return found.flat();
}
