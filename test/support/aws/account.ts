import { createAccountReader } from '../../../server/src/live/accountReader';
import type { AccountChoice } from '../../../server/src/aws/choice';
import type { ReadAccountOptions, SnapshotFile } from '../../../server/src/aws/readAccount';
import { readSnapshotFolder } from '../snapshots';
import type { FakeAws, Thing, World } from './fakeAws';

/** What a test reads with: nothing of the machine's own configuration, no waiting for a person. */
export const quietly: Omit<ReadAccountOptions, 'signal'> = {
  askMfaCode: () => Promise.resolve(undefined),
  version: '0.0.0-test',
  now: Date.UTC(2026, 0, 2, 3, 4, 5),
};

/** The fake as an account to choose. */
export function choiceOf(fake: FakeAws): AccountChoice {
  return { region: 'eu-west-1', endpointUrl: fake.url };
}

/** A reader as the server has it, in this thread. */
export function testReader(): ReturnType<typeof createAccountReader> {
  return createAccountReader({ version: quietly.version, now: () => quietly.now });
}

/** Runs with these variables of the environment, and those of the AWS SDK that the machine has left out. */
export async function withEnvironment<T>(
  variables: Readonly<Record<string, string>>,
  run: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  for (const name of Object.keys(process.env))
    if (/^(AWS_|HTTPS?_PROXY|https?_proxy|NO_PROXY|no_proxy)/.test(name))
      Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', ...variables });
  try {
    return await run();
  } finally {
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}

/** Keys that AWS would accept, and no files. */
export const keys = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

/** The world of a snapshot's folder: all its files' lists by key. */
export function worldOf(folder: string): World {
  return worldOfFiles(readSnapshotFolder(folder));
}

/** The world of a snapshot's files. */
export function worldOfFiles(files: readonly SnapshotFile[]): World {
  const world: Record<string, Thing[]> = {};
  for (const { path, text } of files) {
    const content = JSON.parse(text) as Record<string, unknown>;
    const holder = wrapper(content, path);
    for (const [key, value] of Object.entries(holder)) {
      if (Array.isArray(value)) world[key] = [...(world[key] ?? []), ...(value as Thing[])];
    }
  }
  const health = world['LoadBalancerTargetHealth'] ?? [];
  world['LoadBalancerTargetHealth'] = health.map((one) => ({
    ...one,
    TargetGroupArn: (world['TargetGroups'] ?? []).find((group) =>
      String(one['file']).includes(String(group['TargetGroupName'])),
    )?.['TargetGroupArn'],
  }));
  return world;
}

/** Answers that do not say what they are about are told by their other members, or their files' names. */
function wrapper(content: Record<string, unknown>, path: string): Record<string, unknown> {
  if ('EnableDnsSupport' in content || 'EnableDnsHostnames' in content) return { VpcAttributes: [content] };
  if ('TargetHealthDescriptions' in content)
    return { LoadBalancerTargetHealth: [{ ...content, file: path }] };
  return content;
}
