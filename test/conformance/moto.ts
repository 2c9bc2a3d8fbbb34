import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A stand-in for AWS on this machine, https://docs.getmoto.org/en/latest/docs/server_mode.html */
export interface Moto {
  /** The environment of a `terraform` that asks it; a file beside the folder says where providers come from. */
  readonly environment: (folder: string) => NodeJS.ProcessEnv;
  /** A provider block that needs nothing of an account. */
  readonly provider: string;
}

const provider = `provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`;

/** Runs something against a moto of its own, which is gone afterwards. */
export async function withMoto<T>(use: (moto: Moto) => Promise<T>): Promise<T> {
  const port = await freePort();
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  try {
    await reachable(port);
    return await use({ environment: (folder) => environment(folder, port), provider });
  } finally {
    server.kill();
  }
}

/** Every provider asks moto, with invented credentials. */
function environment(folder: string, port: number): NodeJS.ProcessEnv {
  const account = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
  };
  const mirror = '/opt/tf-plugins';
  const given = process.env['TF_CLI_CONFIG_FILE'];
  if ((given !== undefined && existsSync(given)) || !existsSync(mirror))
    return { ...process.env, ...account };
  const file = join(folder, '..', 'mirror.tfrc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return { ...process.env, ...account, TF_CLI_CONFIG_FILE: file };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

async function reachable(port: number): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/moto-api/`).catch(() => undefined);
    if (answer !== undefined) return;
    await wait(250);
  }
  throw new Error('moto_server does not answer');
}
