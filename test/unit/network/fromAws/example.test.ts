import assert from 'node:assert/strict';
import { networkFromSnapshot } from '../../../../server/src/network/fromAws';
import { answer, type Answer, indexNetwork } from '../../../../server/src/reachability';
import { attempt } from '../../../support/oracle';
import { readSnapshotFolder } from '../../../support/snapshots';

const network = networkFromSnapshot(readSnapshotFolder('examples/snapshot-three-tier'), {
  assumeDefaults: false,
});
const index = indexNetwork(network);

function ask(from: string, to: string, port?: number): Answer {
  const traffic = port === undefined ? undefined : { protocol: 6, ports: { from: port, to: port } };
  const result = answer(index, { from, to, traffic });
  if (result.kind === 'error') assert.fail(result.errors.map(({ message }) => message).join(' '));
  return result.answer;
}

function checkVerdict(from: string, to: string, port: number | undefined, verdict: Answer['verdict']): void {
  assert.equal(ask(from, to, port).verdict, verdict, `${from} to ${to}:${port}`);
}

describe('the example of a snapshot', () => {
  it('is whole: nothing is malformed, nothing is missing', () => {
    assert.deepEqual([network.problems, network.notCollected], [[], {}]);
    assert.deepEqual(
      [...network.workloads.values()].map(({ name }) => name),
      ['shop-app-a', 'shop-app-b', 'shop-bastion', 'shop-orders'],
    );
  });

  it('has a database whose replies the ACL of its subnets drops, and nothing else wrong on the way', () => {
    const found = ask('shop-app-a', 'shop-orders');
    assert.equal(found.verdict, 'blocked');
    assert.deepEqual(
      found.blockers.map(({ component, code }) => [component, code]),
      [['acl-0733f1e2d3c4b5a63', 'RETURN_PATH_ACL_RESTRICTION']],
    );
  });

  it('has the same fault for a packet that is walked by hand', () => {
    const result = attempt(network, {
      from: { interface: 'eni-0322e4f5a6b7c8d01' },
      to: { interface: 'eni-0333e4f5a6b7c8d03' },
      packet: {
        source: { family: 4, value: 0x0a140a0fn },
        destination: { family: 4, value: 0x0a14141en },
        protocol: 6,
        sourcePort: 40_000,
        destinationPort: 5432,
        icmpType: 0,
        icmpCode: 0,
      },
    });
    assert.equal(result.outcome, 'blocked');
    assert.match(result.why, /^reply: ACLs before eni-0322e4f5a6b7c8d01/);
  });

  it('answers the questions of its README with yes', () => {
    checkVerdict('internet', 'shop-web', 443, 'reachable');
    checkVerdict('shop-web', 'shop-app-a', 8080, 'reachable');
    checkVerdict('shop-bastion', 'shop-app-b', 22, 'reachable');
    checkVerdict('shop-app-a', 'internet', 443, 'reachable');
    checkVerdict('shop-app-a', 'service:s3', 443, 'reachable');
    checkVerdict('198.51.100.7', 'shop-bastion', 22, 'reachable');
  });

  it('keeps out whom it should', () => {
    checkVerdict('internet', 'shop-app-a', 8080, 'blocked');
    checkVerdict('internet', 'shop-orders', 5432, 'blocked');
    checkVerdict('203.0.113.7', 'shop-bastion', 22, 'blocked');
    checkVerdict('shop-bastion', 'shop-orders', 5432, 'blocked');
    checkVerdict('shop-orders', 'internet', 443, 'blocked');
  });
});
