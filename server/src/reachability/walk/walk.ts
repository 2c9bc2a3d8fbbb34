import type { RouteTarget, Subnet, Unknown, Vpc } from '../../network/model';
import { referencesKept } from '../groupRules';
import type { Host } from '../hosts';
import { arriveInVpc, receive } from './arrive';
import { newBranch, type Branch } from './branch';
import { block, end, next, pass, stranger, wonder } from './hops';
import { hostName } from '../hosts';
import { crossInternet } from './internet';
import { leaveByEgressOnlyGateway, leaveByInternetGateway } from './internetGateway';
import { passInterface } from './middlebox';
import { passNatGateway } from './natGateway';
import { beOutside, leaveByVpnGateway } from './outside';
import { findDoor } from './doors';
import type { Packet, State, Step, Walk } from './packet';
import { passPeering } from './peering';
import { enterTransitGateway, routeInTransit } from './transitGateway';
import { passEndpoint } from './vpcEndpoint';
import { leaveInterface, routePacket } from './vpcRouter';
import type { Family } from '../../ip/cidr';

/** What a walk may take: more than any real way has, and an end for the ones that have none. */
const maximumSteps = 2000;
const maximumBranches = 64;

/**
 * Walks from one host to another and back. `walk.outcomes` gets one branch for each course that the unknowns leave
 * open. Parties of the kind `each` come out narrowed to the addresses that this walk holds for.
 */
export function walkBetween(walk: Walk, from: Host, to: Host, family: Family): void {
  const branch = newBranch(walk.asked);
  const packet: Packet = {
    reply: false,
    family,
    from,
    to,
    references: referencesKept,
    translations: undefined,
    door: undefined,
    visited: [],
  };
  const states: State[] = [...begin(walk, branch, packet)];
  for (let steps = 0; states.length > 0; steps += 1) {
    const state = states.pop();
    if (state === undefined) break;
    if (steps > maximumSteps || states.length + walk.outcomes.length > maximumBranches) {
      giveUp(walk, state.branch);
      continue;
    }
    if (state.step.at === 'end' || (state.branch.blocked && !walk.trace)) walk.outcomes.push(state.branch);
    else states.push(...takeStep(walk, state.branch, state.packet, state.step));
  }
}

function giveUp(walk: Walk, branch: Branch): void {
  const unknown: Unknown = {
    value: 'the way',
    why: 'too many values are unknown to follow every way that they leave open',
  };
  branch.flow = { ...branch.flow, must: [], someMust: [] };
  branch.unsure = true;
  branch.unknowns.push(unknown);
  walk.outcomes.push(branch);
}

function begin(walk: Walk, branch: Branch, packet: Packet): readonly State[] {
  const { from } = packet;
  switch (from.kind) {
    case 'interface':
    case 'public':
      pass(walk, branch, packet, 'source', 'out', from.interface);
      return next(branch, packet, { at: 'leave', interface: from.interface });
    case 'internet':
    case 'service':
      pass(walk, branch, packet, 'internet', 'out', { id: 'internet', name: hostName(from) });
      return next(branch, packet, { at: 'internet' });
    case 'onPremises': {
      const place = { id: 'on-premises', name: hostName(from) };
      const door = packet.to.kind === 'interface' ? findDoor(walk, packet.to.interface) : undefined;
      if (door === undefined) {
        const why = 'no VPN and no Direct Connect leads from there to the VPC';
        block(walk, branch, packet, 'onPremises', 'out', place, 'NO_PATH', { why });
        return end(branch, packet);
      }
      pass(walk, branch, packet, 'onPremises', 'out', place);
      return next(branch, { ...packet, door }, { at: 'outside' });
    }
  }
}

function takeStep(walk: Walk, branch: Branch, packet: Packet, step: Step): readonly State[] {
  switch (step.at) {
    case 'leave':
      return leaveInterface(walk, branch, packet, step.interface);
    case 'route':
      return routePacket(walk, branch, packet, step.vpc, step.table, step.subnet);
    case 'target':
      return reachTarget(walk, branch, packet, step.vpc, step.subnet, step.target);
    case 'arrive':
      return arriveInVpc(walk, branch, packet, step.vpc, step.subnet);
    case 'internet':
      return crossInternet(walk, branch, packet);
    case 'transit':
      return routeInTransit(walk, branch, packet, step.attachment, step.zone);
    case 'outside':
      return beOutside(walk, branch, packet);
    case 'received':
      return receive(walk, branch, packet);
    case 'end':
      return [];
  }
}

function reachTarget(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  subnet: Subnet | undefined,
  target: RouteTarget,
): readonly State[] {
  switch (target.kind) {
    case 'local':
      return arriveInVpc(walk, branch, packet, vpc, subnet);
    case 'internetGateway':
      return leaveByInternetGateway(walk, branch, packet, vpc, target.id);
    case 'egressOnlyInternetGateway':
      return leaveByEgressOnlyGateway(walk, branch, packet, vpc, target.id);
    case 'natGateway':
      return passNatGateway(walk, branch, packet, vpc, subnet, target.id);
    case 'vpnGateway':
      return leaveByVpnGateway(walk, branch, packet, vpc, target.id);
    case 'peeringConnection':
      return passPeering(walk, branch, packet, vpc, target.id);
    case 'transitGateway':
      return enterTransitGateway(walk, branch, packet, vpc, subnet, target.id);
    case 'interface':
      return passInterface(walk, branch, packet, vpc, subnet, target.id);
    case 'endpoint':
      return passEndpoint(walk, branch, packet, vpc, target.id);
    case 'carrierGateway':
    case 'other': {
      const type = target.kind === 'other' ? target.type : 'carrier gateway';
      const why = `what a ${type} does with packets is not followed`;
      wonder(walk, branch, packet, 'unknownComponent', 'out', stranger(target.id), [
        { value: target.id, why },
      ]);
      return end(branch, packet);
    }
  }
}
