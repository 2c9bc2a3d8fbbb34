import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cidrContains,
  cidrOf,
  cidrSize,
  cidrsOverlap,
  formatAddress,
  formatCidr,
  parseAddress,
  parseCidr,
  type Cidr,
} from '../../../server/src/ip/cidr';

function read(text: string): string {
  const parsed = parseCidr(text);
  if (parsed.kind === 'error') return parsed.message;
  return `${formatCidr(parsed.cidr)}${parsed.hostBits ? ' (host bits)' : ''}`;
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  assert.ok(parsed.kind === 'cidr', text);
  return parsed.cidr;
}

describe('CIDR blocks', () => {
  for (const [text, expected] of [
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['10.0.0.1/16', '10.0.0.0/16 (host bits)'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['::/0', '::/0'],
    ['2001:DB8:0:0:1::/64', '2001:db8::/64 (host bits)'],
    ['::ffff:10.0.0.1/128', '::ffff:a00:1/128'],
    ['10.0.0.0', '"10.0.0.0" has no prefix length, as in /24'],
    ['10.0.0.0/08', '"/08" is not a prefix length of IPv4: it goes from /0 to /32'],
    ['10.0.0.0/33', '"/33" is not a prefix length of IPv4: it goes from /0 to /32'],
    ['10.0.0.0/-1', '"/-1" is not a prefix length of IPv4: it goes from /0 to /32'],
    ['10.0.0.0/', '"/" is not a prefix length of IPv4: it goes from /0 to /32'],
    ['::/129', '"/129" is not a prefix length of IPv6: it goes from /0 to /128'],
    ['010.0.0.0/8', '"010.0.0.0/8" is not a CIDR block'],
    ['10.0.0/8', '"10.0.0/8" is not a CIDR block'],
    ['10.0.0.256/32', '"10.0.0.256/32" is not a CIDR block'],
    ['0x0a.0.0.0/8', '"0x0a.0.0.0/8" is not a CIDR block'],
    [' 10.0.0.0/8', '" 10.0.0.0/8" is not a CIDR block'],
    ['10.0.0.0/8/8', '"10.0.0.0/8/8" is not a CIDR block'],
    ['fe80::1%eth0/64', '"fe80::1%eth0/64" is not a CIDR block'],
    ['::ffff:010.0.0.1/128', '"::ffff:010.0.0.1/128" is not a CIDR block'],
    ['1::2::3/64', '"1::2::3/64" is not a CIDR block'],
    ['', '"" has no prefix length, as in /24'],
  ] as const) {
    it(`reads "${text}"`, () => {
      assert.equal(read(text), expected);
    });
  }

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseCidr(text);
        parseAddress(text);
      }),
    );
  });

  it('reads what it writes', () => {
    const any = fc.oneof(
      fc.tuple(fc.constant(4 as const), fc.bigInt(0n, 2n ** 32n - 1n), fc.nat(32)),
      fc.tuple(fc.constant(6 as const), fc.bigInt(0n, 2n ** 128n - 1n), fc.nat(128)),
    );
    fc.assert(
      fc.property(any, ([family, address, length]) => {
        const block = cidrOf(family, address, length);
        assert.deepEqual(parseCidr(formatCidr(block)), { kind: 'cidr', cidr: block, hostBits: false });
        const one = { family, address, prefixLength: family === 4 ? 32 : 128 };
        assert.deepEqual(parseAddress(formatAddress(family, address)), one);
      }),
    );
  });

  it('hold others of their family', () => {
    assert.equal(cidrContains(cidr('10.0.0.0/8'), cidr('10.255.0.0/16')), true);
    assert.equal(cidrContains(cidr('10.0.0.0/8'), cidr('10.0.0.0/8')), true);
    assert.equal(cidrContains(cidr('10.0.0.0/16'), cidr('10.0.0.0/8')), false);
    assert.equal(cidrContains(cidr('10.0.0.0/8'), cidr('11.0.0.0/16')), false);
    assert.equal(cidrContains(cidr('0.0.0.0/0'), cidr('::/0')), false);
    assert.equal(cidrsOverlap(cidr('10.0.0.0/16'), cidr('10.0.0.0/8')), true);
    assert.equal(cidrsOverlap(cidr('10.0.0.0/16'), cidr('10.1.0.0/16')), false);
  });

  it('have a size', () => {
    assert.equal(cidrSize(cidr('0.0.0.0/0')), 4294967296n);
    assert.equal(cidrSize(cidr('10.0.0.0/28')), 16n);
    assert.equal(cidrSize(cidr('::/0')), 2n ** 128n);
  });
});
