// npm run agreement -- [NAME …]: where terraform (which finds the AWS provider, by TF_CLI_CONFIG_FILE if need be) and moto are installed, applies
// every example and every system of the fixtures to a local moto, and records what Terraform's state and the EC2 API say
// then. test/unit/network/agreement.test.ts compares the three readings of each network: code, state, snapshot. A domain of
// OpenSearch takes ten minutes: the provider does not look for it earlier.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const project = path.join(here, '../..');
const recorded = path.join(here, 'recorded');

const folders = [path.join(project, 'examples'), path.join(project, 'test/fixtures/systems')].flatMap(
  (parent) =>
    readdirSync(parent)
      .map((name) => path.join(parent, name))
      .filter((folder) => readdirSync(folder).some((file) => /\.tf(\.json)?$/.test(file))),
);

/** Values for the variables that have none. */
const variables = {
  'not-told': {
    office_cidrs: '["198.51.100.0/24"]',
    with_reports: 'false',
    partner_group: 'sg-0123456789abcdef0',
  },
};

const wanted = process.argv.slice(2);
const chosen = folders.filter((folder) => wanted.length === 0 || wanted.includes(path.basename(folder)));
const atOnce = Number(process.env.AGREEMENT_PARALLEL ?? 2);
const failed = [];

const queue = [...chosen];
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) await record(folder);
  }),
);
console.log(`${chosen.length - failed.length} of ${chosen.length} systems recorded.`);
for (const line of failed) console.log(line);

async function record(folder) {
  // An example and a system may have one name.
  const name = folder.includes('/examples/') ? `example-${path.basename(folder)}` : path.basename(folder);
  const work = mkdtempSync(path.join(tmpdir(), `agreement-${name}-`));
  const port = await freePort();
  const server = path.join(here, 'moto_server.py');
  const moto = spawn('python3', [server, '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await answers(endpoint);
    await fetch(`${endpoint}/moto-api/seed?a=42`, { method: 'POST' });
    cpSync(folder, work, { recursive: true });
    const environment = {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      // What moto does not know answers 500, and is not worth asking for again.
      AWS_MAX_ATTEMPTS: '2',
      TF_IN_AUTOMATION: '1',
      TF_VAR_database_password: 'not-a-secret-1',
      ...Object.fromEntries(
        Object.entries(variables[name] ?? {}).map(([variable, value]) => [`TF_VAR_${variable}`, value]),
      ),
    };
    const run = (program, ...args) => capture(program, args, { cwd: work, env: environment });
    await run('terraform', 'init', '-input=false', '-no-color');
    // What moto refuses is missing in the state: the test has a list of that, with the reasons.
    await run('terraform', 'apply', '-input=false', '-no-color', '-auto-approve', '-parallelism=30').catch(
      (error) => console.log(`${name}: ${errorsOf(error.message)}`),
    );
    const state = JSON.parse(await run('terraform', 'show', '-json', '-no-color'));
    const target = path.join(recorded, name);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    writeFileSync(
      path.join(target, 'state.json'),
      `${JSON.stringify(withoutSecrets(state), undefined, 1)}\n`,
    );
    for (const region of regionsOf(state)) {
      await run('python3', path.join(here, 'dump.py'), path.join(target, 'snapshot', region), region);
    }
    console.log(`${name}: recorded`);
  } catch (error) {
    console.log(`${name}: not recorded: ${String(error.message).slice(-300)}`);
    failed.push(`${name}: ${String(error.message).slice(-600)}`);
  } finally {
    moto.kill();
    rmSync(work, { recursive: true, force: true });
  }
}

function errorsOf(text) {
  return [...new Set([...text.matchAll(/Error: .*/g)].map(([line]) => line))].join('\n  ');
}

/** Regions that occur in ARNs of the state. */
function regionsOf(state) {
  const found = new Set(
    [
      ...JSON.stringify(state).matchAll(
        /arn:aws:(?:ec2|rds|elasticloadbalancing|lambda):([a-z]{2}-[a-z]+-\d):/g,
      ),
    ].map((match) => match[1]),
  );
  return [...found].sort();
}

function withoutSecrets(state) {
  return JSON.parse(JSON.stringify(state).replaceAll('not-a-secret-1', 'secret'));
}

function capture(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, timeout: 1_000_000 });
    let out = '';
    let all = '';
    child.stdout.on('data', (data) => {
      out += data;
      all += data;
    });
    child.stderr.on('data', (data) => (all += data));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${program} ${args[0]}: ${all}`)),
    );
  });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answers(endpoint) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    try {
      await fetch(`${endpoint}/moto-api/`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  throw new Error('moto does not answer');
}
