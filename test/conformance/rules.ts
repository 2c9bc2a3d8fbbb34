/**
 * `npm run conformance:rules`: gives the example that fails of every rule whose findings are errors to the real Terraform
 * and AWS provider, which validate, plan and apply it against a local moto, and records in `rules.json` which of these
 * refuses it, for the rules' pages in the manual. moto takes much that AWS refuses: `nothing` is no promise of AWS's.
 * Also holds every example, and every text that a fix makes of one, to what `terraform fmt` prints. Ids of rules as arguments
 * keep the others as they were recorded. Needs `terraform` and `moto_server`, as `npm run conformance` does.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Refusal } from '../../scripts/docs/refusals';
import { readRefusals } from '../../scripts/docs/refusals';
import { readRuleExamples } from '../../scripts/docs/ruleExamples';
import { applyFileEdits } from '../../server/src/edits/fileEdit';
import { rules } from '../../server/src/rules/index';
import { fixtureRoot } from '../support/fixture';
import { findingsIn } from '../support/rules';
import { withMoto, type Moto } from './moto';

const top = join(__dirname, '../..');
const names = process.argv.slice(2);
const runFile = promisify(execFile);

void main();

async function main(): Promise<void> {
  const examples = readRuleExamples(top);
  const unformatted = await unformattedTexts();
  for (const text of unformatted) console.log(`not as terraform fmt prints it: ${text}`);
  const errors = rules.filter((rule) => rule.severity === 'error' && examples.has(rule.id));
  const recorded = new Map(readRefusals(top));
  const work = mkdtempSync(join(tmpdir(), 'conformance-rules-'));
  try {
    const folder = join(work, 'example');
    mkdirSync(folder);
    await withMoto(async (moto) => {
      writeFileSync(join(folder, 'provider.tf'), moto.provider);
      const { error } = await terraform(folder, moto, 'init', '-input=false', '-no-color');
      if (error !== undefined) throw new Error(error);
      for (const { id } of errors) {
        if (names.length > 0 && !names.includes(id)) continue;
        const refusal = await refusalOf(folder, examples.get(id)?.fails ?? '', moto);
        // A provider that does not know the resource yet has no say.
        if (refusal === undefined || refusal.says.startsWith('Invalid resource type')) continue;
        recorded.set(id, refusal);
        write(recorded);
        console.log(`${id}: ${refusal.at}${refusal.says === '' ? '' : `: ${refusal.says}`}`);
      }
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  process.exitCode = unformatted.length > 0 ? 1 : 0;
}

function write(recorded: ReadonlyMap<string, Refusal>): void {
  const sorted = Object.fromEntries([...recorded].sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(__dirname, 'rules.json'), `${JSON.stringify(sorted, undefined, 1)}\n`);
}

/**
 * Which of Terraform's steps refuses a text; undefined where that did not come out. The folder is initialized, and is left
 * without state.
 */
async function refusalOf(folder: string, text: string, moto: Moto): Promise<Refusal | undefined> {
  for (const name of readdirSync(folder)) if (name.includes('tfstate')) rmSync(join(folder, name));
  writeFileSync(join(folder, 'main.tf'), text);
  const applied = await terraform(folder, moto, 'apply', '-input=false', '-no-color', '-auto-approve');
  if (applied.error === undefined) return { at: 'nothing', says: '' };
  // Killed, since it took too long: that says nothing.
  if (applied.error === '') return undefined;
  const validated = await terraform(folder, moto, 'validate', '-no-color');
  if (validated.error !== undefined) return { at: 'validate', says: firstError(validated.error) };
  // It says what it is about to do once the plan is made; or what it would have done, had it not found an error.
  const isPlanned = applied.out.includes('Plan: ') && !applied.out.includes('but then encountered a problem');
  const at = isPlanned ? 'apply' : 'plan';
  return { at, says: firstError(applied.error) };
}

/** What a run of Terraform prints, and the errors where it fails. */
async function terraform(
  folder: string,
  moto: Moto,
  ...args: readonly string[]
): Promise<{ readonly out: string; readonly error: string | undefined }> {
  const options = { cwd: folder, encoding: 'utf8', env: moto.environment, timeout: 300_000 } as const;
  return runFile('terraform', [...args], options).then(
    ({ stdout }) => ({ out: stdout, error: undefined }),
    (error: unknown) => {
      const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
      return { out: stdout ?? '', error: stderr ?? String(error) };
    },
  );
}

/** The heading of the first error, and the sentence below it, without places and ids that differ each time. */
function firstError(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^[│╷╵├─\s]+/, '').trim());
  const start = lines.findIndex((line) => line.startsWith('Error: '));
  const heading = (lines[start] ?? '').replace('Error: ', '');
  const rest = lines
    .slice(start + 1)
    .filter((line) => line !== '' && !/^(with|on) .*[,:]$/.test(line) && !/^\d+:/.test(line));
  const detail = heading.endsWith(':') || heading.length < 60 ? ` ${rest.slice(0, 2).join(' ')}` : '';
  return `${heading}${detail}`
    .replace(/\((?:sg|acl|vpc|subnet|pl|rtb)-[0-9a-f]+\)/g, '(…)')
    .replace(/\b(sg|acl|vpc|subnet|eni|pl|rtb)-[0-9a-f]{6,}/g, '$1-…')
    .replace(/, https response error StatusCode: \d+, RequestID:(?: [^,]*,?)?/g, '')
    .trim();
}

/** Examples, and what fixes make of them, that `terraform fmt` would print otherwise. */
async function unformattedTexts(): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [id, { fails, passes }] of readRuleExamples(top)) {
    if (!isFormatted(fails)) wrong.push(`${id}.fails.tf`);
    if (!isFormatted(passes)) wrong.push(`${id}.passes.tf`);
    const rule = rules.find((one) => one.id === id);
    const file = `${fixtureRoot}/main.tf`;
    const [finding] = rule === undefined ? [] : await findingsIn(rule, new Map([[file, fails]]));
    for (const fix of finding?.fixes() ?? [])
      if (!isFormatted(applyFileEdits(file, fails, fix.edits))) wrong.push(`${id}, ${fix.title}`);
  }
  return wrong;
}

function isFormatted(text: string): boolean {
  const { stdout } = spawnSync('terraform', ['fmt', '-no-color', '-'], { input: text, encoding: 'utf8' });
  return stdout === text;
}
