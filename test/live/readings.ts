import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAwsProblem } from '../../server/src/aws/choice';
import { readAccount, type ReadAccount } from '../../server/src/aws/readAccount';
import { networkFromSnapshot } from '../../server/src/network/fromAws';
import type { Network } from '../../server/src/network/model';
import { quietly, withEnvironment } from '../support/aws/account';
import type { MotoServer } from '../support/moto';
import { readSnapshotFolder } from '../support/snapshots';

/** Where everything on moto is. */
export const region = 'eu-west-1';
/** Keys that moto takes. */
export const motoKeys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** Reads all that moto has, as the reader of live accounts does. */
export async function readMoto({ url }: MotoServer): Promise<ReadAccount> {
  const found = await withEnvironment(motoKeys, () =>
    readAccount(
      { region, endpointUrl: url },
      { ...quietly, signal: new AbortController().signal, everyService: true },
    ),
  );
  assert.ok(!isAwsProblem(found), 'problem' in found ? found.problem : '');
  return found;
}

/** Holds the network that was read to that which the AWS CLI's own JSON of the same account gives. */
export function checkAgainstCli({ url }: MotoServer, { identity, files }: ReadAccount): void {
  const folder = mkdtempSync(join(tmpdir(), 'reachable-moto-'));
  const place = `accounts/${identity.account}/${region}`;
  execFileSync('python3', [join(__dirname, '../agreement/dump.py'), join(folder, place), region], {
    env: { ...process.env, ...motoKeys, AWS_ENDPOINT_URL: url, AWS_MAX_ATTEMPTS: '2' },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const printed = networkFromSnapshot(readSnapshotFolder(folder), { assumeDefaults: true });
  rmSync(folder, { recursive: true });
  const own = networkFromSnapshot(files, { assumeDefaults: true });
  const kinds = [
    'subnets',
    'interfaces',
    'securityGroups',
    'networkAcls',
    'routeTables',
    'internetGateways',
    'natGateways',
    'workloads',
  ] as const satisfies readonly (keyof Network)[];
  for (const kind of kinds) assert.deepEqual([...own[kind]].sort(), [...printed[kind]].sort(), kind);
}
