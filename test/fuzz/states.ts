import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { networkFromConfiguration } from '../../server/src/network/fromTerraform';
import { readStateFile } from '../../server/src/terraform/state';
import { configurationFromState } from '../../server/src/terraform/state/toConfiguration';
import type { Dice } from '../support/randomNetwork/dice';
import { askAround } from './asking';
import type { Fuzzer } from './fuzzer';
import { cut, mutateJson, type Json } from './mutations';

const files = listFiles();

/** States that Terraform wrote, and plans. */
function listFiles(): readonly string[] {
  const recorded = join(__dirname, '../agreement/recorded');
  const plans = join(__dirname, '../conformance/plans');
  const systems = existsSync(recorded) ? readdirSync(recorded) : [];
  return [
    ...systems.map((name) => join(recorded, name, 'state.json')),
    ...(existsSync(plans) ? readdirSync(plans).map((name) => join(plans, name)) : []),
  ].filter((file) => file.endsWith('.json') && existsSync(file));
}

/** State and plan files that are cut off, or make no sense. */
export const stateFuzzers: readonly Fuzzer[] = [
  {
    name: 'states-cut',
    round: (dice) => read(dice, cut(dice, readFileSync(dice.pick(files), 'utf8'))),
  },
  {
    name: 'states-mutated',
    round: (dice) => {
      const state = JSON.parse(readFileSync(dice.pick(files), 'utf8')) as Json;
      return read(dice, JSON.stringify(mutateJson(dice, state, dice.pick([0.05, 0.3, 2]))));
    },
  },
];

function read(dice: Dice, text: string): number {
  return askAround(dice, networkFromConfiguration(configurationFromState(readStateFile(text))));
}
