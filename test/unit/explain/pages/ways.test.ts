import assert from 'node:assert/strict';
import { routePage } from '../../../../server/src/explain/pages/routeTable';
import { indexNetwork } from '../../../../server/src/reachability';
import { network } from '../../../support/networkBuilder';
import { checkPage, page, pageText } from '../../../support/pages';

const place = `
vpc main 10.0.0.0/16
vpc other 10.1.0.0/16
igw gate in main
table public in main
  0.0.0.0/0 -> igw gate
table private in main
  10.1.0.0/16 -> peering link
  0.0.0.0/0 -> nat nat
table unsure in main
  ?anywhere -> igw gate
subnet a 10.0.1.0/24 in main zone z table public maps
subnet b 10.0.2.0/24 in main zone z table private
subnet c 10.0.3.0/24 in main zone z
subnet d 10.0.4.0/24 in main zone z table unsure
subnet e 10.0.5.0/24 in main zone z table ?table
nat nat in a at 10.0.1.5 public 203.0.113.9
peering link main, other pending
instance app in b at 10.0.2.10
`;

const first = (id: string): string | undefined => page(place, id).body[0];

describe('the page of a subnet', () => {
  it('says whether it is public, and by which route', () => {
    assert.equal(first('a'), '**Public**: `0.0.0.0/0` → internet gateway `gate`.');
    assert.equal(first('b'), '**Private**: `0.0.0.0/0` → NAT gateway `nat` in subnet `a`.');
    assert.equal(first('c'), '**Isolated**: no route leads out of the VPC.');
  });

  it('does not guess', () => {
    assert.equal(first('d'), '**Public or private?** Not all of its routes are known.');
    assert.equal(
      first('e'),
      '**Public or private?** That hangs on its route table, `table` (unknown: nobody gave it a value).',
    );
  });

  it('says where a packet goes, the most specific route first, and what runs there', () =>
    checkPage(
      place,
      'b',
      'subnet `b`',
      '**Private**: `0.0.0.0/0` → NAT gateway `nat` in subnet `a`.',
      '`10.0.2.0/24` (251 usable) of VPC `main`, zone z.',
      [
        '| a packet to | goes to |',
        '| :-- | :-- |',
        '| `10.0.0.0/16` | the VPC itself |',
        '| `10.1.0.0/16` | peering connection `link` |',
        '| `0.0.0.0/0` | NAT gateway `nat` in subnet `a` |',
      ].join('\n'),
      'Route table `private`, network ACL `main/acl`.',
      'In it: `app`.',
    ));
});

describe('the page of a route table', () => {
  it('says who uses it, and whether it is the main one', () => {
    assert.match(pageText(page(place, 'private')), /^route table `private`\n\nUsed by `b`\./);
    assert.match(pageText(page(place, 'main/main')), /^main route table `main\/main`\n\nUsed by `c`\./);
  });
});

describe('the page of a route', () => {
  const index = indexNetwork(network(place));
  const table = index.network.routeTables.get('private') ?? assert.fail();

  it('says where its packets go, and which routes win over it', () => {
    const route = table.routes[1] ?? assert.fail();
    assert.equal(
      pageText(routePage(index, table, route)),
      [
        'route `0.0.0.0/0` → NAT gateway `nat` in subnet `a`',
        'Of route table `private`. Used by `b`.',
        'More specific routes win for:',
        '- `10.0.0.0/16` → the VPC itself\n- `10.1.0.0/16` → peering connection `link`',
      ].join('\n\n'),
    );
  });

  it('says that a blackhole drops', () => {
    const [route] = table.routes;
    assert.match(
      pageText(routePage(index, table, { ...(route ?? assert.fail()), state: 'blackhole' })),
      /Its target is gone: it still wins, and drops\./,
    );
  });
});

describe('the pages of gateways', () => {
  it('say whom they serve', () => {
    assert.match(pageText(page(place, 'gate')), /Of VPC `main`\.\n\nMakes public `a` and `d`\./);
    assert.match(
      pageText(page(place, 'nat')),
      /^NAT gateway `nat`\n\nStands in subnet `a`\. Sends under `203\.0\.113\.9`\.\n\nUsed by `b`\./,
    );
  });

  it('say that a NAT gateway in a subnet without a way out does not work', () => {
    const text = place.replace('nat nat in a', 'nat nat in c');
    assert.match(pageText(page(text, 'nat')), /\*\*That subnet has no route to an internet gateway/);
    assert.doesNotMatch(pageText(page(place, 'nat')), /no route to an internet gateway/);
  });

  it('say that a peering that nobody has accepted carries nothing', () =>
    assert.match(
      pageText(page(place, 'link')),
      /Between VPC `main` and VPC `other`\. \*\*Not accepted yet: it carries nothing\.\*\*/,
    ));

  it('say that an internet gateway without a VPC passes nothing', () =>
    assert.match(pageText(page('igw loose', 'loose')), /Attached to no VPC: nothing passes\./));
});

describe('the page of a VPC', () => {
  it('has its blocks, subnets and gateway', () =>
    checkPage(
      place,
      'main',
      'VPC `main`',
      '`10.0.0.0/16` (65,536 addresses). Subnets: `a`, `b`, `c`, `d` and `e`.',
      'Internet gateway `gate`. Main route table `main/main`.',
    ));
});

describe('the page of a VPC endpoint', () => {
  it('of the gateway kind says which tables it adds a route to', () => {
    const text = `${place}\nendpoint s3 in main type gateway service s3`;
    assert.match(
      pageText(page(text, 's3')),
      /^gateway endpoint `s3` to s3\n\nIt is in no route table: nothing goes this way\./,
    );
  });

  it('of the interface kind says where it is and whether its names lead there', () => {
    const text = `${place}\ngroup sg in main\n in tcp 443 from 10.0.0.0/16\nendpoint queue in b type interface service sqs at 10.0.2.50 groups sg nodns`;
    const lines = pageText(page(text, 'queue')).split('\n\n');
    assert.deepEqual(lines.slice(0, 4), [
      'interface endpoint `queue` to sqs',
      'Network interfaces in `b`.',
      'Private DNS is off: only the endpoint’s own names lead here.',
      'Security group `sg`.',
    ]);
  });
});
