import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addressSet,
  addressSetCidrs,
  allAddresses,
  countAddresses,
  firstAddress,
  formatAddressSet,
  hasAddress,
  includesAddresses,
  noAddressIn,
  noAddresses,
  ofFamily,
  sameAddresses,
  subtractAddresses,
  uniteAddresses,
} from '../../../server/src/ip/addresses';
import { cidrOf, formatCidr, parseCidr, type Cidr } from '../../../server/src/ip/cidr';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  assert.ok(parsed.kind === 'cidr', text);
  return parsed.cidr;
}

const set = (...texts: string[]) => addressSet(texts.map(cidr));

describe('sets of addresses', () => {
  it('keep the families apart', () => {
    const both = set('10.0.0.0/8', '2001:db8::/32');
    assert.deepEqual(ofFamily(both, 4), set('10.0.0.0/8'));
    assert.equal(hasAddress(both, 4, 0x0a010203n), true);
    assert.equal(hasAddress(both, 6, 0x0a010203n), false);
    assert.equal(includesAddresses(allAddresses, both), true);
  });

  it('join blocks that touch', () => {
    assert.deepEqual(set('10.0.0.0/25', '10.0.0.128/25'), set('10.0.0.0/24'));
  });

  it('are shown as blocks, single addresses, or ranges', () => {
    assert.equal(
      formatAddressSet(set('10.0.0.0/24', '10.1.0.7/32', '10.2.0.0/31', '10.2.0.2/32')),
      '10.0.0.0/24, 10.1.0.7, 10.2.0.0-10.2.0.2',
    );
    assert.equal(formatAddressSet(set('2001:db8::/64')), '2001:db8::/64');
    assert.equal(formatAddressSet(set('1.1.1.1/32', '1.1.1.3/32', '1.1.1.5/32'), 2), '1.1.1.1, 1.1.1.3, …');
    assert.equal(formatAddressSet(noAddresses), '');
  });

  it('have a first address and a count', () => {
    assert.deepEqual(firstAddress(set('10.0.0.0/24', '9.0.0.4/32')), cidr('9.0.0.4/32'));
    assert.deepEqual(firstAddress(set('::5/128')), cidr('::5/128'));
    assert.equal(firstAddress(noAddresses), undefined);
    assert.equal(countAddresses(set('10.0.0.0/24', '::/64')), 256n + 2n ** 64n);
    assert.equal(noAddressIn(subtractAddresses(set('10.0.0.0/8'), set('0.0.0.0/0'))), true);
  });

  const block = fc.oneof(
    fc.tuple(fc.constant(4 as const), fc.bigInt(0n, 2n ** 32n - 1n), fc.nat(32)),
    fc.tuple(fc.constant(6 as const), fc.bigInt(0n, 2n ** 128n - 1n), fc.nat(128)),
  );

  it('are made of the blocks that they say they are', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const made = addressSet(blocks.map(([family, address, length]) => cidrOf(family, address, length)));
        const again = addressSet(addressSetCidrs(made));
        assert.ok(sameAddresses(made, again), addressSetCidrs(made).map(formatCidr).join());
      }),
    );
  });

  it('cut and joined again are the same', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), fc.array(block, { maxLength: 4 }), (left, right) => {
        const of = (blocks: typeof left) =>
          addressSet(blocks.map(([family, address, length]) => cidrOf(family, address, length)));
        const [a, b] = [of(left), of(right)];
        const cut = subtractAddresses(a, b);
        assert.ok(sameAddresses(uniteAddresses(cut, b), uniteAddresses(a, b)));
        assert.equal(countAddresses(uniteAddresses(a, b)), countAddresses(cut) + countAddresses(b));
      }),
    );
  });
});
