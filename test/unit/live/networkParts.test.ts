import assert from 'node:assert/strict';
import { assemble, partsOf, restOf, type NetworkPart } from '../../../server/src/live/networkParts';
import { networkFromSnapshot } from '../../../server/src/network/fromAws';
import { readSnapshotFolder } from '../../support/snapshots';

const network = networkFromSnapshot(readSnapshotFolder('examples/snapshot-three-tier'), {
  assumeDefaults: false,
});

/** How much a part holds: its components, and the members of their lists. */
function weight({ components }: NetworkPart): number {
  const lists = components.flatMap((one) => Object.values(one as object).filter(Array.isArray));
  return components.length + lists.reduce((sum, list) => sum + list.length, 0);
}

describe('a network in parts', () => {
  for (const size of [1, 10, 250]) {
    it(`of ${size} is the same network when they are put together`, () => {
      const { add, finish } = assemble();
      for (const part of partsOf(network, size)) add(structuredClone(part));
      assert.deepEqual(finish(structuredClone(restOf(network))), network);
    });
  }

  it('has none that is larger than asked for, but for its last component', () => {
    for (const part of partsOf(network, 10)) {
      const allButLast = { ...part, components: part.components.slice(0, -1) };
      assert.ok(weight(allButLast) < 10, `${part.kind} ${weight(part)}`);
    }
  });
});
