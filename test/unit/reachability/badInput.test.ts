import assert from 'node:assert/strict';
import { known } from '../../../server/src/network/maybe';
import type { SecurityGroupRule } from '../../../server/src/network/model';
import { answer, indexNetwork, matrix } from '../../../server/src/reachability';
import { checkAnswer } from '../../support/checkAnswer';
import { network } from '../../support/networkBuilder';

describe('networks that make no sense', () => {
  it('ids that point nowhere leave the answer open and are named', () => {
    const dangling = `
      vpc main 10.0.0.0/16
      subnet a 10.0.1.0/24 in main acl acl-gone table rtb-gone
      subnet lost 10.0.2.0/24 in vpc-gone
      instance x in a at 10.0.1.10 groups sg-gone
      instance y in subnet-gone at 10.0.3.10
      instance z in lost at 10.0.2.10
    `;
    checkAnswer(dangling, 'x -> 198.51.100.1 tcp 80', {
      verdict: 'unknown',
      unknowns: ['rtb-gone', 'sg-gone', 'acl-gone'],
    });
    checkAnswer(dangling, 'x -> y tcp 80', { verdict: 'unknown' });
    checkAnswer(dangling, 'y -> x tcp 80', { verdict: 'unknown', unknowns: ['subnet-gone'] });
    checkAnswer(dangling, 'z -> x tcp 80', { verdict: 'unknown', unknowns: ['vpc-gone'] });
    matrix(indexNetwork(network(dangling)));
  });

  it('a receiver whose subnet is not in the model may be where its address says: the answer is open, not no', () => {
    const lost = `
      vpc main 10.0.0.0/16
      subnet a 10.0.1.0/24 in main
      instance x in a at 10.0.1.10
      instance y in subnet-gone at 10.0.3.10
    `;
    checkAnswer(lost, 'x -> y tcp 80', { verdict: 'unknown', unknowns: ['subnet-gone'] });
    checkAnswer(lost, 'x -> 10.0.4.10 tcp 80', { verdict: 'blocked' });
  });

  it('groups that name each other and themselves are no trouble', () => {
    const circle = `
      vpc main 10.0.0.0/16
      subnet a 10.0.1.0/24 in main
      group g in main
        in tcp 80 from group h
        out all to group h
      group h in main
        in tcp 80 from group g
        out all to group g
      instance x in a at 10.0.1.10 groups g
      instance y in a at 10.0.1.11 groups h
    `;
    checkAnswer(circle, 'x -> y', { verdict: 'reachable', traffic: ['tcp 80'] });
  });

  it('a workload without a place is unknown, and says so', () => {
    const made = network(
      'vpc main 10.0.0.0/16\n subnet a 10.0.1.0/24 in main\n instance x in a at 10.0.1.10',
    );
    const lost = {
      ...made,
      workloads: new Map([...made.workloads].map(([id, one]) => [id, { ...one, interfaces: [] }])),
    };
    const result = answer(indexNetwork({ ...lost, interfaces: new Map() }), {
      from: 'x',
      to: 'internet',
      traffic: undefined,
    });
    assert.equal(
      result.kind === 'answer' ? result.answer.unknowns[0]?.why : undefined,
      'nothing tells in which subnet it runs',
    );
  });

  it('an interface without addresses is unknown, not blocked', () => {
    const made = network(
      'vpc main 10.0.0.0/16\n subnet a 10.0.1.0/24 in main\n instance x in a at 10.0.1.10\n instance y in a at 10.0.1.11',
    );
    const bare = {
      ...made,
      interfaces: new Map([...made.interfaces].map(([id, one]) => [id, { ...one, addresses: [] }])),
    };
    checkAnswer(bare, 'x -> y tcp 80', { verdict: 'reachable' });
    checkAnswer(bare, 'internet -> y tcp 80', { verdict: 'blocked' });
  });

  it('a kind of component that was not collected is unknown, not absent', () => {
    const made = network(`
      vpc main 10.0.0.0/16
      table t in main
        0.0.0.0/0 -> igw gate
      subnet a 10.0.1.0/24 in main table t
      instance x in a at 10.0.1.10 public 203.0.113.9
    `);
    const unknown = { value: 'internet gateways of eu-west-1', why: 'they were not collected' };
    checkAnswer({ ...made, notCollected: { internetGateways: unknown } }, 'internet -> x tcp 80', {
      verdict: 'unknown',
      unknowns: ['internet gateways of eu-west-1'],
    });
  });

  it('a hundred thousand single addresses in one group are one set', () => {
    const made = network(`
      vpc main 10.0.0.0/16
      igw gate in main
      table t in main
        0.0.0.0/0 -> igw gate
      subnet a 10.0.1.0/24 in main table t
      group g in main
      instance x in a at 10.0.1.10 groups g public 203.0.113.9
    `);
    const group = made.securityGroups.get('g');
    assert.ok(group);
    const rules = Array.from({ length: 100_000 }, (_, place): SecurityGroupRule => ({
      direction: 'ingress',
      traffic: known({ kind: 'ports', protocol: 6, from: 443, to: 443 }),
      peer: known({
        kind: 'cidr',
        cidr: { family: 4, address: 0x08000000n + 2n * BigInt(place), prefixLength: 32 },
      }),
    }));
    const huge = { ...made, securityGroups: new Map([['g', { ...group, rules }]]) };
    checkAnswer(huge, '8.0.0.2 -> x tcp 443', { verdict: 'reachable' });
    checkAnswer(huge, '8.0.0.3 -> x tcp 443', { verdict: 'blocked' });
    checkAnswer(huge, 'internet -> x tcp 443', { verdict: 'reachable' });
  });

  it('more ways to tell addresses apart than are looked at end in an answer that claims no more than it knows', () => {
    const made = network(`
      vpc main 10.0.0.0/16
      igw gate in main
      table t in main
        0.0.0.0/0 -> igw gate
      subnet a 10.0.1.0/24 in main table t
      group g in main
      instance x in a at 10.0.1.10 groups g public 203.0.113.9
    `);
    const group = made.securityGroups.get('g');
    assert.ok(group);
    const rules = Array.from({ length: 400 }, (_, place): SecurityGroupRule => ({
      direction: 'ingress',
      traffic: known({ kind: 'ports', protocol: 6, from: place + 1, to: place + 1 }),
      peer: known({
        kind: 'cidr',
        cidr: { family: 4, address: 0xc0000000n + BigInt(place), prefixLength: 32 },
      }),
    }));
    const many = { ...made, securityGroups: new Map([['g', { ...group, rules }]]) };
    checkAnswer(many, '192.0.1.0 -> x tcp 257', { verdict: 'reachable' });
    checkAnswer(many, 'internet -> x', { verdict: 'reachable' });
  });
});
