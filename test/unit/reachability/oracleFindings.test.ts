import assert from 'node:assert/strict';
import type { Maybe, Network, Unknown } from '../../../server/src/network/model';
import { answer, type Answer, indexNetwork } from '../../../server/src/reachability';
import { type Draft, is, networkOf } from '../../support/randomNetwork/draft';
import {
  addGroup,
  addMachine,
  addNat,
  addRoute,
  addTransitGateway,
  block,
  change,
  entry,
  rule,
  scene,
} from '../../support/randomNetwork/scene';

/** What comparing the engine with the oracle has found, each as the smallest network that showed it. */

const nobodyKnows: Unknown = { value: 'a value', why: 'nobody gave it' };

function check(network: Network, from: string, to: string, verdict: Answer['verdict']): void {
  const result = answer(indexNetwork(network), {
    from,
    to,
    traffic: { protocol: 6, ports: { from: 443, to: 443 } },
  });
  if (result.kind === 'error') assert.fail(result.errors.map(({ message }) => message).join(' '));
  assert.equal(result.answer.verdict, verdict);
}

/** Both VPCs open to the internet, machines with public addresses. */
function facingTheInternet(draft: Draft): void {
  draft.interfaces.splice(0, draft.interfaces.length);
  addMachine(draft, 'm-0-1', 'subnet-0-1', '10.0.1.10', '54.0.0.1');
  addMachine(draft, 'm-1-1', 'subnet-1-1', '10.1.1.10', '54.0.0.2');
  addRoute(draft, 'rtb-0-1', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-0' });
  addRoute(draft, 'rtb-1-1', '0.0.0.0/0', { kind: 'internetGateway', id: 'igw-1' });
}

describe('what the oracle found in the engine', () => {
  it('a private address of another VPC is not called by the public one that stands for it', () => {
    const network = networkOf(scene(facingTheInternet));
    check(network, '10.0.1.10', '10.1.1.10', 'blocked');
    check(network, '10.0.1.10', '54.0.0.2', 'reachable');
  });

  it('a peering carries only what comes from its own VPC, not what a transit gateway brought there', () => {
    const network = networkOf(
      scene((draft) => {
        addTransitGateway(draft);
        const side = (vpc: string) => ({ vpc: is(vpc), cidrs: [] });
        const third = { ...draft.vpcs[1], id: 'vpc-2', name: 'vpc-2', cidrs: [is(block('10.2.0.0/16'))] };
        draft.vpcs.push(third as (typeof draft.vpcs)[number]);
        draft.routeTables.push({
          id: 'rtb-2-1',
          name: 'rtb-2-1',
          vpc: is('vpc-2'),
          routes: [],
          gateways: [],
        });
        const subnet = {
          ...draft.subnets[0],
          id: 'subnet-2-1',
          vpc: is('vpc-2'),
          cidrs: [is(block('10.2.1.0/24'))],
          routeTable: is('rtb-2-1'),
        };
        draft.subnets.push(subnet as (typeof draft.subnets)[number]);
        addMachine(draft, 'm-2-1', 'subnet-2-1', '10.2.1.10');
        draft.peeringConnections.push({
          id: 'pcx',
          name: 'pcx',
          requester: side('vpc-0'),
          accepter: side('vpc-2'),
          active: is(true),
        });
        const beyond = {
          destination: is({ kind: 'cidr' as const, cidr: block('10.2.0.0/16') }),
          attachment: is('att-vpc-0'),
          kind: 'static' as const,
        };
        change(draft.transitGatewayRouteTables, 'tgw-rtb', { routes: [beyond] });
        addRoute(draft, 'rtb-1-1', '10.2.0.0/16', { kind: 'transitGateway', id: 'tgw' });
        for (const table of ['rtb-0-1', 'rtb-0-2'])
          addRoute(draft, table, '10.2.0.0/16', { kind: 'peeringConnection', id: 'pcx' });
        for (const back of ['10.0.0.0/16', '10.1.0.0/16'])
          addRoute(draft, 'rtb-2-1', back, { kind: 'peeringConnection', id: 'pcx' });
      }),
    );
    check(network, 'm-1-1', 'm-2-1', 'blocked');
    check(network, 'm-0-1', 'm-2-1', 'reachable');
  });

  it('the interface of a NAT gateway that nobody collected takes no connections either', () => {
    const network = networkOf(
      scene((draft) => {
        facingTheInternet(draft);
        addNat(draft, 'subnet-0-1', '10.0.1.5', '54.0.0.9');
      }),
    );
    const forgotten = { ...network, natGateways: new Map(), notCollected: { natGateways: nobodyKnows } };
    check(network, 'internet', '54.0.0.9', 'blocked');
    check(forgotten, 'internet', '54.0.0.9', 'blocked');
  });

  it('a route table that is partly hidden may detour traffic inside a VPC that has something to detour it to', () => {
    const hidden = (forwards: boolean): Network =>
      networkOf(
        scene((draft) => {
          addMachine(draft, 'box', 'subnet-0-2', '10.0.2.20');
          change(draft.interfaces, 'box', { sourceDestinationCheck: is(!forwards) });
          change(draft.routeTables, 'rtb-0-1', { routesIncomplete: nobodyKnows });
        }),
      );
    check(hidden(true), 'm-0-1', 'm-0-2', 'unknown');
    check(hidden(false), 'm-0-1', 'm-0-2', 'reachable');
  });

  it('an outbound rule that names a group matches a receiver whose own interface the route leads to', () => {
    const network = networkOf(
      scene((draft) => {
        addGroup(draft, 'sg-to-open', [rule('egress', 'sg-open')]);
        change(draft.interfaces, 'm-0-1', { securityGroups: [is('sg-to-open')] });
        addRoute(draft, 'rtb-0-1', '10.0.2.0/24', { kind: 'interface', id: 'm-0-2' });
      }),
    );
    check(network, 'm-0-1', 'm-0-2', 'reachable');
  });

  it('a balancer whose client leg answers unusual client ports only still tells those', () => {
    const network = networkOf(
      scene((draft) => {
        addMachine(draft, 'node', 'subnet-0-2', '10.0.2.7');
        change(draft.interfaces, 'node', { kind: 'loadBalancer', owner: 'lb' });
        change(draft.networkAcls, 'acl-0-2', {
          entries: [entry('ingress', 1, 'allow'), entry('egress', 1, 'allow', 5432, 5432)],
        });
        draft.loadBalancers.push({
          id: 'lb',
          name: 'lb',
          kind: 'application',
          scheme: is('internal'),
          vpc: is('vpc-0'),
          interfaces: ['node'],
          crossZone: is(true),
          listeners: [{ protocol: is(6), port: is(443), targetGroups: [] }],
        });
      }),
    );
    const result = answer(indexNetwork(network), { from: 'm-0-1', to: 'lb', traffic: undefined });
    if (result.kind === 'error') assert.fail(result.errors.map(({ message }) => message).join(' '));
    assert.deepEqual(
      [
        result.answer.verdict,
        result.answer.traffic.map(({ ports, clientPorts }) => `${ports} from ${clientPorts}`),
      ],
      ['blocked', ['443 from 5432']],
    );
  });

  it('a balancer without cross-zone balancing may serve a target when the zone of its node is unknown', () => {
    const placed = (zone: Maybe<string>): Network =>
      networkOf(
        scene((draft) => {
          addMachine(draft, 'node', 'subnet-0-2', '10.0.2.7');
          change(draft.interfaces, 'node', { kind: 'networkLoadBalancer', owner: 'lb' });
          change(draft.subnets, 'subnet-0-2', { zone });
          draft.targetGroups.push({
            id: 'tg',
            name: 'tg',
            vpc: is('vpc-0'),
            targetType: is('ip'),
            protocol: is(6),
            port: is(443),
            targets: [{ to: is({ id: 'm-0-1' }) }],
            healthCheckPort: is('traffic-port'),
            preserveClientAddress: is(false),
            crossZone: is(false),
          });
          draft.loadBalancers.push({
            id: 'lb',
            name: 'lb',
            kind: 'network',
            scheme: is('internal'),
            vpc: is('vpc-0'),
            interfaces: ['node'],
            crossZone: is(false),
            listeners: [{ protocol: is(6), port: is(443), targetGroups: [is('tg')] }],
          });
        }),
      );
    check(placed(is('zone-a')), 'm-0-1', 'lb', 'reachable');
    check(placed(is('zone-b')), 'm-0-1', 'lb', 'blocked');
    check(placed({ known: false, unknown: nobodyKnows }), 'm-0-1', 'lb', 'unknown');
  });

  it('so may a table that is not known at all', () => {
    const network = networkOf(
      scene((draft) => {
        addMachine(draft, 'box', 'subnet-0-2', '10.0.2.20');
        change(draft.interfaces, 'box', { sourceDestinationCheck: is(false) });
        change(draft.subnets, 'subnet-0-1', { routeTable: { known: false, unknown: nobodyKnows } });
      }),
    );
    check(network, 'm-0-1', 'm-0-2', 'unknown');
  });

  it('an attachment of which a subnet is unknown may be left by any subnet of its VPC', () => {
    const network = networkOf(
      scene((draft) => {
        addTransitGateway(draft);
        change(draft.subnets, 'subnet-0-2', { zone: is('zone-b') });
        const subnets = [{ known: false as const, unknown: nobodyKnows }, is('subnet-0-2')];
        change(draft.transitGatewayAttachments, 'att-vpc-0', { subnets });
        // Only what comes by the target's own subnet, or is not routed by 0-2, gets through.
        change(draft.networkAcls, 'acl-0-2', { entries: [entry('ingress', 1, 'allow')] });
      }),
    );
    check(network, 'm-1-1', 'm-0-1', 'unknown');
  });

  it('Block Public Access stops an IPv6 reply that comes in by the internet, whichever way the request went', () => {
    const network = (mode: 'off' | 'ingress'): Network =>
      networkOf(
        scene((draft) => {
          overIpv6(draft, '0-1', '2600:1f00::');
          overIpv6(draft, '1-1', '2600:1f01::');
          const side = (vpc: string) => ({ vpc: is(vpc), cidrs: [] });
          draft.peeringConnections.push({
            id: 'pcx',
            name: 'pcx',
            requester: side('vpc-0'),
            accepter: side('vpc-1'),
            active: is(true),
          });
          addRoute(draft, 'rtb-0-1', '2600:1f01::/56', { kind: 'peeringConnection', id: 'pcx' });
          addRoute(draft, 'rtb-1-1', '::/0', { kind: 'internetGateway', id: 'igw-1' });
          change(draft.vpcs, 'vpc-0', { blockPublicAccess: is(mode) });
          change(draft.subnets, 'subnet-0-1', { blockPublicAccess: is(mode) });
        }),
      );
    check(network('off'), 'm-0-1', 'm-1-1', 'reachable');
    check(network('ingress'), 'm-0-1', 'm-1-1', 'blocked');
  });

  it('an internet gateway whose VPC is unknown may be the one that lets an IPv6 reply in', () => {
    const network = networkOf(
      scene((draft) => {
        overIpv6(draft, '0-1', '2600:1f00::');
        addRoute(draft, 'rtb-0-1', '::/0', { kind: 'internetGateway', id: 'igw-0' });
        change(draft.internetGateways, 'igw-0', { vpc: { known: false, unknown: nobodyKnows } });
      }),
    );
    check(network, 'm-0-1', '2a00:1450::200e', 'unknown');
  });
});

/** Gives a machine, its subnet and its VPC IPv6 in place of IPv4, and lets everything through. */
function overIpv6(draft: Draft, place: string, prefix: string): void {
  change(draft.vpcs, `vpc-${place.charAt(0)}`, { cidrs: [is(block(`${prefix}/56`))] });
  change(draft.subnets, `subnet-${place}`, { cidrs: [is(block(`${prefix}/64`))] });
  const address = { family: 6 as const, within: is([block(`${prefix}a/128`)]), publicAddress: is(undefined) };
  change(draft.interfaces, `m-${place}`, { addresses: [address] });
  change(draft.networkAcls, `acl-${place}`, {
    entries: [entry('ingress', 1, 'allow', 0, 65535, '::/0'), entry('egress', 1, 'allow', 0, 65535, '::/0')],
  });
  change(draft.securityGroups, 'sg-open', { rules: [rule('ingress', '::/0'), rule('egress', '::/0')] });
}
