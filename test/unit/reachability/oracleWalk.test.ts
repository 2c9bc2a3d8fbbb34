import assert from 'node:assert/strict';
import { attempt, type Attempt } from '../../support/oracle';
import { type Draft, is, networkOf } from '../../support/randomNetwork/draft';
import {
  addGroup,
  addMachine,
  addNat,
  addRoute,
  addTransitGateway,
  at,
  block,
  change,
  entry,
  rule,
  scene,
} from '../../support/randomNetwork/scene';

/** The oracle itself, on scenes from AWS's documentation: it is the judge of the engine, so somebody has to judge it. */

interface Call {
  readonly from: Attempt['from'];
  readonly to: Attempt['to'];
  readonly source: string;
  readonly destination: string;
  readonly port?: number;
  readonly clientPort?: number;
  readonly protocol?: number;
}

function check(draft: Draft, call: Call, outcome: 'passes' | 'blocked' | 'depends', why: RegExp): void {
  const packet = {
    source: at(call.source),
    destination: at(call.destination),
    protocol: call.protocol ?? 6,
    sourcePort: call.clientPort ?? 40_000,
    destinationPort: call.port ?? 443,
    icmpType: 8,
    icmpCode: 0,
  };
  const result = attempt(networkOf(draft), { from: call.from, to: call.to, packet });
  assert.deepEqual([result.outcome, why.test(result.why)], [outcome, true], result.why);
}

const neighbours: Call = {
  from: { interface: 'm-0-1' },
  to: { interface: 'm-0-2' },
  source: '10.0.1.10',
  destination: '10.0.2.10',
};
const across: Call = {
  from: { interface: 'm-0-1' },
  to: { interface: 'm-1-1' },
  source: '10.0.1.10',
  destination: '10.1.1.10',
};
const outward: Call = {
  from: { interface: 'm-0-1' },
  to: 'internet',
  source: '10.0.1.10',
  destination: '93.184.216.34',
};

describe('the oracle', () => {
  it('takes the lowest number of an ACL that matches, whatever the order of the list', () => {
    const entries = [
      entry('ingress', 200, 'allow'),
      entry('ingress', 100, 'deny', 443, 443),
      entry('egress', 1, 'allow'),
    ];
    const draft = scene((each) => change(each.networkAcls, 'acl-0-2', { entries }));
    check(draft, neighbours, 'blocked', /^ACLs before m-0-2/);
    check(draft, { ...neighbours, port: 444 }, 'passes', /answered/);
  });

  it('needs an entry for the reply, to the port that the client called from', () => {
    const entries = [entry('ingress', 100, 'allow'), entry('egress', 100, 'allow', 32_768, 60_999)];
    const draft = scene((each) => change(each.networkAcls, 'acl-0-2', { entries }));
    check(draft, { ...neighbours, clientPort: 32_768 }, 'passes', /answered/);
    check(draft, { ...neighbours, clientPort: 32_767 }, 'blocked', /^reply: ACLs/);
  });

  it('does not cross an ACL inside one subnet', () => {
    const draft = scene((each) => {
      addMachine(each, 'm-0-1-b', 'subnet-0-1', '10.0.1.11');
      change(each.networkAcls, 'acl-0-1', { entries: [] });
    });
    check(
      draft,
      { ...neighbours, to: { interface: 'm-0-1-b' }, destination: '10.0.1.11' },
      'passes',
      /answered/,
    );
    check(draft, neighbours, 'blocked', /^ACLs before/);
  });

  it('matches a group by private addresses only', () => {
    const draft = scene((each) => {
      addGroup(each, 'sg-inner', [rule('ingress', 'sg-open')]);
      for (const index of [0, 1])
        addRoute(each, `rtb-0-${index + 1}`, '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' });
      each.interfaces.splice(0, each.interfaces.length);
      addMachine(each, 'm-0-1', 'subnet-0-1', '10.0.1.10', '54.0.0.1');
      addMachine(each, 'm-0-2', 'subnet-0-2', '10.0.2.10', '54.0.0.2');
      change(each.interfaces, 'm-0-2', { securityGroups: [is('sg-inner')] });
    });
    check(draft, neighbours, 'passes', /answered/);
    check(draft, { ...neighbours, destination: '54.0.0.2' }, 'blocked', /^ingress groups of m-0-2/);
  });

  it('lets replies through groups without any rule for them', () => {
    const draft = scene((each) => {
      addGroup(each, 'sg-in', [rule('ingress', '0.0.0.0/0')]);
      change(each.interfaces, 'm-0-2', { securityGroups: [is('sg-in')] });
    });
    check(draft, neighbours, 'passes', /answered/);
    check(
      draft,
      {
        from: { interface: 'm-0-2' },
        to: { interface: 'm-0-1' },
        source: '10.0.2.10',
        destination: '10.0.1.10',
      },
      'blocked',
      /^egress groups of m-0-2/,
    );
  });

  it('needs a public address at an internet gateway, both ways', () => {
    const withRoute = scene((each) =>
      addRoute(each, 'rtb-0-1', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' }),
    );
    check(withRoute, outward, 'blocked', /no public address/);
    check(scene(), outward, 'blocked', /no route/);
    const draft = scene((each) => {
      addRoute(each, 'rtb-0-1', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' });
      each.interfaces.splice(0, 1);
      addMachine(each, 'm-0-1', 'subnet-0-1', '10.0.1.10', '54.0.0.1');
    });
    check(draft, outward, 'passes', /answered/);
    check(
      draft,
      { from: 'internet', to: { interface: 'm-0-1' }, source: '93.184.216.34', destination: '54.0.0.1' },
      'passes',
      /answered/,
    );
  });

  it('translates at a NAT gateway whose own subnet leads to the internet, for TCP, UDP and ICMP', () => {
    const build = (natRoutes: boolean): Draft =>
      scene((each) => {
        addNat(each, 'subnet-0-2', '10.0.2.5', '54.0.0.9');
        addRoute(each, 'rtb-0-1', '0.0.0.0/0', { kind: 'natGateway', id: 'nat-1' });
        if (natRoutes) addRoute(each, 'rtb-0-2', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' });
      });
    check(build(true), outward, 'passes', /answered/);
    check(build(true), { ...outward, protocol: 47 }, 'blocked', /does not know protocol 47/);
    check(build(false), outward, 'blocked', /no route in subnet-0-2/);
    check(
      build(true),
      { from: 'internet', to: { interface: 'm-0-1' }, source: '93.184.216.34', destination: '54.0.0.9' },
      'blocked',
      /takes no connections/,
    );
  });

  it('hangs on the port that a NAT gateway picks where the ACL before it lets only some of them back', () => {
    const draft = scene((each) => {
      addNat(each, 'subnet-0-2', '10.0.2.5', '54.0.0.9');
      addRoute(each, 'rtb-0-1', '0.0.0.0/0', { kind: 'natGateway', id: 'nat-1' });
      addRoute(each, 'rtb-0-2', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' });
      const entries = [
        entry('ingress', 1, 'allow', 443, 443),
        entry('ingress', 2, 'allow', 32_768, 60_999),
        entry('egress', 1, 'allow'),
      ];
      change(each.networkAcls, 'acl-0-2', { entries });
    });
    check(draft, outward, 'depends', /./);
  });

  it('carries over an active peering, and not beyond', () => {
    const build = (active: boolean): Draft =>
      scene((each) => {
        const side = (vpc: string) => ({ vpc: is(vpc), cidrs: [] });
        each.peeringConnections.push({
          id: 'pcx',
          name: 'pcx',
          requester: side('vpc-0'),
          accepter: side('vpc-1'),
          active: is(active),
        });
        addRoute(each, 'rtb-0-1', '0.0.0.0/0', { kind: 'peeringConnection', id: 'pcx' });
        addRoute(each, 'rtb-1-1', '10.0.0.0/16', { kind: 'peeringConnection', id: 'pcx' });
      });
    check(build(true), across, 'passes', /answered/);
    check(build(true), outward, 'blocked', /does not lead on from vpc-1/);
    check(build(false), across, 'blocked', /not active/);
  });

  it('crosses the ACL of an attachment’s subnet inbound on the way to the transit gateway', () => {
    check(scene(addTransitGateway), across, 'passes', /answered/);
    const draft = scene((each) => {
      addTransitGateway(each);
      change(each.networkAcls, 'acl-0-2', { entries: [entry('egress', 1, 'allow')] });
    });
    check(draft, across, 'blocked', /^ingress ACL of subnet-0-2/);
  });

  it('leaves a VPC by another VPC’s NAT gateway behind a transit gateway', () => {
    const draft = scene((each) => {
      addTransitGateway(each);
      addNat(each, 'subnet-0-1', '10.0.1.5', '54.0.0.9');
      addRoute(each, 'rtb-1-1', '0.0.0.0/0', { kind: 'transitGateway', id: 'tgw' });
      addRoute(each, 'rtb-0-2', '0.0.0.0/0', { kind: 'natGateway', id: 'nat-1' });
      addRoute(each, 'rtb-0-1', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' });
      const toEgress = {
        destination: is({ kind: 'cidr' as const, cidr: block('0.0.0.0/0') }),
        attachment: is('att-vpc-0'),
        kind: 'static' as const,
      };
      change(each.transitGatewayRouteTables, 'tgw-rtb', { routes: [toEgress] });
    });
    check(
      draft,
      { from: { interface: 'm-1-1' }, to: 'internet', source: '10.1.1.10', destination: '93.184.216.34' },
      'passes',
      /answered/,
    );
  });

  it('drops at a blackhole though a wider route would do', () => {
    const draft = scene((each) => {
      addTransitGateway(each);
      addRoute(each, 'rtb-0-1', '10.1.1.0/24', { kind: 'transitGateway', id: 'gone' }, 'blackhole');
    });
    check(draft, across, 'blocked', /blackhole/);
  });

  it('passes a middlebox that does not check source and destination', () => {
    const build = (checked: boolean): Draft =>
      scene((each) => {
        each.interfaces.splice(1, 1);
        addMachine(each, 'm-0-2', 'subnet-0-2', '10.0.2.10', '54.0.0.9');
        change(each.interfaces, 'm-0-2', { sourceDestinationCheck: is(checked) });
        addRoute(each, 'rtb-0-1', '0.0.0.0/0', { kind: 'interface', id: 'm-0-2' });
        addRoute(each, 'rtb-0-2', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' });
      });
    check(build(false), outward, 'passes', /answered/);
    check(build(true), outward, 'blocked', /source\/destination check/);
  });
});
