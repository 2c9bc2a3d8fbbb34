import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMoto } from '../support/moto';

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
  const { url, stop } = await startMoto();
  try {
    return await use({ environment: (folder) => environment(folder, url), provider });
  } finally {
    await stop();
  }
}

/** Every provider asks moto, with invented credentials. */
function environment(folder: string, url: string): NodeJS.ProcessEnv {
  const account = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
  };
  const mirror = '/opt/tf-plugins';
  const given = process.env['TF_CLI_CONFIG_FILE'];
  if ((given !== undefined && existsSync(given)) || !existsSync(mirror))
    return { ...process.env, ...account };
  const file = join(folder, '..', 'mirror.tfrc');
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return { ...process.env, ...account, TF_CLI_CONFIG_FILE: file };
}
