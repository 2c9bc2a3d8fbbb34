import type { BlockPublicAccess, Id, Maybe, NetworkInterface, Subnet, Vpc } from '../../network/model';
import { publicHost, sharedUse, type InterfaceHost } from '../hosts';
import { isIn } from '../parties';
import type { Branch } from './branch';
import { block, end, next, pass, stranger, wonder, uncertainty } from './hops';
import { natOf } from './natInterface';
import type { Packet, State, Walk } from './packet';

/**
 * Out to the internet. An internet gateway writes an interface's public IPv4 address in place of its private one, and
 * has nothing to write for an interface without. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export function leaveByInternetGateway(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  id: Id,
): readonly State[] {
  const gateway = walk.index.network.internetGateways.get(id);
  const component = gateway ?? stranger(id);
  const stop = (code: Parameters<typeof block>[6], facts: Readonly<Record<string, string>> = {}): void =>
    block(walk, branch, packet, 'internetGateway', 'out', component, code, facts);
  const wonderAbout = (unknowns: Parameters<typeof wonder>[6]): void =>
    wonder(walk, branch, packet, 'internetGateway', 'out', component, unknowns);
  if (gateway === undefined) wonderAbout([walk.index.missing('internetGateways', id)]);
  else if (!gateway.vpc.known) wonderAbout([gateway.vpc.unknown]);
  else if (gateway.vpc.value !== vpc.id)
    stop('BAD_STATE_ATTACHMENT', { why: 'it is not attached to this VPC' });
  else if (gateway.uncertain !== undefined) wonderAbout(uncertainty(gateway));
  const { from, to } = packet;
  if (from.kind !== 'interface' || !isOf(walk, from.interface, vpc)) {
    stop('IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', { why: 'the sender is not an interface of this VPC' });
    return end(branch, packet);
  }
  // A reply to what came in this way was looked at then.
  const isChecked = branch.blockers.some(({ code }) => code === 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED');
  if (!packet.reply || !isChecked) checkPublicAccess(walk, branch, packet, from.interface, 'out');
  if (to.kind === 'onPremises' || (to.kind === 'interface' && packet.family === 4)) {
    stop(
      isIn(to.party, sharedUse) === 'yes'
        ? 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'
        : 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
    );
    return end(branch, packet);
  }
  if (packet.family === 6) {
    pass(walk, branch, packet, 'internetGateway', 'out', component);
    return next(branch, packet, { at: 'internet' });
  }
  return packet.reply
    ? replyOut(walk, branch, packet, vpc, from, component)
    : requestOut(walk, branch, packet, vpc, from, component);
}

function isOf(walk: Walk, one: NetworkInterface, vpc: Vpc): boolean {
  const nat = natOf(walk.index, one);
  return walk.index.vpcOf(one)?.id === vpc.id || (nat?.vpc.known === true && nat.vpc.value === vpc.id);
}

function requestOut(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  from: InterfaceHost,
  component: { id: Id; name: string },
): readonly State[] {
  const { publicAddress } = from.address;
  // A function in a VPC never gets one, whatever its subnet says.
  const isLambda = from.interface.kind === 'lambda';
  if (isLambda || (publicAddress.known && publicAddress.value === undefined)) {
    const why = isLambda
      ? 'a Lambda function never has a public address'
      : 'the sender has no public address';
    const facts = { why, interface: from.interface.name };
    block(
      walk,
      branch,
      packet,
      'internetGateway',
      'out',
      component,
      'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
      facts,
    );
  } else if (!publicAddress.known) {
    wonder(walk, branch, packet, 'internetGateway', 'out', component, [publicAddress.unknown]);
  } else pass(walk, branch, packet, 'internetGateway', 'out', component);
  const translated: Packet = {
    ...packet,
    from: publicHost(from.interface, from.address),
    translations: { kind: 'internetOut', vpc: vpc.id, original: from, below: packet.translations },
  };
  return next(branch, translated, { at: 'internet' });
}

function replyOut(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  from: InterfaceHost,
  component: { id: Id; name: string },
): readonly State[] {
  const { translations } = packet;
  if (translations?.kind !== 'internetIn' || translations.original.interface.id !== from.interface.id) {
    block(walk, branch, packet, 'internetGateway', 'out', component, 'RETURN_PATH_ADDRESS_MISMATCH', {
      why: `the request did not come in by the internet gateway of ${vpc.name}`,
    });
    return end(branch, packet);
  }
  pass(walk, branch, packet, 'internetGateway', 'out', component);
  return next(
    branch,
    { ...packet, from: translations.original, translations: translations.below },
    { at: 'internet' },
  );
}

/** IPv6, outbound only. https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html */
export function leaveByEgressOnlyGateway(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  vpc: Vpc,
  id: Id,
): readonly State[] {
  const gateway = walk.index.network.egressOnlyInternetGateways.get(id);
  const component = gateway ?? stranger(id);
  const kind = 'egressOnlyInternetGateway';
  if (gateway === undefined) {
    wonder(walk, branch, packet, kind, 'out', component, [
      walk.index.missing('egressOnlyInternetGateways', id),
    ]);
  } else if (gateway.vpc.known && gateway.vpc.value !== vpc.id) {
    block(walk, branch, packet, kind, 'out', component, 'BAD_STATE_ATTACHMENT', {
      why: 'it is in another VPC',
    });
  } else if (!gateway.vpc.known || gateway.uncertain !== undefined) {
    const unknowns = gateway.vpc.known ? uncertainty(gateway) : [gateway.vpc.unknown];
    wonder(walk, branch, packet, kind, 'out', component, unknowns);
  }
  if (packet.family === 4) {
    block(walk, branch, packet, kind, 'out', component, 'EIGW_ACCEPTS_ONLY_IPV6');
    return end(branch, packet);
  }
  if (packet.reply) {
    block(walk, branch, packet, kind, 'out', component, 'RETURN_PATH_ADDRESS_MISMATCH', {
      why: 'it passes only connections that began inside',
    });
    return next(branch, packet, { at: 'internet' });
  }
  const { from } = packet;
  if (from.kind === 'interface') checkPublicAccess(walk, branch, packet, from.interface, 'egressOnly');
  pass(walk, branch, packet, kind, 'out', component);
  const out: Packet = {
    ...packet,
    translations: { kind: 'egressOnly', vpc: vpc.id, below: packet.translations },
  };
  return next(branch, out, { at: 'internet' });
}

/**
 * VPC Block Public Access, which comes before everything else. Under `ingress` only NAT and egress-only gateways get out.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
export function checkPublicAccess(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  one: NetworkInterface,
  way: 'in' | 'out' | 'egressOnly',
): void {
  const subnet: Subnet | undefined = walk.index.subnetOf(one);
  const setting: Maybe<BlockPublicAccess> | undefined =
    subnet?.blockPublicAccess ?? natVpc(walk, one)?.blockPublicAccess;
  if (setting === undefined) return;
  const component = subnet ?? one;
  if (!setting.known) {
    wonder(walk, branch, packet, 'subnet', way === 'in' ? 'in' : 'out', component, [setting.unknown]);
    return;
  }
  const onlyOut = way === 'egressOnly' || (way === 'out' && one.kind === 'natGateway');
  if (setting.value === 'off' || (setting.value === 'ingress' && onlyOut)) return;
  const facts = { mode: setting.value };
  block(
    walk,
    branch,
    packet,
    'subnet',
    way === 'in' ? 'in' : 'out',
    component,
    'VPC_BLOCK_PUBLIC_ACCESS_ENABLED',
    facts,
  );
}

function natVpc(walk: Walk, one: NetworkInterface): Vpc | undefined {
  const nat = natOf(walk.index, one);
  return nat?.vpc.known === true ? walk.index.network.vpcs.get(nat.vpc.value) : undefined;
}
