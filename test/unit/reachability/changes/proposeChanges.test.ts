import assert from 'node:assert/strict';
import { answer, indexNetwork } from '../../../../server/src/reachability/index';
import { applyEdits } from '../../../../server/src/reachability/applyEdits';
import { proposeChanges } from '../../../../server/src/reachability/changes/proposeChanges';
import type { ProposedChange } from '../../../../server/src/reachability/change';
import { readAsked } from '../../../support/checkAnswer';
import { network } from '../../../support/networkBuilder';

/** What is proposed for `from -> to traffic`, each change asked again on the changed network. */
function propose(text: string, question: string): readonly ProposedChange[] {
  const [from = '', rest = ''] = question.split(' -> ');
  const [to = '', ...traffic] = rest.split(' ');
  const asked = { from, to, traffic: readAsked(traffic) };
  const index = indexNetwork(network(text));
  const result = answer(index, asked);
  assert.equal(result.kind, 'answer');
  const changes = proposeChanges(index, asked, result.answer);
  for (const change of changes) {
    const again = answer(indexNetwork(applyEdits(index.network, change.edits)), asked);
    assert.equal(again.kind === 'answer' && again.answer.verdict, 'reachable', change.title);
  }
  return changes;
}

function checkTitles(text: string, question: string, ...titles: readonly string[]): void {
  assert.deepEqual(
    propose(text, question).map((change) => change.title),
    titles,
  );
}

const vpc = `
  vpc main 10.0.0.0/16
  subnet a 10.0.1.0/24 in main
  subnet b 10.0.2.0/24 in main
  group app in main
    out all to 0.0.0.0/0
  group db in main
  instance app in a at 10.0.1.10 groups app
  instance db in b at 10.0.2.10 groups db listens 5432
`;

describe('changes for a group that lets nobody in', () => {
  it('admit the other group, or else its address', () =>
    checkTitles(
      vpc,
      'app -> db tcp 5432',
      'Let app in to db on tcp/5432',
      'Let 10.0.1.10/32 in to db on tcp/5432',
    ));

  it('admit only the port that was asked for', () => {
    const [first] = propose(vpc, 'app -> db tcp 5432');
    assert.deepEqual(first?.edits, [
      {
        kind: 'addSecurityGroupRule',
        securityGroup: 'db',
        rule: {
          direction: 'ingress',
          traffic: { known: true, value: { kind: 'ports', protocol: 6, from: 5432, to: 5432 } },
          peer: { known: true, value: { kind: 'securityGroup', securityGroup: 'app' } },
        },
      },
    ]);
  });

  it('say what else they open: whoever carries the group', () => {
    const [byGroup, byAddress] = propose(
      `${vpc}\n  instance twin in a at 10.0.1.11 groups app`,
      'app -> db tcp 5432',
    );
    assert.deepEqual(byGroup?.opens, [
      { from: 'app', to: 'db', traffic: 'tcp/5432' },
      { from: 'twin', to: 'db', traffic: 'tcp/5432' },
    ]);
    assert.deepEqual(byAddress?.opens, [{ from: 'app', to: 'db', traffic: 'tcp/5432' }]);
  });

  it('admit the subnets of tasks whose addresses nobody knows', () =>
    checkTitles(
      `
      vpc main 10.0.0.0/16
      subnet a 10.0.1.0/24 in main
      subnet b 10.0.2.0/24 in main
      group app in main
        out all to 0.0.0.0/0
      group db in main
      tasks app in a, b groups app
      instance db in b at 10.0.2.10 groups db`,
      'app -> db tcp 5432',
      'Let app in to db on tcp/5432',
      'Let 10.0.1.0/24, 10.0.2.0/24 in to db on tcp/5432',
    ));

  it('admit the whole internet only by its address', () =>
    checkTitles(
      `
      vpc main 10.0.0.0/16
      igw gate in main
      table edge1 in main
        0.0.0.0/0 -> igw gate
      subnet a 10.0.1.0/24 in main table edge1
      group web in main
      instance web in a at 10.0.1.10 groups web public 203.0.113.5`,
      'internet -> web tcp 443',
      'Let 0.0.0.0/0 in to web on tcp/443',
    ));
});

describe('changes for a group that lets nothing out', () => {
  it('let the caller out to the other group', () =>
    checkTitles(
      vpc
        .replace('out all to 0.0.0.0/0', '')
        .replace('group db in main', 'group db in main\n    in tcp 5432 from group app'),
      'app -> db tcp 5432',
      'Let app out to db on tcp/5432',
      'Let app out to 10.0.2.10/32 on tcp/5432',
    ));

  it('mend both sides at once where both block', () => {
    const [first] = propose(vpc.replace('out all to 0.0.0.0/0', ''), 'app -> db tcp 5432');
    assert.equal(first?.title, 'Let app out to db on tcp/5432, and let app in to db on tcp/5432');
    assert.equal(first.edits.length, 2);
  });
});

describe('changes for an ACL that denies', () => {
  const withAcl = (entries: string): string =>
    vpc
      .replace(
        'subnet b 10.0.2.0/24 in main',
        `acl tight in main\n${entries}\n  subnet b 10.0.2.0/24 in main acl tight`,
      )
      .replace('group db in main', 'group db in main\n    in tcp 5432 from group app');

  it('allow the traffic before the entry that denies it', () => {
    const [first] = propose(
      withAcl(
        '    in 100 deny tcp 0-65535 from 10.0.0.0/16\n    in 200 allow all from 0.0.0.0/0\n    out 100 allow all to 0.0.0.0/0',
      ),
      'app -> db tcp 5432',
    );
    assert.equal(first?.title, 'Let traffic in through tight from 10.0.1.10/32 on tcp/5432');
    const [edit] = first.edits;
    assert.ok(edit?.kind === 'addNetworkAclEntry');
    assert.deepEqual(edit.entry.number, { known: true, value: 90 });
  });

  it('allow the traffic and its replies where neither passes', () => {
    const [first] = propose(withAcl(''), 'app -> db tcp 5432');
    assert.deepEqual(
      first?.edits.map((edit) =>
        edit.kind === 'addNetworkAclEntry' &&
        edit.entry.traffic.known &&
        edit.entry.traffic.value.kind === 'ports'
          ? [edit.entry.direction, edit.entry.traffic.value.from, edit.entry.traffic.value.to]
          : [],
      ),
      [
        ['ingress', 5432, 5432],
        ['egress', 1024, 65535],
      ],
    );
  });

  it('allow the replies where only they are denied', () => {
    const [first] = propose(withAcl('    in 100 allow all from 0.0.0.0/0'), 'app -> db tcp 5432');
    assert.equal(first?.title, 'Let replies out through tight to 10.0.1.10/32 on tcp/1024-65535');
  });
});

describe('changes for a route that is missing', () => {
  it('use the peering that is there, on both sides', () => {
    const [first] = propose(
      `
      vpc left 10.0.0.0/16
      vpc right 10.1.0.0/16
      peering both left right
      subnet a 10.0.1.0/24 in left
      subnet b 10.1.1.0/24 in right
      group open in left
        in all from 0.0.0.0/0
        out all to 0.0.0.0/0
      group wide in right
        in all from 0.0.0.0/0
        out all to 0.0.0.0/0
      instance app in a at 10.0.1.10 groups open
      instance db in b at 10.1.1.10 groups wide`,
      'app -> db tcp 5432',
    );
    assert.deepEqual(
      first?.edits.map((edit) => (edit.kind === 'addRoute' ? edit.routeTable : edit.kind)),
      ['left/main', 'right/main'],
    );
  });

  it('lead to the NAT gateway of the VPC before its internet gateway', () => {
    const [first] = propose(
      `
      vpc main 10.0.0.0/16
      igw gate in main
      table edge1 in main
        0.0.0.0/0 -> igw gate
      subnet out 10.0.0.0/24 in main table edge1
      subnet a 10.0.1.0/24 in main
      nat nat in out at 10.0.0.5 public 203.0.113.9
      group app in main
        out all to 0.0.0.0/0
      instance app in a at 10.0.1.10 groups app`,
      'app -> internet tcp 443',
    );
    assert.equal(first?.title, 'Route 0.0.0.0/0 from main/main to nat');
  });
});

describe('changes that turn something on', () => {
  it('give a public address', () => {
    const [first] = propose(
      `
      vpc main 10.0.0.0/16
      igw gate in main
      table edge1 in main
        0.0.0.0/0 -> igw gate
      subnet a 10.0.1.0/24 in main table edge1
      group app in main
        out all to 0.0.0.0/0
      instance app in a at 10.0.1.10 groups app`,
      'app -> internet tcp 443',
    );
    assert.equal(first?.title, 'Give app a public address');
  });

  it('accept a peering', () => {
    const [first] = propose(
      `
      vpc left 10.0.0.0/16
      vpc right 10.1.0.0/16
      peering both left right pending
      table l in left
        10.1.0.0/16 -> peering both
      table r in right
        10.0.0.0/16 -> peering both
      subnet a 10.0.1.0/24 in left table l
      subnet b 10.1.1.0/24 in right table r
      group open in left
        out all to 0.0.0.0/0
      group wide in right
        in all from 0.0.0.0/0
      instance app in a at 10.0.1.10 groups open
      instance db in b at 10.1.1.10 groups wide`,
      'app -> db tcp 5432',
    );
    assert.equal(first?.title, 'Accept the peering both');
  });
});

describe('no changes', () => {
  it('for what is reachable', () =>
    checkTitles(
      vpc.replace('group db in main', 'group db in main\n    in tcp 5432 from group app'),
      'app -> db tcp 5432',
    ));

  it('for what hangs on an unknown', () =>
    checkTitles(
      vpc.replace('group db in main', 'group db in main\n    in tcp 5432 from ?cidr'),
      'app -> db tcp 5432',
    ));

  it('for VPCs that nothing joins', () =>
    checkTitles(
      `
      vpc left 10.0.0.0/16
      vpc right 10.1.0.0/16
      subnet a 10.0.1.0/24 in left
      subnet b 10.1.1.0/24 in right
      group open in left
        out all to 0.0.0.0/0
      group wide in right
        in all from 0.0.0.0/0
      instance app in a at 10.0.1.10 groups open
      instance db in b at 10.1.1.10 groups wide`,
      'app -> db tcp 5432',
    ));
});
