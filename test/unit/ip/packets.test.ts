import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noAddresses, type AddressSet } from '../../../server/src/ip/addresses';
import {
  allPackets,
  includesPackets,
  intersectPackets,
  noPackets,
  normalisePackets,
  subtractPackets,
  unitePackets,
  type PacketBox,
  type PacketSet,
} from '../../../server/src/ip/packets';
import { has, rangesOf, type Ranges } from '../../../server/src/ip/ranges';

/** The oracle: every packet of a world with four values on each side. */
const side = 4;

const ranges: fc.Arbitrary<Ranges> = fc
  .array(fc.tuple(fc.nat(side), fc.nat(side)), { maxLength: 2 })
  .map((pairs) => rangesOf(pairs));
const addresses: fc.Arbitrary<AddressSet> = ranges.map((v4) => ({ ...noAddresses, v4 }));
const box: fc.Arbitrary<PacketBox> = fc.record({
  source: addresses,
  destination: addresses,
  traffic: ranges,
  clientPorts: ranges,
});
const packets: fc.Arbitrary<PacketSet> = fc.array(box, { maxLength: 4 });

function members(set: PacketSet): ReadonlySet<number> {
  const all = new Set<number>();
  for (let packet = 0; packet < side ** 4; packet += 1) {
    const values = [
      packet % side,
      Math.floor(packet / side) % side,
      Math.floor(packet / side ** 2) % side,
      Math.floor(packet / side ** 3),
    ];
    const [source = 0, destination = 0, traffic = 0, port = 0] = values;
    const isIn = set.some(
      (one) =>
        has(one.source.v4, source) &&
        has(one.destination.v4, destination) &&
        has(one.traffic, traffic) &&
        has(one.clientPorts, port),
    );
    if (isIn) all.add(packet);
  }
  return all;
}

describe('sets of packets', () => {
  it('are what counting every packet says', () => {
    fc.assert(
      fc.property(packets, packets, (a, b) => {
        const [x, y] = [members(a), members(b)];
        const both = [...x].filter((packet) => y.has(packet));
        assert.deepEqual(
          members(unitePackets(a, b)),
          new Set([...x, ...y].sort((one, other) => one - other)),
        );
        assert.deepEqual([...members(intersectPackets(a, b))], both);
        assert.deepEqual(
          [...members(subtractPackets(a, b))],
          [...x].filter((packet) => !y.has(packet)),
        );
        assert.equal(includesPackets(a, b), both.length === y.size);
        assert.equal(noPackets(a), x.size === 0);
      }),
      { numRuns: 500 },
    );
  });

  it('have boxes apart from each other once they are normalised', () => {
    fc.assert(
      fc.property(packets, (set) => {
        const normal = normalisePackets(set);
        const count = normal.reduce((sum, one) => sum + members([one]).size, 0);
        assert.equal(count, members(set).size);
      }),
      { numRuns: 500 },
    );
  });

  it('become one box where they differ on one side only', () => {
    const one: PacketBox = {
      source: { ...noAddresses, v4: [0, 4] },
      destination: { ...noAddresses, v4: [0, 4] },
      traffic: [0, 1],
      clientPorts: [0, 4],
    };
    const merged = normalisePackets([one, { ...one, traffic: [1, 2] }, { ...one, traffic: [2, 3] }]);
    assert.deepEqual(merged, [{ ...one, traffic: [0, 3] }]);
  });

  it('know everything', () => {
    assert.equal(noPackets(subtractPackets(allPackets, allPackets)), true);
    assert.equal(noPackets(allPackets), false);
  });
});
