import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeLenses } from '../../server/src/features/codeLenses';
import { findingsOf } from '../../server/src/features/findings';
import { hoverAt } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlayHints';
import { modelOf } from '../../server/src/features/model';
import { networkFromConfiguration } from '../../server/src/network/fromTerraform';
import { loadParser } from '../../server/src/syntax/load';
import { defaultRuleSettings } from '../../server/src/rules/settings';
import type { Configuration } from '../../server/src/terraform/configuration';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { comparePositions, type Position, type Range } from '../../server/src/util/text';
import { memoryFiles } from '../support/memoryFiles';
import type { Dice } from '../support/randomNetwork/dice';
import { askAround } from './asking';
import type { Fuzzer } from './fuzzer';
import { cut } from './mutations';

/** Terraform code with lines lost, doubled, moved and cut: its network, and what an editor shows of it. */
export async function codeFuzzers(): Promise<readonly Fuzzer[]> {
  const parser = await loadParser();
  const systems = join(__dirname, '../fixtures/systems');
  const roots = readdirSync(systems).map((name) => join(systems, name));
  return [
    {
      name: 'code-mutated',
      round: (dice) => {
        const files = memoryFiles(mutateRoot(dice, dice.pick(roots)));
        const { configuration } = evaluateRoot({ root: '/root', files, parser });
        return askAround(dice, networkFromConfiguration(configuration));
      },
    },
    {
      name: 'code-in-an-editor',
      round: (dice) => {
        const texts = mutateRoot(dice, dice.pick(roots));
        const { configuration } = evaluateRoot({ root: '/root', files: memoryFiles(texts), parser });
        return lookAround(dice, configuration, texts);
      },
    },
  ];
}

/** Whatever the code is: each finding has a place in it, each fix changes it where it is, and nothing throws. */
function lookAround(dice: Dice, configuration: Configuration, texts: ReadonlyMap<string, string>): number {
  const findings = findingsOf(configuration, defaultRuleSettings);
  for (const { rule, file, range, fixes } of findings) {
    assert.ok(isWithin(texts.get(file), range), `${rule} at ${file} ${JSON.stringify(range)}`);
    for (const { title, edits } of fixes())
      for (const edit of edits)
        assert.ok(isWithin(texts.get(edit.file), edit.range), `${rule}: ${title} at ${JSON.stringify(edit)}`);
  }
  const model = modelOf(configuration);
  for (const file of configuration.files) {
    codeLenses(model, file.path, (path) => path);
    inlayHints(file, { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } });
    const lines = (texts.get(file.path) ?? '').split('\n');
    for (let each = 0; each < hoversPerFile; each += 1) {
      const line = dice.below(lines.length);
      const character = dice.below((lines[line]?.length ?? 0) + 1);
      hoverAt([model], { path: file.path, position: { line, character } });
    }
  }
  return findings.length + configuration.files.length * hoversPerFile;
}

const hoversPerFile = 10;

function isWithin(text: string | undefined, { start, end }: Range): boolean {
  // A whole line ends where the next one begins, also where the text ends without a line break.
  const lines = text === undefined ? undefined : `${text}\n`.split('\n');
  const isPlace = ({ line, character }: Position): boolean =>
    lines !== undefined && character >= 0 && character <= (lines[line]?.length ?? -1);
  return isPlace(start) && isPlace(end) && comparePositions(start, end) <= 0;
}

function mutateRoot(dice: Dice, root: string): ReadonlyMap<string, string> {
  return new Map(readRoot(root).map(([name, text]) => [`/root/${name}`, mutateText(dice, text)]));
}

function readRoot(root: string): readonly (readonly [name: string, text: string])[] {
  return readdirSync(root)
    .filter((name) => /\.(tf|tf\.json|tfvars)$/.test(name))
    .map((name) => [name, readFileSync(join(root, name), 'utf8')] as const);
}

function mutateText(dice: Dice, text: string): string {
  if (dice.chance(5)) return cut(dice, text);
  const percent = dice.pick([1, 4]);
  const lines = text.split('\n');
  return lines
    .flatMap((line) => {
      if (!dice.chance(percent)) return [line];
      return dice.pick<readonly string[]>([
        [],
        [line, line],
        [dice.pick(lines)],
        [cut(dice, `${line} `)],
        [line.replace(/"[^"]*"/, '"10.0.0.77/16"')],
        [line.replace(/\w+\.\w+/, dice.pick(lines).trim())],
        [line.replace(/=.*/, '= null')],
        [line.replace(/=.*/, '= var.nobody')],
        ['}'],
        ['{'],
      ]);
    })
    .join('\n');
}
