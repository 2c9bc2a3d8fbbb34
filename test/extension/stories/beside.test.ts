import assert from 'node:assert/strict';
import { inWindow, takePicture } from './story';

const folder = 'examples/three-tier';

describe('beside an extension for Terraform', () => {
  for (const theme of ['dark', 'light'] as const) {
    it(`hovers, hints, lenses and colours are there, ${theme}`, async () => {
      await inWindow({ folder, theme, besideTerraform: true }, async (workbench) => {
        const { page } = workbench;
        const hover = page.locator('.monaco-hover:visible', { hasText: 'Reachable' });
        const look = async (name: string, file: string, line: number, column: number): Promise<void> => {
          await workbench.openFile(file, line, column);
          await workbench.until(hover, () => workbench.runCommand('Show or Focus Hover'));
          await takePicture(workbench, `hover-${name}-${theme}`);
          await page.keyboard.press('Escape');
        };
        await workbench.openFile('workloads.tf', 1);
        await page
          .locator('.codelens-decoration', { hasText: 'can reach this · faces the internet' })
          .waitFor();
        await takePicture(workbench, `lenses-${theme}`);
        await look('group', 'groups.tf', 2, 12);
        await look('rule', 'groups.tf', 8, 5);
        await look('cidr', 'variables.tf', 16, 22);
        await look('subnet', 'network.tf', 33, 12);
        await look('balancer', 'workloads.tf', 1, 12);
      });
    });
  }

  it('a CIDR has our scope inside theirs', async () => {
    await inWindow({ folder, besideTerraform: true }, async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('variables.tf', 16, 22);
      const scopes = page.locator('.token-inspect-widget', {
        hasText: 'constant.numeric.cidr.ipv4.reachable',
      });
      // The grammar is loaded when the first file of its language is shown.
      await workbench.until(scopes, () =>
        workbench.runCommand('Developer: Inspect Editor Tokens and Scopes'),
      );
      assert.match(await scopes.innerText(), /source\.hcl\.terraform/);
    });
  });
});
