import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noPackets } from '../../../../server/src/ip/packets';
import {
  allowedBy,
  aclList,
  decidedBy,
  everywhere,
  spaceOf,
} from '../../../../server/src/rules/networkAcls/aclLists';
import { allTraffic } from '../../../../server/src/ip/traffic';
import { acl, ingress } from '../../../support/networkAcls';
import { configurationOf } from '../../../support/rules';
import { fixtureRoot } from '../../../support/fixture';

interface Entry {
  readonly number: number;
  readonly action: 'allow' | 'deny';
  readonly from: number;
  readonly to: number;
  /** The block 10.0.0.x/length, of four addresses in all. */
  readonly first: number;
  readonly length: number;
}

const entries: fc.Arbitrary<readonly Entry[]> = fc
  .uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 20 }),
      action: fc.constantFrom('allow' as const, 'deny' as const),
      from: fc.integer({ min: 0, max: 3 }),
      size: fc.integer({ min: 0, max: 3 }),
      address: fc.integer({ min: 0, max: 3 }),
      length: fc.integer({ min: 30, max: 32 }),
    }),
    { selector: (entry) => entry.number, maxLength: 6 },
  )
  .map((all) =>
    all.map(({ number, action, from, size, address, length }) => {
      const block = 2 ** (32 - length);
      return { number, action, from, to: from + size, first: Math.floor(address / block) * block, length };
    }),
  );

/** The entry that decides over one packet, looked for as AWS's documentation says: by number, the first that matches. */
function deciding(all: readonly Entry[], address: number, port: number): Entry | undefined {
  return [...all]
    .sort((a, b) => a.number - b.number)
    .find(
      ({ first, length, from, to }) =>
        first <= address && address < first + 2 ** (32 - length) && from <= port && port <= to,
    );
}

const packets = [0, 1, 2, 3].flatMap((address) => [0, 1, 2, 3, 4, 5, 6].map((port) => ({ address, port })));

describe('the lists of an ACL', () => {
  it('decide each packet as the first entry that matches it does, whatever the order in the text', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        const text = acl(
          ...all.map(({ number, action, from, to, first, length }) =>
            ingress(number, action, 'tcp', `${from}-${to}`, `10.0.0.${first}/${length}`),
          ),
        );
        const configuration = await configurationOf(new Map([[`${fixtureRoot}/main.tf`, text]]));
        const list = aclList(configuration, 'aws_network_acl.main', 'ingress');
        assert.ok(list?.complete);
        const deciders = packets.map(({ address, port }) => deciding(all, address, port));
        for (const one of list.known) {
          const decides = deciders.some((decider) => decider?.number === one.number);
          assert.equal(!noPackets(decidedBy(list, one)), decides);
        }
        const anything = allowedBy(list, [spaceOf(everywhere(4), allTraffic)]);
        assert.equal(
          !noPackets(anything),
          deciders.some((decider) => decider?.action === 'allow'),
        );
      }),
      { numRuns: 60 },
    );
  });
});
