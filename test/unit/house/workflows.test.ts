import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '../../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n');
const { version, scripts, devDependencies } = JSON.parse(read('package.json')) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

interface Step {
  readonly run?: string;
  readonly uses?: string;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly steps: readonly Step[];
        readonly if?: string;
        readonly needs?: string;
        readonly environment?: string;
      }
    >
  >;
}

const folder = '.github/workflows';
const workflows = new Map(
  readdirSync(join(root, folder)).map((name) => [name, parse(read(`${folder}/${name}`)) as Workflow]),
);
const steps = [...workflows.values()].flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));
const commands = steps.flatMap(({ run = '' }) => run.split('\n')).filter((line) => line !== '');

describe('the workflows', () => {
  it('call scripts and programs that are there', () => {
    const missing = commands.flatMap((command) => {
      const script = /\bnpm run ([\w:-]+)/.exec(command)?.[1];
      const program = /\bnpx (\S+)/.exec(command)?.[1];
      const file = /^(\.ci\/\S+)/.exec(command)?.[1];
      const isThere =
        (script === undefined || script in scripts) &&
        (program === undefined || program in devDependencies || `@vscode/${program}` in devDependencies) &&
        (file === undefined || existsSync(join(root, file)));
      return isThere ? [] : [command];
    });
    assert.ok(commands.length > 10);
    assert.deepEqual(missing, []);
  });

  it('may read the repository, and nothing else unless a job says so', () => {
    for (const { permissions } of workflows.values()) assert.deepEqual(permissions, { contents: 'read' });
  });

  it('publish for a tag only, what was packed and tested before, where somebody approves it', () => {
    const { publish } = workflows.get('release.yml')?.jobs ?? {};
    assert.equal(publish?.if, "startsWith(github.ref, 'refs/tags/')");
    assert.equal(publish.needs, 'package');
    assert.equal(publish.environment, 'release');
    const elsewhere = steps.filter((step) => !publish.steps.includes(step));
    const publishing = elsewhere.filter(({ run = '' }) => /publish/.test(run) && !run.includes('--dry-run'));
    assert.deepEqual(publishing, []);
  });
});

describe('a release', () => {
  it('has its section in the changelog, the first one', () => {
    assert.equal(/^## (.+)$/m.exec(read('CHANGELOG.md'))?.[1], version);
  });

  it('keeps what no program may be without: a licence and the notices of others', () => {
    assert.match(read('LICENSE'), /Apache License/);
    for (const list of ['.vscodeignore', '.npmignore'])
      assert.match(read(list), /^!\/?dist\/ThirdPartyNotices\.txt$/m, list);
  });
});
