import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(__dirname, '../../..');

/** Builds `dist/aws.js` in memory, as `esbuild.mjs` does. */
async function bundle(minify: boolean): Promise<string> {
  const { smallSchemas } = (await import(`${root}/scripts/smallSchemas.mjs`)) as { smallSchemas: Plugin };
  const { outputFiles } = await build({
    entryPoints: [join(root, 'server/src/live/worker.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [smallSchemas],
    minify,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** The operations of AWS that code can ask for: each has a schema `[9, namespace, name, …]`. */
function operationsIn(text: string): readonly string[] {
  const constants = new Map(
    [...text.matchAll(/^\s*(?:var )?(\w+) = "([^"\n]*)";$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const names = [...text.matchAll(/= \[\s*9,\s*\w+,\s*(\w+|"\w+"),/g)].map(
    ([, name = '']) => constants.get(name) ?? name,
  );
  return [...new Set(names)].sort();
}

/** What people's own profiles need to sign in (roles, SSO, `aws login`), and the one other operation that only reads. */
const besides = [
  'AssumeRole',
  'AssumeRoleWithWebIdentity',
  'CreateOAuth2Token',
  'CreateOAuth2TokenWithIAM',
  'CreateToken',
  'FilterLogEvents',
];

describe('the bundle with the AWS SDK', () => {
  it('can ask AWS for nothing but what reads', async () => {
    const operations = operationsIn(await bundle(false));
    assert.ok(operations.includes('DescribeVpcs'));
    assert.deepEqual(
      operations.filter((name) => !/^(Describe|Get|List|Search)[A-Z]/.test(name)),
      besides,
    );
  }).timeout(60_000);

  it('is at most 800 kB', async () => {
    assert.ok((await bundle(true)).length <= 800_000);
  }).timeout(60_000);

  it('is the only one with the SDK', async () => {
    for (const entry of ['server/src/main.ts', 'server/src/cli/main.ts']) {
      const { metafile } = await build({
        entryPoints: [join(root, entry)],
        bundle: true,
        platform: 'node',
        format: 'cjs',
        metafile: true,
        write: false,
        logLevel: 'silent',
      });
      assert.deepEqual(
        Object.keys(metafile.inputs).filter((input) => /node_modules\/@(aws-sdk|smithy)\//.test(input)),
        [],
      );
    }
  }).timeout(60_000);
});
