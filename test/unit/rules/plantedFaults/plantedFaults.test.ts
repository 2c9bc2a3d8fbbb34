import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyFileEdits } from '../../../../server/src/edits/fileEdit';
import { matrixJson } from '../../../../server/src/explain/matrixTables';
import { findingsOf } from '../../../../server/src/features/findings';
import { modelOf } from '../../../../server/src/features/model';
import { matrix } from '../../../../server/src/reachability/index';
import type { Finding } from '../../../../server/src/rules/rule';
import { defaultRuleSettings } from '../../../../server/src/rules/settings';
import type { Configuration } from '../../../../server/src/terraform/configuration';
import { fixtureRoot } from '../../../support/fixture';
import { configurationOf } from '../../../support/rules';
import { plantedFaults, type PlantedFault } from './faults';

type Texts = ReadonlyMap<string, string>;

/** Systems that work, with one fault each: it is found, where it is, by the rule that is meant for it, and can be mended. */
describe('a fault in a system that works', () => {
  for (const fault of plantedFaults)
    it(`is found: ${fault.name}`, async () => {
      const healthy = systemTexts(fault.system);
      const broken = plant(fault, healthy);
      const [before, after] = [await configurationOf(healthy), await configurationOf(broken)];
      const known = new Set(findings(before).map(identity));
      const news = findings(after).filter((finding) => !known.has(identity(finding)));
      const here = news.filter((finding) => isAt(fault, finding, broken));
      assert.equal(here.length > 0, true, `only: ${news.map(identity).join('\n')}`);
      assert.equal(await isRestored(fault, here, broken, pairs(before)), true, 'no fix restores the matrix');
    }).timeout(30_000);
});

function systemTexts(folder: string): Texts {
  const names = readdirSync(folder).filter((name) => /\.(tf|tfvars)$/.test(name));
  return new Map(names.map((name) => [`${fixtureRoot}/${name}`, readFileSync(join(folder, name), 'utf8')]));
}

function plant({ file, after = '', take, put }: PlantedFault, healthy: Texts): Texts {
  const path = `${fixtureRoot}/${file}`;
  const text = healthy.get(path) ?? '';
  const at = text.indexOf(take, text.indexOf(after));
  assert.ok(at >= 0 && text.includes(after), `${file} has changed: there is no ${take}`);
  return new Map(healthy).set(path, text.slice(0, at) + put + text.slice(at + take.length));
}

function findings(configuration: Configuration): readonly Finding[] {
  return findingsOf(configuration, defaultRuleSettings);
}

/** Without the line, which moves with what is planted above it. */
function identity({ rule, file, message }: Finding): string {
  return `${rule} ${file} ${message}`;
}

function isAt({ rule, at, file, atFile = file }: PlantedFault, finding: Finding, broken: Texts): boolean {
  const line = broken.get(finding.file)?.split('\n')[finding.range.start.line] ?? '';
  return finding.rule === rule && finding.file === `${fixtureRoot}/${atFile}` && line.includes(at);
}

/** Whether one of the fixes brings back who could reach whom; `true` where none is promised. */
async function isRestored(
  { restored }: PlantedFault,
  found: readonly Finding[],
  broken: Texts,
  goal: string,
): Promise<boolean> {
  if (!restored) return true;
  for (const fix of found.flatMap((finding) => finding.fixes())) {
    const mended = new Map(
      [...broken].map(([path, text]) => [path, applyFileEdits(path, text, fix.edits)] as const),
    );
    if (pairs(await configurationOf(mended)) === goal) return true;
  }
  return false;
}

function pairs(configuration: Configuration): string {
  return matrixJson(matrix(modelOf(configuration).index(), undefined));
}
