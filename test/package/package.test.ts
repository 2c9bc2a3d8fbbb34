/** What `npm run package` has made: the extension's package and the command line's, as people get them. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const root = resolve(__dirname, '../..');
const tarball = join(root, 'reachable.tgz');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
};

/** Machine code of one system. */
const native = /\.(?:node|so|dll|dylib|exe)$/;

describe('the package of the extension', () => {
  let files: readonly string[] = [];
  before(async () => {
    files = (await listFiles({ cwd: root, packageManager: PackageManager.None }))
      .map((file) => file.replaceAll('\\', '/'))
      .sort();
  });

  it('has what it needs, and nothing else', () => {
    const known =
      /^(?:package(?:\.nls)?\.json|README\.md|CHANGELOG\.md|LICENSE|(?:dist|images|syntaxes|walkthrough)\/[\w.-]+)$/;
    assert.deepEqual(
      files.filter((file) => !known.test(file)),
      [],
    );
    for (const file of [
      'client.js',
      'server.js',
      'aws.js',
      'cli.js',
      'webview.js',
      'webview.css',
      'ThirdPartyNotices.txt',
    ])
      assert.ok(files.includes(`dist/${file}`), file);
    assert.equal(files.filter((file) => file.endsWith('.wasm')).length, 2);
  });

  it('runs on every system: it has no native code', () => {
    assert.deepEqual(
      files.filter((file) => native.test(file)),
      [],
    );
  });
});

describe('the package of the command line', () => {
  let folder = '';
  before(function () {
    this.timeout(120_000);
    assert.ok(existsSync(tarball), 'npm run package makes it');
    folder = mkdtempSync(join(tmpdir(), 'reachable-package-'));
    const { status, stderr } = npm(
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--prefix',
      folder,
      tarball,
    );
    assert.equal(status, 0, stderr);
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** npm, in the folder; on Windows it is a script for the shell. */
  function npm(...args: readonly string[]): {
    readonly status: number | null;
    readonly out: string;
    readonly stderr: string;
  } {
    const shell = process.platform === 'win32';
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', shell });
    return { status, out: stdout, stderr };
  }

  const program = (): string => join(folder, 'node_modules/reachable/dist/cli.js');

  it('needs no other package', () => {
    const { status, out } = npm('ls', '--all', '--parseable', '--prefix', folder);
    assert.equal(status, 0);
    assert.equal(
      out
        .trim()
        .split(/\r?\n/)
        .filter((line) => line.includes('node_modules')).length,
      1,
    );
  });

  it('runs by npx, straight from the tarball', () => {
    const { status, out, stderr } = npm(
      'exec',
      '--yes',
      '--offline',
      `--package=${tarball}`,
      '--',
      'reachable',
      '--version',
    );
    assert.equal(status, 0, stderr);
    assert.equal(out.trim(), version);
  }).timeout(60_000);

  it('answers a question', () => {
    const question = [
      'why',
      join(root, 'examples/ecs-to-rds'),
      '--from',
      'aws_ecs_service.app',
      '--to',
      'aws_db_instance.main',
    ];
    const { status, stdout } = spawnSync(process.execPath, [program(), ...question], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stdout, /^BLOCKED\n/);
  }).timeout(60_000);

  it('has the part that reads accounts', () => {
    // Nobody answers at that address: what counts is that the answer is about the address.
    const asked = [
      'snapshot',
      '--endpoint-url',
      'http://127.0.0.1:9',
      '--region',
      'eu-west-1',
      '--out',
      join(folder, 'out'),
    ];
    const env = { ...process.env, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_MAX_ATTEMPTS: '1' };
    const { status, stderr } = spawnSync(process.execPath, [program(), ...asked], { encoding: 'utf8', env });
    assert.equal(status, 2);
    assert.match(stderr, /127\.0\.0\.1:9/);
  }).timeout(60_000);

  it('is a language server for other editors', async () => {
    const server = spawn(process.execPath, [program(), 'lsp', '--stdio']);
    const answer = new Promise<string>((done, fail) => {
      let text = '';
      server.stdout.on('data', (part: Buffer) => {
        text += part.toString();
        if (text.includes('"capabilities"')) done(text);
      });
      server.on('exit', (code) => fail(new Error(`It ended with ${code}: ${text}`)));
    });
    const request = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(request)}\r\n\r\n${request}`);
    try {
      assert.match(await answer, /"hoverProvider"/);
    } finally {
      server.removeAllListeners('exit');
      server.kill();
    }
  }).timeout(60_000);

  it('is told what it is made of', () => {
    const text = readFileSync(join(folder, 'node_modules/reachable/dist/ThirdPartyNotices.txt'), 'utf8');
    assert.match(text, /\ncommander \d/);
  });
});
