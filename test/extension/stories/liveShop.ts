import type { Locator } from 'playwright-core';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supplyMotoGaps } from '../../agreement/motoGaps';
import { worldOfFiles } from '../../support/aws/account';
import { readSnapshotFolder } from '../../support/snapshots';
import { startFakeAws, type Behaviour, type FakeAws, type FakeRequest } from '../../support/aws/fakeAws';
import type { Workbench } from '../../support/vscode/workbench';
import type { Machine } from './story';

/** What the account of the three-tier example holds; a test may change what is there while the window is open. */
export type ShopWorld = ReturnType<typeof shopWorld>;

/** The account that the three-tier example was applied to. */
export function shopWorld() {
  const files = readSnapshotFolder('test/agreement/recorded/example-three-tier/snapshot');
  const world = worldOfFiles(supplyMotoGaps(files, new Set()));
  const groups = world['SecurityGroups'] ?? [];
  return {
    ...world,
    Regions: [{ RegionName: 'eu-central-1' }, { RegionName: 'eu-west-1' }],
    // One reading of the groups, so that there is one to change.
    SecurityGroups: groups.filter(
      (one, index) => groups.findIndex((a) => a['GroupId'] === one['GroupId']) === index,
    ),
    SecurityGroupRules: [] as Record<string, unknown>[],
  };
}

/** A machine with an AWS configuration whose profile `shop` leads to a fake account; `corp` wants to sign in. */
export async function withShop(
  tell: (shop: { readonly fake: FakeAws; readonly machine: Machine }) => Promise<void>,
  {
    world = shopWorld(),
    behave = () => 'answer',
  }: {
    readonly world?: ShopWorld;
    readonly behave?: (request: FakeRequest) => Behaviour;
  } = {},
): Promise<void> {
  const fake = await startFakeAws({ world, pageSize: 100, behave });
  const folder = mkdtempSync(join(tmpdir(), 'reachable-aws-'));
  const config = join(folder, 'config');
  writeFileSync(config, configuration(fake.url));
  const env = {
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  try {
    await tell({ fake, machine: { env } });
  } finally {
    await fake.close();
    rmSync(folder, { recursive: true });
  }
}

const configuration = (url: string): string => `
[profile shop]
region = eu-central-1
aws_access_key_id = test
aws_secret_access_key = test
endpoint_url = ${url}
[profile corp]
region = eu-central-1
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-central-1
`;

/** Chooses a profile (that of the fake account, if nothing is said), and its Region where that is asked for. */
export async function chooseShop(workbench: Workbench, profile = 'shop'): Promise<void> {
  await workbench.runCommand('Reachable: Select AWS Profile and Region');
  await workbench.asked('The AWS profile');
  await workbench.pick(profile, profile);
  if (profile !== 'shop') return;
  await workbench.asked('The Region to read');
  await workbench.pick('', 'eu-central-1');
}

/** Chooses the fake account, and confirms. */
export async function readShop(workbench: Workbench): Promise<void> {
  await chooseShop(workbench);
  await workbench.page.getByRole('button', { name: 'Read', exact: true }).click();
}

/** What the status bar says once the account was read. */
export function shopStatus({ page }: Workbench): Locator {
  return page.locator('.statusbar-item', { hasText: 'AWS 111122223333 eu-central-1, just now' });
}
