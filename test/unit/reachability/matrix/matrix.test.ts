import assert from 'node:assert/strict';
import {
  indexNetwork,
  matrix,
  reachableFrom,
  whoCanReach,
  type ReachResult,
} from '../../../../server/src/reachability';
import { network } from '../../../support/networkBuilder';

const place = network(`
  vpc main 10.0.0.0/16
  igw gate in main
  table public in main
    0.0.0.0/0 -> igw gate
  subnet pub 10.0.0.0/24 in main table public
  subnet priv 10.0.1.0/24 in main
  group web in main
    in tcp 443 from 0.0.0.0/0
    out all to 0.0.0.0/0
  group db in main
    in tcp 5432 from group web
    in tcp 22 from 10.0.0.10/32
    in tcp 80 from ?var.range
  instance web in pub at 10.0.0.10 groups web public 203.0.113.10 listens 443
  instance web2 in pub at 10.0.0.11 groups web public 203.0.113.11 listens 443
  instance db in priv at 10.0.1.10 groups db listens 5432
  instance db2 in priv at 10.0.1.11 groups db listens 5432
`);

function lines(result: ReachResult): string[] {
  if (result.kind === 'error') return result.errors.map(({ message }) => message);
  return result.reaches.map(
    ({ end, verdict, traffic }) =>
      `${end.name} ${verdict} ${traffic.map((one) => `${one.protocol} ${one.ports}`).join('; ')}`,
  );
}

describe('one to all, and all to one', () => {
  const index = indexNetwork(place);

  it('list who is reached on their own ports', () => {
    assert.deepEqual(lines(reachableFrom(index, 'web')), [
      'web2 reachable tcp 443',
      'db reachable tcp 5432',
      'db2 reachable tcp 5432',
      'internet reachable -1 ',
    ]);
    assert.deepEqual(lines(reachableFrom(index, 'db')), []);
  });

  it('list who gets in', () => {
    assert.deepEqual(lines(whoCanReach(index, 'db')), ['web reachable tcp 5432', 'web2 reachable tcp 5432']);
    assert.deepEqual(lines(whoCanReach(index, 'web')), [
      'web2 reachable tcp 443',
      'internet reachable tcp 443',
    ]);
  });

  it('take other traffic, and say what is unknown', () => {
    const ssh = { protocol: 6, ports: { from: 22, to: 22 } };
    assert.deepEqual(lines(whoCanReach(index, 'db', ssh)), ['web reachable tcp 22']);
    const http = { protocol: 6, ports: { from: 80, to: 80 } };
    assert.deepEqual(lines(whoCanReach(index, 'db', http)), ['web unknown tcp 80', 'web2 unknown tcp 80']);
  });

  it('do not count an endpoint as one that opens connections, nor the only carrier of a group as another', () => {
    const small = indexNetwork(
      network(`
        vpc main 10.0.0.0/16
        subnet a 10.0.1.0/24 in main
        group web in main
          in tcp 443 from 10.0.0.0/16
          out all to 0.0.0.0/0
        instance app in a at 10.0.1.10 groups web listens 443
        endpoint queue type interface service sqs in a groups web
      `),
    );
    assert.deepEqual(lines(whoCanReach(small, 'app')), []);
    assert.deepEqual(lines(reachableFrom(small, 'app')), ['queue reachable tcp 443']);
    const alone = indexNetwork(
      network(`
        vpc main 10.0.0.0/16
        subnet a 10.0.1.0/24 in main
        group web in main
          in tcp 443 from 10.0.0.0/16
          out all to 10.0.0.0/16
        instance app in a at 10.0.1.10 groups web listens 443
      `),
    );
    assert.deepEqual(lines(whoCanReach(alone, 'web')), []);
    assert.deepEqual(lines(reachableFrom(alone, 'web')), []);
  });

  it('know no stranger', () => {
    assert.deepEqual(lines(reachableFrom(index, 'wob')), [
      'Nothing here is called "wob". Did you mean "web"?',
    ]);
  });
});

describe('the matrix', () => {
  it('puts what nothing tells apart into one class, and lists the pairs that are not blocked', () => {
    const { classes, cells } = matrix(indexNetwork(place));
    const names = classes.map((members) => members.map(({ name }) => name).join('+'));
    assert.deepEqual(names, ['web', 'web2', 'db+db2', 'internet']);
    const shown = cells.map(
      ({ from, to, verdict, traffic }) =>
        `${names[from] ?? ''} > ${names[to] ?? ''} ${verdict} ${traffic.map(({ ports }) => ports).join()}`,
    );
    assert.deepEqual(shown.sort(), [
      'internet > web reachable 443',
      'internet > web2 reachable 443',
      'web > db+db2 reachable 5432',
      'web > internet reachable ',
      'web > web2 reachable 443',
      'web2 > db+db2 reachable 5432',
      'web2 > internet reachable ',
      'web2 > web reachable 443',
    ]);
  });
});
