import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeAws } from '../../support/aws/fakeAws';
import { ask } from './questions';
import { chooseShop, readShop, shopStatus, shopWorld, withShop } from './liveShop';
import { inWindow, takePicture } from './story';

const folder = 'examples/three-tier';
const dialogField = '.quick-input-widget:visible input[type="text"]';

/** The editor wraps long lines. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

describe('a live account', () => {
  for (const theme of ['dark', 'light'] as const) {
    it(`is chosen, confirmed, read, and asked what the code was asked, ${theme}`, () => {
      const world = shopWorld();
      return withShop(
        async ({ machine, fake }) => {
          await inWindow({ folder, theme, machine }, async (workbench) => {
            const { page, panel } = workbench;
            await ask(
              workbench,
              'workloads.tf',
              36,
              ['bastion', 'aws_instance.bastion'],
              ['app[0]', 'aws_instance.app[0]'],
              ['22', 'tcp/22'],
            );
            await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
            assert.deepEqual(fake.requests, []);

            await chooseShop(workbench);
            await page.getByText('Read the network of AWS account 111122223333 in eu-central-1?').waitFor();
            await takePicture(workbench, `live-confirm-${theme}`);
            // Who is asked to be confirmed is known; nothing else has been asked.
            assert.deepEqual(
              fake.requests.map(({ api }) => api),
              ['DescribeRegions', 'GetCallerIdentity'],
            );
            await page.getByRole('button', { name: 'Read', exact: true }).click();
            await shopStatus(workbench).waitFor();

            await panel.getByRole('button', { name: 'Ask the live account' }).click();
            await panel.getByText(/in AWS 111122223333 eu-central-1, read \d+-\d+-\d+ \d+:\d+/).waitFor();
            await panel.getByRole('heading', { name: /^Reachable/ }).waitFor();
            await takePicture(workbench, `live-answer-${theme}`);

            // Somebody takes the rule away in the console.
            for (const group of world.SecurityGroups)
              if (group['GroupName'] === 'web-app') Object.assign(group, { IpPermissions: [] });
            await workbench.runCommand('Reachable: Read the Live Account Again');
            await panel.getByRole('heading', { name: /^Blocked/ }).waitFor();
            const blocker = panel.locator('.blocker.first');
            await panel.getByText('The account was read again. It was reachable').waitFor();
            assert.match(await blocker.innerText(), /web-app[^]*groups\.tf:24/);
            await takePicture(workbench, `live-blocked-${theme}`);
            await blocker.getByRole('button', { name: 'groups.tf:24' }).click();
            await page.locator('.tab.active', { hasText: 'groups.tf' }).waitFor();
          });
        },
        { world },
      );
    });
  }

  it('is compared with the code, saved, and explains records of its flow logs', () => {
    const world = shopWorld();
    for (const group of world.SecurityGroups)
      if (group['GroupName'] === 'web-bastion')
        (group['IpPermissions'] as object[]).push({
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          IpRanges: [{ CidrIp: '198.51.100.0/24', Description: 'by hand' }],
        });
    return withShop(
      async ({ machine }) => {
        await inWindow({ folder, theme: 'light', machine }, async (workbench, code) => {
          const { page } = workbench;
          await workbench.openFile('groups.tf', 1);
          await readShop(workbench);
          await shopStatus(workbench).waitFor();

          await workbench.runCommand('Reachable: Compare Code with Live Account');
          const compared = await workbench.editorText(1, 'Traffic that differs');
          assert.match(inOneLine(compared), /198\.51\.100\.0\/24[^]*the next apply removes it/);
          await takePicture(workbench, 'live-comparison-light');

          // The folder that is offered is outside of the workspace.
          await workbench.runCommand('Reachable: Save Snapshot…');
          await page.getByRole('button', { name: 'Save Here' }).click();
          const told = workbench.notification('files in');
          const target = / in (\/.*\/snapshot-\S+)\.$/.exec(await told.innerText())?.[1] ?? '';
          assert.ok(existsSync(join(target, 'accounts/111122223333/eu-central-1/manifest.json')), target);
          assert.ok(!target.startsWith(code));

          const record =
            '2 111122223333 eni-892b803ee9b06a884 203.0.113.9 10.1.0.4 51000 5432 6 3 180 1700000000 1700000060 REJECT OK';
          await workbench.runCommand('Reachable: Explain Flow-Log Record…');
          await workbench.asked('Which flow-log records?');
          await workbench.pick('paste', 'Paste a record');
          await page.locator(dialogField).fill(record);
          await page.keyboard.press('Enter');
          assert.match(
            inOneLine(await workbench.editorText(1, 'In the code')),
            /web-bastion has no inbound rule[^]*In the code: aws_security_group\.bastion \(groups\.tf:69:1\)/,
          );
          await takePicture(workbench, 'live-flow-record-light');

          writeFileSync(join(code, 'flow.log'), `${record.replace(' 5432 ', ' 3306 ')}\n`);
          await workbench.runCommand('Reachable: Explain Flow-Log Record…');
          await workbench.asked('Which flow-log records?');
          await workbench.pick('file', 'Open a file');
          // The dialog has a path of its own once it has looked at the disk.
          await workbench.picker.locator('.monaco-list-row').first().waitFor();
          await page.locator(dialogField).fill(join(code, 'flow.log'));
          await page.keyboard.press('Enter');
          await workbench.editorText(1, 'TCP port 3306');
        });
      },
      { world },
    );
  });

  it('is no longer read once that is cancelled', () =>
    withShop(
      async ({ machine, fake }) => {
        await inWindow({ folder, machine }, async (workbench) => {
          const { page } = workbench;
          await workbench.openFile('groups.tf', 1);
          await readShop(workbench);
          await workbench.notification('Reading AWS account 111122223333 in eu-central-1').waitFor();
          await fake.whenAsked('DescribeVpcs');
          await takePicture(workbench, 'live-progress-dark');
          await page.getByRole('button', { name: 'Cancel' }).click();
          await fake.whenIdle();
          await workbench.notification('Reading AWS account').waitFor({ state: 'hidden' });
          assert.equal(await shopStatus(workbench).count(), 0);
        });
      },
      { behave: ({ api }) => (api === 'DescribeVpcs' ? 'hang' : 'answer') },
    ));

  it('never goes where a repository says', async () => {
    const elsewhere = await startFakeAws({ world: {} });
    try {
      await withShop(async ({ machine, fake }) => {
        const repositorySettings = {
          'reachable.aws.endpointUrl': elsewhere.url,
          'reachable.aws.profile': 'corp',
        };
        await inWindow({ folder, machine, repositorySettings }, async (workbench) => {
          await workbench.openFile('groups.tf', 1);
          await readShop(workbench);
          await shopStatus(workbench).waitFor();
          assert.ok(fake.requests.length > 30);
          assert.deepEqual(elsewhere.requests, []);
        });
      });
    } finally {
      await elsewhere.close();
    }
  });
});

describe('no way into a live account', () => {
  it('because the login has expired: offers the command that renews it', () =>
    withShop(async ({ machine }) => {
      await inWindow({ folder, machine }, async (workbench) => {
        await workbench.openFile('groups.tf', 1);
        await chooseShop(workbench, 'corp');
        await workbench
          .notification('The SSO login of profile "corp" has expired or was never made')
          .waitFor();
        await workbench.page.getByRole('button', { name: 'Run in Terminal' }).waitFor();
        await takePicture(workbench, 'live-expired-dark');
      });
    }));

  it('because the profile of the settings is not there: names those that are, and offers to choose', () =>
    withShop(async ({ machine }) => {
      const settings = { 'reachable.aws.profile': 'porduction' };
      await inWindow({ folder, machine: { ...machine, settings } }, async (workbench) => {
        await workbench.openFile('groups.tf', 1);
        await workbench.runCommand('Reachable: Compare Code with Live Account');
        await workbench.notification('There is no profile "porduction"').waitFor();
        await workbench.page.getByRole('button', { name: 'Choose…' }).click();
        await workbench.asked('The AWS profile');
      });
    }));

  it('because there are no credentials: says where they come from', () =>
    withShop(async ({ machine }) => {
      const env = { ...machine.env, AWS_REGION: 'eu-central-1' };
      await inWindow({ folder, machine: { env } }, async (workbench) => {
        await workbench.openFile('groups.tf', 1);
        await workbench.runCommand('Reachable: Read the Live Account Again');
        await workbench.notification('No AWS credentials were found').waitFor();
      });
    }));

  it('because nobody has trusted the folder: says so, and how that is changed', () =>
    withShop(async ({ machine, fake }) => {
      await inWindow({ folder, machine, untrusted: true }, async (workbench) => {
        const { page } = workbench;
        const no = page.getByRole('button', { name: "No, I don't trust the authors" });
        await page.addLocatorHandler(no, () => no.click());
        await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
        await workbench.runCommand('Reachable: Select AWS Profile and Region');
        await workbench.notification('this workspace is not trusted').waitFor();
        await takePicture(workbench, 'live-untrusted-dark');
        assert.deepEqual(fake.requests, []);
      });
    }));
});
