import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { networkFromSnapshot, type SnapshotFile } from '../../server/src/network/fromAws';
import type { Dice } from '../support/randomNetwork/dice';
import { readSnapshotFolder } from '../support/snapshots';
import { askAround, verdictsOf } from './asking';
import type { Fuzzer } from './fuzzer';
import { cut, mutateJson, type Json } from './mutations';

const folders = listFolders();

function listFolders(): readonly string[] {
  const recorded = join(__dirname, '../agreement/recorded');
  const systems = existsSync(recorded) ? readdirSync(recorded) : [];
  return [
    join(__dirname, '../../examples/snapshot-three-tier'),
    ...systems.map((name) => join(recorded, name, 'snapshot')).filter((folder) => existsSync(folder)),
  ];
}

const snapshots = new Map<string, readonly SnapshotFile[]>();

function pickSnapshot(dice: Dice): readonly SnapshotFile[] {
  const folder = dice.pick(folders);
  let files = snapshots.get(folder);
  if (files === undefined) snapshots.set(folder, (files = readSnapshotFolder(folder)));
  return files;
}

/** Snapshots that are not whole, and snapshots that make no sense. */
export const snapshotFuzzers: readonly Fuzzer[] = [
  {
    name: 'snapshots-that-lack',
    round: (dice) => {
      const files = pickSnapshot(dice);
      const left = files.flatMap(({ path, text }) =>
        dice.chance(30) ? [] : [{ path, text: dice.chance(10) ? cut(dice, text) : text }],
      );
      const truth = networkFromSnapshot(files, { assumeDefaults: false });
      const known = networkFromSnapshot(left, { assumeDefaults: false });
      const verdicts = verdictsOf(dice, truth, known, 8);
      for (const one of verdicts) {
        const isHeld = one.known === 'unknown' || one.truth === 'unknown' || one.known === one.truth;
        const names = files.filter(
          ({ path, text }) => !left.some((own) => own.path === path && own.text === text),
        );
        const lost = names.map(({ path }) => path).join(', ');
        if (!isHeld) throw new Error(`${one.pair} is ${one.truth}, and ${one.known} without ${lost}`);
      }
      return verdicts.length;
    },
  },
  {
    name: 'snapshots-mutated',
    round: (dice) => {
      const percent = dice.pick([0.2, 1, 4]);
      const files = pickSnapshot(dice).map(({ path, text }) => ({
        path,
        text: JSON.stringify(mutateJson(dice, JSON.parse(text) as Json, percent)),
      }));
      return askAround(dice, networkFromSnapshot(files, { assumeDefaults: dice.chance(50) }));
    },
  },
];
