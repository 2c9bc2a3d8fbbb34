import type { Unknown, Vpc } from '../../network/model';
import { referencesLost } from '../groupRules';
import { hostName, interfaceHost } from '../hosts';
import { lookUpRoute } from '../routeLookup';
import { addHop, block, end, next, pass, wonder } from './hops';
import type { Branch } from './branch';
import { checkPublicAccess } from './internetGateway';
import { natOf } from './natInterface';
import type { Packet, State, Walk } from './packet';

/** A packet is on the internet: it gets to whoever has its public address, there or behind an internet gateway. */
export function crossInternet(walk: Walk, branch: Branch, packet: Packet): readonly State[] {
  const { to } = packet;
  switch (to.kind) {
    case 'internet':
    case 'service': {
      if (packet.reply && packet.translations !== undefined) {
        block(
          walk,
          branch,
          packet,
          'internet',
          'in',
          { id: 'internet', name: 'internet' },
          'RETURN_PATH_ADDRESS_MISMATCH',
        );
        return end(branch, packet);
      }
      const id = to.kind === 'service' ? `service:${to.service}` : 'internet';
      pass(walk, branch, packet, to.kind, 'in', { id, name: hostName(to) });
      return next(branch, packet, { at: 'received' });
    }
    case 'onPremises':
      block(
        walk,
        branch,
        packet,
        'internet',
        'in',
        { id: 'internet', name: 'internet' },
        'NO_POSSIBLE_DESTINATION',
      );
      return end(branch, packet);
    case 'public':
    case 'interface':
      return packet.reply ? comeBack(walk, branch, packet) : comeIn(walk, branch, packet);
  }
}

/** A connection from the internet to something in a VPC. */
function comeIn(walk: Walk, branch: Branch, packet: Packet): readonly State[] {
  const { to } = packet;
  if (to.kind !== 'public' && to.kind !== 'interface') return end(branch, packet);
  const one = to.interface;
  const vpc = walk.index.vpcOf(one);
  if (vpc === undefined) {
    const unknown = one.subnet.known ? walk.index.missing('subnets', one.subnet.value) : one.subnet.unknown;
    wonder(walk, branch, packet, 'interface', 'in', one, [unknown]);
    return end(branch, packet);
  }
  const gateway = enterGateway(walk, branch, packet, vpc);
  checkPublicAccess(walk, branch, packet, one, 'in');
  const nat = natOf(walk.index, one);
  if (one.kind === 'natGateway') {
    block(walk, branch, packet, 'natGateway', 'in', nat ?? one, 'NGW_REJECTS_INGRESS');
    return end(branch, packet);
  }
  const { publicAddress } = to.address;
  if (packet.family === 4) {
    const isLambda = one.kind === 'lambda';
    if (isLambda || (publicAddress.known && publicAddress.value === undefined)) {
      block(
        walk,
        branch,
        packet,
        'internetGateway',
        'in',
        gateway,
        'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
        {
          why: `${one.name} has no public address`,
          interface: one.name,
        },
      );
    } else if (!publicAddress.known) {
      wonder(walk, branch, packet, 'internetGateway', 'in', gateway, [publicAddress.unknown]);
    } else pass(walk, branch, packet, 'internetGateway', 'in', gateway);
  } else pass(walk, branch, packet, 'internetGateway', 'in', gateway);
  const inside: Packet = {
    ...packet,
    to: interfaceHost(walk.index, one, to.address),
    references: referencesLost('the internet'),
    translations:
      to.kind === 'public'
        ? { kind: 'internetIn', vpc: vpc.id, original: to, below: packet.translations }
        : packet.translations,
  };
  return routeAtEdge(walk, branch, inside, vpc, gateway.id);
}

function enterGateway(walk: Walk, branch: Branch, packet: Packet, vpc: Vpc): { id: string; name: string } {
  const gateway = walk.index.internetGatewayOf(vpc.id);
  if (gateway !== undefined) {
    if (gateway.uncertain !== undefined) {
      wonder(walk, branch, packet, 'internetGateway', 'in', gateway, [gateway.uncertain]);
    }
    return gateway;
  }
  const missing = possibleGateway(walk);
  if (missing !== undefined) wonder(walk, branch, packet, 'vpc', 'in', vpc, [missing]);
  else if (packet.family === 6 && hasEgressOnly(walk, vpc))
    block(walk, branch, packet, 'vpc', 'in', vpc, 'EIGW_REJECTS_INGRESS');
  else
    block(walk, branch, packet, 'vpc', 'in', vpc, 'NO_PATH', { why: `${vpc.name} has no internet gateway` });
  return { id: `${vpc.id}/internet-gateway`, name: `the internet gateway of ${vpc.name}` };
}

/** Why a VPC that is not seen to have an internet gateway may have one. */
function possibleGateway(walk: Walk): Unknown | undefined {
  const { network } = walk.index;
  const elsewhere = [...network.internetGateways.values()].find((one) => !one.vpc.known);
  const attached = elsewhere?.vpc.known === false ? elsewhere.vpc.unknown : undefined;
  return network.notCollected.internetGateways ?? attached;
}

function hasEgressOnly(walk: Walk, vpc: Vpc): boolean {
  const gateways = [...walk.index.network.egressOnlyInternetGateways.values()];
  return gateways.some((one) => one.vpc.known && one.vpc.value === vpc.id);
}

/** A reply from the internet: the gateway that wrote the public address in writes the private one back. */
function comeBack(walk: Walk, branch: Branch, packet: Packet): readonly State[] {
  const { to, translations } = packet;
  if (to.kind !== 'public' && to.kind !== 'interface') return end(branch, packet);
  if (packet.family === 6) {
    const vpc = walk.index.vpcOf(to.interface);
    if (vpc === undefined) return end(branch, packet);
    const isEgressOnly = translations?.kind === 'egressOnly';
    const gateway = isEgressOnly ? undefined : walk.index.internetGatewayOf(vpc.id);
    if (gateway === undefined && !isEgressOnly) {
      const missing = possibleGateway(walk);
      const why = `${vpc.name} has no internet gateway`;
      if (missing === undefined) block(walk, branch, packet, 'vpc', 'in', vpc, 'NO_PATH', { why });
      else wonder(walk, branch, packet, 'vpc', 'in', vpc, [missing]);
      return end(branch, packet);
    }
    // What left by this gateway was checked then; a request may have taken another way out.
    if (!isEgressOnly) checkPublicAccess(walk, branch, packet, to.interface, 'in');
    const component = gateway ?? {
      id: `${vpc.id}/egress-only`,
      name: `the egress-only gateway of ${vpc.name}`,
    };
    pass(
      walk,
      branch,
      packet,
      isEgressOnly ? 'egressOnlyInternetGateway' : 'internetGateway',
      'in',
      component,
    );
    const back = isEgressOnly ? { ...packet, translations: translations.below } : packet;
    return routeAtEdge(walk, branch, back, vpc, component.id);
  }
  const vpc =
    translations?.kind === 'internetOut' ? walk.index.network.vpcs.get(translations.vpc) : undefined;
  if (translations?.kind !== 'internetOut' || vpc === undefined) {
    block(walk, branch, packet, 'internet', 'in', to.interface, 'RETURN_PATH_ADDRESS_MISMATCH');
    return end(branch, packet);
  }
  const gateway = walk.index.internetGatewayOf(vpc.id) ?? {
    id: `${vpc.id}/internet-gateway`,
    name: vpc.name,
  };
  pass(walk, branch, packet, 'internetGateway', 'in', gateway);
  const back: Packet = { ...packet, to: translations.original, translations: translations.below };
  return routeAtEdge(walk, branch, back, vpc, gateway.id);
}

/**
 * A route table associated with the gateway may send what comes in to a middlebox first.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
export function routeAtEdge(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  gateway: string,
): readonly State[] {
  const { index } = walk;
  const tables = index.remember('edge tables', index.network.routeTables, () =>
    [...index.network.routeTables.values()].filter((table) => table.gateways.length > 0),
  );
  for (const table of tables) {
    const mine = table.gateways.some((id) => id.known && id.value === gateway);
    if (!mine) continue;
    const { ways, unknowns } = lookUpRoute(index, table, vpc, packet.to, { value: table.id, why: '' });
    const [way] = ways;
    if (ways.length > 1 || way === undefined) {
      wonder(walk, branch, packet, 'routeTable', 'in', table, unknowns);
      return end(branch, packet);
    }
    if (way.kind !== 'route') continue;
    const { target } = way.route;
    if (!target.known) {
      wonder(walk, branch, packet, 'routeTable', 'in', table, [target.unknown]);
      return end(branch, packet);
    }
    const name = target.value.kind === 'local' ? 'local' : target.value.id;
    addHop(walk, branch, packet, () => ({
      component: table,
      kind: 'routeTable',
      direction: 'in',
      verdict: 'allowed',
      facts: { route: way.destination, target: name },
      origin: way.route.origin,
    }));
    return next(branch, packet, { at: 'target', vpc, subnet: undefined, target: target.value });
  }
  return next(branch, packet, { at: 'arrive', vpc, subnet: undefined });
}
