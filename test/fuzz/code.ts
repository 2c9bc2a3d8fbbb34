import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkFromConfiguration } from '../../server/src/network/fromTerraform';
import { loadParser } from '../../server/src/syntax/load';
import { evaluateRoot } from '../../server/src/terraform/evaluateRoot';
import { memoryFiles } from '../support/memoryFiles';
import type { Dice } from '../support/randomNetwork/dice';
import { askAround } from './asking';
import type { Fuzzer } from './fuzzer';
import { cut } from './mutations';

/** Terraform code with lines lost, doubled, moved and cut. */
export async function codeFuzzers(): Promise<readonly Fuzzer[]> {
  const parser = await loadParser();
  const systems = join(__dirname, '../fixtures/systems');
  const roots = readdirSync(systems).map((name) => join(systems, name));
  return [
    {
      name: 'code-mutated',
      round: (dice) => {
        const files = new Map(
          readRoot(dice.pick(roots)).map(([name, text]) => [`/root/${name}`, mutateText(dice, text)]),
        );
        const { configuration } = evaluateRoot({ root: '/root', files: memoryFiles(files), parser });
        return askAround(dice, networkFromConfiguration(configuration));
      },
    },
  ];
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
