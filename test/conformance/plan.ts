/**
 * `npm run conformance`: plans every example and fixture with the real Terraform and AWS provider against a local moto,
 * records what it says under `plans/`, and compares every planned value with ours. Names as arguments keep the folders
 * that have one of them in theirs (`npm run conformance -- systems/bastion`). Needs `terraform` and `moto_server`;
 * where providers come from is said to it by TF_CLI_CONFIG_FILE. The unit tests compare with what was recorded.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadParser } from '../../server/src/syntax/load';
import type { SyntaxParser } from '../../server/src/syntax/parser';
import type { Evaluation } from '../../server/src/terraform/evaluateRoot';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import type { Type } from '../../server/src/terraform/type';
import { nodeDisk } from '../../server/src/workspace/diskFiles';
import { createDocuments } from '../../server/src/workspace/documents';
import type { RecordedPlan } from './comparePlan';
import { comparePlanned, givenVariables } from './comparePlanned';
import { withMoto, type Moto } from './moto';

const top = join(__dirname, '../..');
const names = process.argv.slice(2);
const folders = ['examples', 'test/fixtures/terraform', 'test/fixtures/systems']
  .flatMap(subfolders)
  .filter((folder) => names.length === 0 || names.some((name) => folder.includes(name)));

/** How many plans are made at the same time. */
const atOnce = 2;

const runFile = promisify(execFile);

void main();

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    process.exitCode = (await withMoto((moto) => compareAll(work, moto))) ? 1 : 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function compareAll(work: string, moto: Moto): Promise<boolean> {
  const parser = await loadParser();
  const left = [...folders];
  const results: boolean[] = [];
  const worker = async (): Promise<void> => {
    for (let folder = left.shift(); folder !== undefined; folder = left.shift())
      results.push(await compareFolder(folder, parser, work, moto));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results.includes(false);
}

/** Whether everything is equal. */
async function compareFolder(
  folder: string,
  parser: SyntaxParser,
  work: string,
  moto: Moto,
): Promise<boolean> {
  const root = join(top, folder);
  const name = folder.replaceAll('/', '_');
  const files = createDocuments(nodeDisk);
  const variables = missingVariables(evaluateRoot({ root, files, parser }));
  const plan = await record(join(work, name), folder, moto, variables).catch((error: unknown) => {
    console.log(`${folder}: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (plan === undefined) return false;
  writeFileSync(join(__dirname, 'plans', `${name}.json`), `${JSON.stringify(plan, undefined, 1)}\n`);
  const evaluation = evaluateRoot({ root, files, parser, given: givenVariables(plan) });
  const { equal, unknown, account, differences } = comparePlanned(evaluation, plan);
  const resources = Object.keys(plan.resources).length;
  console.log(
    `${folder}: ${resources} resources, ${equal} values equal, ${unknown} unknown to both, ${account} of the account, ${differences.length} different`,
  );
  for (const difference of differences) console.log(`  ${difference}`);
  return differences.length === 0;
}

/** Values for the variables that have none, so that there is a plan. */
function missingVariables({ configuration }: Evaluation): Record<string, string> {
  return Object.fromEntries(
    [...configuration.module.variables].flatMap(([name, value]) =>
      value.kind === 'unknown' && value.causes[0]?.value === `var.${name}`
        ? [[name, textOfType(value.type)]]
        : [],
    ),
  );
}

function textOfType(type: Type): string {
  switch (type.kind) {
    case 'bool':
      return 'true';
    case 'number':
      return '1';
    case 'list':
    case 'set':
      // Lists that nobody gives are mostly of blocks that may come in (RFC 5737 sets this one aside).
      return '["192.0.2.0/24"]';
    case 'map':
    case 'object':
      return '{}';
    default:
      return 'given-for-conformance';
  }
}

/** Plans a copy of a folder. */
async function record(
  copy: string,
  folder: string,
  moto: Moto,
  variables: Readonly<Record<string, string>>,
): Promise<RecordedPlan> {
  cpSync(join(top, folder), copy, { recursive: true, filter: (path) => !path.includes('/.terraform') });
  const env = moto.environment;
  const run = async (...args: string[]): Promise<string> =>
    (await runFile('terraform', args, { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 30, env })).stdout;
  await run('init', '-input=false', '-no-color');
  const given = Object.entries(variables).map(([name, text]) => `-var=${name}=${text}`);
  await run('plan', '-input=false', '-no-color', '-lock=false', '-out=conformance.plan', ...given);
  return reduce(folder, JSON.parse(await run('show', '-json', 'conformance.plan')) as PlanJson, variables);
}

/** https://developer.hashicorp.com/terraform/internals/json-format */
interface PlanJson {
  readonly terraform_version: string;
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: ChangeJson;
  }[];
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
}

interface ChangeJson {
  readonly after: unknown;
  readonly after_unknown: unknown;
}

function reduce(folder: string, plan: PlanJson, variables: Readonly<Record<string, string>>): RecordedPlan {
  const changes = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
  const values = ({ after, after_unknown: unknown }: ChangeJson): { after: unknown; unknown: unknown } => ({
    after,
    unknown,
  });
  return {
    folder,
    terraform: plan.terraform_version,
    provider: 'hashicorp/aws 5.100.0',
    variables,
    resources: Object.fromEntries(changes.map(({ address, change }) => [address, values(change)])),
    outputs: Object.fromEntries(
      Object.entries(plan.output_changes ?? {}).map(([name, change]) => [name, values(change)]),
    ),
  };
}

function subfolders(folder: string): string[] {
  const path = join(top, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() &&
        readdirSync(join(path, entry.name)).some((name) => /\.tf(\.json)?$/.test(name)),
    )
    .map((entry) => `${folder}/${entry.name}`);
}
