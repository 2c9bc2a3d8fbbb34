import { parseKnownFiles } from '@smithy/shared-ini-file-loader';

/** A profile of `~/.aws/config` and `~/.aws/credentials`, without anything that is secret. */
export interface Profile {
  readonly name: string;
  readonly region?: string;
  /** How it signs in, for the picker. */
  readonly kind: 'sso' | 'role' | 'login' | 'process' | 'keys' | 'other';
  /** The account, where the profile tells it without being asked. */
  readonly account?: string;
  readonly endpointUrl?: string;
}

/**
 * The profiles, by name. Read anew each time (one may have been added); the files' keys and tokens are dropped here. The
 * list is empty where there are no files.
 */
export async function listProfiles(): Promise<readonly Profile[]> {
  const files = await readFiles();
  return Object.entries(files)
    .filter(([name]) => !/^(sso-session|services)\./.test(name))
    .map(([name, settings]) => profileOf(name, settings, files))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Settings = Readonly<Record<string, string | undefined>>;

async function readFiles(): Promise<Readonly<Record<string, Settings>>> {
  try {
    return await parseKnownFiles({ ignoreCache: true });
  } catch {
    return {};
  }
}

function profileOf(name: string, settings: Settings, files: Readonly<Record<string, Settings>>): Profile {
  const region = settings['region'];
  const account =
    settings['sso_account_id'] ?? /^arn:[^:]*:iam::(\d{12}):/.exec(settings['role_arn'] ?? '')?.[1];
  const endpointUrl = endpointOf(settings, files);
  return {
    name,
    kind: kindOf(settings),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
}

function kindOf(settings: Settings): Profile['kind'] {
  if (settings['sso_start_url'] !== undefined || settings['sso_session'] !== undefined) return 'sso';
  if (settings['role_arn'] !== undefined) return 'role';
  if (settings['login_session'] !== undefined) return 'login';
  if (settings['credential_process'] !== undefined) return 'process';
  return settings['aws_access_key_id'] !== undefined ? 'keys' : 'other';
}

/**
 * The profile's own end point, which the SDK does not look up for a profile that is named in code:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
function endpointOf(settings: Settings, files: Readonly<Record<string, Settings>>): string | undefined {
  if (process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true') return undefined;
  const services = settings['services'] === undefined ? {} : files[`services.${settings['services']}`];
  return services?.['ec2.endpoint_url'] ?? settings['endpoint_url'];
}
