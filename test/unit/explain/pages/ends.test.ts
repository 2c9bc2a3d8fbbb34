import assert from 'node:assert/strict';
import { checkPage, page, pageText } from '../../../support/pages';

const place = `
vpc main 10.0.0.0/16
igw gate in main
table public in main
  0.0.0.0/0 -> igw gate
subnet a 10.0.1.0/24 in main table public
subnet b 10.0.2.0/24 in main
group web in main
  in tcp 443 from 0.0.0.0/0
  out all to 0.0.0.0/0
group db in main
  in tcp 5432 from group web
  in tcp 5432 from ?office
instance front in a at 10.0.1.10 groups web public 203.0.113.5 listens 443
instance store in b at 10.0.2.10 groups db listens 5432
instance near in b at 10.0.2.11 groups web
`;

describe('the page of something that runs', () => {
  it('says where it is, behind which groups, what it answers on and who can reach it', () =>
    checkPage(
      place,
      'front',
      'instance `front`',
      'In subnet `a`: `10.0.1.10`, public `203.0.113.5`.',
      'Security group `web`.',
      'Answers on TCP port 443 \\(HTTPS\\).',
      'Can be reached by `near` on TCP port 443 \\(HTTPS\\). **It faces the internet.**',
    ));

  it('tells what hangs on an unknown apart from what is sure', () => {
    const [line] = page(place, 'store').body.slice(-1);
    assert.equal(
      line,
      'Can be reached by `front` and `near` on TCP port 5432 \\(PostgreSQL\\). The internet can not reach it.',
    );
    const unsure = page(place.replace('in tcp 5432 from group web', ''), 'store').body.slice(-1)[0];
    assert.equal(
      unsure,
      'Can perhaps be reached by `front` and `near`: that hangs on `office`. The internet can not reach it.',
    );
  });

  it('says that nobody can', () => {
    const text = place.replace('in tcp 5432 from group web', '').replace('in tcp 5432 from ?office', '');
    assert.equal(
      page(text, 'store').body.at(-1),
      'Nothing here can reach it. The internet can not reach it.',
    );
  });

  it('names the subnets that it may be in', () =>
    assert.match(
      pageText(page(`${place}\ntasks api in a, b groups web listens 8080`, 'api')),
      /\n\nIn subnet `a` or `b`: an address of `10\.0\.1\.0\/24` and an address of `10\.0\.2\.0\/24`\./,
    ));
});

describe('the page of a load balancer', () => {
  const balanced = `${place}
lb lb kind application in a internet-facing groups web
  listen 443 -> pool
target-group pool type instance port 8443 targets store
`;

  it('says what it listens on and where that goes', () => {
    const text = pageText(page(balanced, 'lb'));
    assert.match(
      text,
      /^application load balancer `lb`\n\nScheme: internet-facing\. A node in each of `a`\./,
    );
    assert.match(text, /\| TCP port 443 \\\(HTTPS\\\) \| `pool` \|/);
  });

  it('of its target group has the targets and who sends to them', () => {
    const text = pageText(page(balanced, 'pool'));
    assert.match(text, /Gets its traffic from `lb`\./);
    assert.match(text, /\| `store` \| TCP port 8443 \\\(HTTPS alternative\\\) \|/);
  });

  it('without a listener says that it answers nobody', () =>
    assert.match(
      pageText(page(`${place}\nlb lb kind application in a groups web`, 'lb')),
      /It has no listener: it answers nobody\./,
    ));
});
