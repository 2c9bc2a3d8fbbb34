import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { abortable } from './abortable';
import { createClients, type Clients } from './clients';
import type { AccountChoice, AskMfaCode, AwsProblem, Identity } from './choice';
import { awsProblem, errorCode, isRefused, MfaCancelled } from './problems';
import { listProfiles } from './profiles';

/** What every reading of an account needs of whoever asks for it. */
export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly askMfaCode: AskMfaCode;
  /** Of Reachable, for the user agent. */
  readonly version: string;
}

/** A way in: clients, and who they are. `close` ends their sockets. */
export interface Connection {
  readonly clients: Clients;
  readonly identity: Identity;
  readonly close: () => void;
}

/** Finds credentials and Region, and asks AWS whose they are. What fails is a sentence. */
export async function connect(choice: AccountChoice, options: ReadOptions): Promise<Connection | AwsProblem> {
  const settled = await settle(choice);
  if ('problem' in settled) return settled;
  const { region, endpointUrl } = settled;
  const clients = createClients({
    region,
    endpointUrl,
    version: options.version,
    credentials: credentialsOf(choice, options.askMfaCode),
  });
  try {
    const caller = await abortable(
      clients.sts.send(new GetCallerIdentityCommand({}), { abortSignal: options.signal }),
      options.signal,
    );
    if (caller.Account === undefined || caller.Arn === undefined)
      throw Object.assign(new Error('no identity'), { name: 'NotAws' });
    const identity: Identity = {
      account: caller.Account,
      arn: caller.Arn,
      region,
      ...(endpointUrl === undefined ? {} : { endpointUrl }),
    };
    return { clients, identity, close: () => clients.destroy() };
  } catch (error) {
    clients.destroy();
    return awsProblem(error, asAsked(choice, settled));
  }
}

/** The Regions that are on in the account, for the picker. Asks in the chosen Region, else in the one that has every account. */
export async function listRegions(
  choice: AccountChoice,
  options: ReadOptions,
): Promise<readonly string[] | AwsProblem> {
  const settled = await settle({ region: 'us-east-1', ...choice });
  if ('problem' in settled) return settled;
  const clients = createClients({
    ...settled,
    version: options.version,
    credentials: credentialsOf(choice, options.askMfaCode),
  });
  try {
    const { Regions = [] } = await abortable(
      clients.ec2.send(new DescribeRegionsCommand({}), { abortSignal: options.signal }),
      options.signal,
    );
    return Regions.flatMap(({ RegionName }) => RegionName ?? []).sort();
  } catch (error) {
    const problem = awsProblem(error, asAsked(choice, settled));
    // Whoever may not list Regions may still read one of them.
    return isRefused(errorCode(error)) ? { ...problem, needs: 'region' } : problem;
  } finally {
    clients.destroy();
  }
}

/** The choice with what was found for it, for messages. */
function asAsked(choice: AccountChoice, { region, endpointUrl }: Settled): AccountChoice {
  return { ...choice, region, ...(endpointUrl === undefined ? {} : { endpointUrl }) };
}

interface Settled {
  readonly region: string;
  readonly endpointUrl: string | undefined;
}

/** The Region by choice, profile, environment; the end point by choice, then by profile. */
async function settle(choice: AccountChoice): Promise<Settled | AwsProblem> {
  const profiles = await listProfiles();
  const { env } = process;
  const name = choice.profile ?? env['AWS_PROFILE'] ?? 'default';
  const profile = profiles.find((one) => one.name === name);
  if (choice.profile !== undefined && profile === undefined) {
    const names = profiles.map((one) => `"${one.name}"`).slice(0, 10);
    const there = names.length === 0 ? 'there is none at all' : `there is ${names.join(', ')}`;
    return {
      problem: `There is no profile "${choice.profile}" in the AWS configuration files (~/.aws/config): ${there}.`,
      needs: 'profile',
    };
  }
  const region = choice.region ?? profile?.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (region === undefined || region === '')
    return {
      problem: `No Region is chosen, and neither the profile "${name}" nor AWS_REGION names one: choose one (--region eu-west-1, or "Reachable: Select AWS Profile and Region").`,
      needs: 'region',
    };
  if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region))
    return { problem: `"${region}" is not the name of a Region: one looks like eu-west-1.`, needs: 'region' };
  const endpointUrl = choice.endpointUrl ?? profile?.endpointUrl;
  if (endpointUrl !== undefined && !/^https?:\/\/[^/]/.test(endpointUrl))
    return { problem: `"${endpointUrl}" is no end point: it is a URL such as http://127.0.0.1:5000.` };
  return { region, endpointUrl };
}

function credentialsOf(
  { profile, region }: AccountChoice,
  askMfaCode: AskMfaCode,
): ReturnType<typeof fromNodeProviderChain> {
  return fromNodeProviderChain({
    ignoreCache: true,
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { clientConfig: { region } }),
    mfaCodeProvider: async (device) => {
      const code = await askMfaCode(device);
      if (code === undefined) throw new MfaCancelled();
      return code;
    },
  });
}
