import assert from 'node:assert/strict';
import { checkPage, page, pageText } from '../../../support/pages';

const place = `
vpc main 10.0.0.0/16
acl tight
  in 200 allow all from 0.0.0.0/0
  in 100 deny tcp 22 from 0.0.0.0/0
subnet a 10.0.1.0/24 in main acl tight
group web in main
  in tcp 443 from 0.0.0.0/0
  in icmp 8/0 from group web
  in tcp 8080 from ?office
  out all to list partners
group silent in main
group half in main incomplete
list partners 198.51.100.0/24, 203.0.113.7
instance app in a at 10.0.1.10 groups web
instance other in a at 10.0.1.11 groups ?group
`;

describe('the page of a security group', () => {
  it('says who carries it, and who may; and has its rules as a table', () =>
    checkPage(
      place,
      'web',
      'security group `web`',
      'Carried by `app`. Perhaps also `other`: their groups are not all known.',
      [
        '|  | traffic | from or to |',
        '| :-- | :-- | :-- |',
        '| in | TCP port 443 \\(HTTPS\\) | from `0.0.0.0/0` (everywhere) |',
        '| in | ICMP echo \\(ping\\) | from whatever carries this group |',
        '| in | TCP port 8080 \\(HTTP alternative\\) | from `office` (unknown: nobody gave it a value) |',
        '| out | all traffic | to prefix list `partners` |',
      ].join('\n'),
    ));

  it('says what a group without rules does', () =>
    checkPage(
      place,
      'silent',
      'security group `silent`',
      'Nothing here is known to carry it. Perhaps also `other`: their groups are not all known.',
      'Nothing gets in: it has no inbound rules.',
      'Nothing gets out but replies: it has no outbound rules.',
    ));

  it('does not call a group silent of which nobody knows all', () => {
    const text = pageText(page(place, 'half'));
    assert.match(text, /There may be more inbound rules/);
    assert.doesNotMatch(text, /Nothing gets/);
  });

  it('cuts long tables, and counts the rest', () => {
    const rules = Array.from({ length: 30 }, (_, index) => `in tcp ${index + 1} from 10.0.0.0/8`);
    const text = pageText(page(`vpc main 10.0.0.0/16\ngroup many in main\n${rules.join('\n')}`, 'many'));
    assert.match(text, /\n\n… and 18 more\./);
  });

  it('makes no markup of names', () => {
    const text = pageText(page('vpc main 10.0.0.0/16\ngroup [x](y)|<b> in main', '[x](y)|<b>'));
    assert.match(text, /^security group `\[x\]\(y\)\\\|<b>`/);
  });
});

describe('the page of a network ACL', () => {
  it('has the entries in the order in which AWS asks them, with the end that denies', () =>
    checkPage(
      place,
      'tight',
      'network ACL `tight`',
      'Guards `a`. It has no memory: replies need an entry of their own.',
      [
        '| in |  | traffic | from |',
        '| :-- | :-- | :-- | :-- |',
        '| 100 | deny | TCP port 22 \\(SSH\\) | `0.0.0.0/0` (everywhere) |',
        '| 200 | allow | all traffic | `0.0.0.0/0` (everywhere) |',
        '| \\* | deny | everything else | everywhere |',
      ].join('\n'),
      'Nothing gets out: there is no outbound entry.',
    ));

  it('knows the default one', () =>
    assert.match(pageText(page(place, 'main/acl')), /^default network ACL `main\/acl`/));
});

describe('the page of a prefix list', () => {
  it('has its entries, what it weighs, and who names it', () =>
    checkPage(
      place,
      'partners',
      'prefix list `partners`',
      '| entry |  |\n| :-- | :-- |\n| `198.51.100.0/24` | 256 addresses |\n| `203.0.113.7/32` | 1 address |',
      'Counts as 10 rules in each group that names it, however many entries it has: that is its maximum.',
      'Named by `web`.',
    ));
});
