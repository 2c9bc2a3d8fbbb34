import { startMoto } from '../support/moto';

/** A stand-in for AWS on this machine, https://docs.getmoto.org/en/latest/docs/server_mode.html */
export interface Moto {
  /** The environment of a `terraform` that asks it. */
  readonly environment: NodeJS.ProcessEnv;
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
    return await use({ environment: environment(url), provider });
  } finally {
    await stop();
  }
}

/** Every provider asks moto, with invented credentials. */
function environment(url: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: url,
  };
}
