/**
 * Asks a real `terraform console` for every expression of expressions.txt, and writes what it prints, or that it
 * refuses, to expressions.json. Needs terraform 1.11 on the path; takes about a minute.
 *
 *     npm run conformance:record-expressions
 *
 * One process for each expression: an error ends a console that does not talk to a terminal. Expressions of several
 * lines, which such a console can not read, go through a local value.
 */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const expressions = readExpressions(readFileSync(path.join(here, 'expressions.txt'), 'utf8'));
const version = JSON.parse(
  execFileSync('terraform', ['version', '-json'], { encoding: 'utf8' }),
).terraform_version;
const results = new Array(expressions.length);
let next = 0;
await Promise.all(Array.from({ length: availableParallelism() }, work));
const refused = results.filter((result) => 'error' in result).length;
writeFileSync(
  path.join(here, 'expressions.json'),
  `${JSON.stringify({ terraform: version, results }, null, 2)}\n`,
);
console.log(`${results.length} expressions, ${refused} of them refused, by terraform ${version}`);

function readExpressions(text) {
  const found = [];
  let block;
  for (const line of text.split('\n')) {
    if (line === '---') {
      if (block) found.push(block.join('\n'));
      block = block ? undefined : [];
    } else if (block) block.push(line);
    else if (line !== '' && !line.startsWith('#')) found.push(line);
  }
  return found;
}

async function work() {
  const folder = mkdtempSync(path.join(tmpdir(), 'expressions-'));
  cpSync(path.join(here, 'expression-files'), folder, { recursive: true });
  const configuration = path.join(folder, '.terraformrc');
  writeFileSync(configuration, '');
  const options = {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: configuration },
  };
  execFileSync('terraform', ['init'], options);
  while (next < expressions.length) {
    const index = next++;
    results[index] = await ask(expressions[index], folder, options);
  }
  rmSync(folder, { recursive: true });
}

async function ask(expression, folder, options) {
  const extra = path.join(folder, 'expression.tf');
  const many = expression.includes('\n');
  if (many) writeFileSync(extra, `locals {\n  expression = ${expression}\n}\n`);
  const result = await run(many ? 'local.expression' : expression, options);
  if (many) rmSync(extra);
  return { expression, ...result };
}

function run(line, options) {
  return new Promise((resolve) => {
    const child = execFile('terraform', ['console', '-no-color'], options, (error, stdout, stderr) => {
      resolve(
        error
          ? { error: stderr.replace(/[│╷╵]/g, '').replace(/\s+/g, ' ').trim() }
          : { prints: stdout.replace(/\n$/, '') },
      );
    });
    child.stdin.end(`${line}\n`);
  });
}
