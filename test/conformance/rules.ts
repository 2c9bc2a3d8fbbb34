/**
 * `npm run conformance:rules`: gives the example that fails of every rule whose findings are errors to the real Terraform
 * and AWS provider, which validate, plan and apply it against a local moto, and records in `rules.json` which of these
 * refuses it, for the rules' pages in the manual. moto takes much that AWS refuses: `nothing` is no promise of AWS's.
 * Also holds every example, and every text that a fix makes of one, to what `terraform fmt` prints. Ids of rules as arguments
 * keep the others as they were recorded. Needs `terraform` and `moto_server`, as `npm run conformance` does.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    await withMoto(async (moto) => {
      for (const { id } of errors) {
        if (names.length > 0 && !names.includes(id)) continue;
        const refusal = await refusalOf(join(work, id), examples.get(id)?.fails ?? '', moto);
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

/** Which of Terraform's commands refuses a text. */
async function refusalOf(folder: string, text: string, moto: Moto): Promise<Refusal> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.tf'), text);
  writeFileSync(join(folder, 'provider.tf'), moto.provider);
  const options = { cwd: folder, encoding: 'utf8', env: moto.environment(folder) } as const;
  await runFile('terraform', ['init', '-input=false', '-no-color'], options);
  const steps: readonly (readonly [Refusal['at'], readonly string[]])[] = [
    ['validate', ['validate', '-no-color']],
    ['plan', ['plan', '-input=false', '-no-color', '-lock=false']],
    ['apply', ['apply', '-input=false', '-no-color', '-auto-approve']],
  ];
  for (const [at, args] of steps) {
    const said = await runFile('terraform', [...args], { ...options, timeout: 180_000 }).then(
      () => undefined,
      (error: unknown) => String((error as { readonly stderr?: unknown }).stderr ?? error),
    );
    if (said !== undefined) return { at, says: firstError(said) };
  }
  return { at: 'nothing', says: '' };
}

/** The heading of the first error, and the sentence below it, without places and ids that differ each time. */
function firstError(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^[│╷╵]\s?/, '').trim());
  const start = lines.findIndex((line) => line.startsWith('Error: '));
  const heading = (lines[start] ?? '').replace('Error: ', '');
  const rest = lines
    .slice(start + 1)
    .filter((line) => line !== '' && !/^(with|on) .*[,:]$/.test(line) && !/^\d+:/.test(line));
  const detail = heading.endsWith(':') || heading.length < 60 ? ` ${rest.slice(0, 2).join(' ')}` : '';
  return `${heading}${detail}`
    .replace(/\((?:sg|acl|vpc|subnet|pl)-[0-9a-f]+\)/g, '(…)')
    .replace(/\b(sg|acl|vpc|subnet|eni|pl)-[0-9a-f]{6,}/g, '$1-…')
    .replace(/RequestID: [0-9a-zA-Z-]+/g, 'RequestID: …')
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
