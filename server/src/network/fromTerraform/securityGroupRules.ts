import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe } from '../maybe';
import type { Id, Maybe, Peer, SecurityGroup, SecurityGroupRule } from '../model';
import { withOrigin, withUncertain, type Context } from './context';
import type { Argument, Fields } from './fields';
import { read, readList, toBoolean, toCidr, toId, toText, type Read } from './read';
import { readTraffic } from './traffic';

type Direction = SecurityGroupRule['direction'];

/** The rules of the `ingress` or `egress` blocks (or list of objects) of a group. */
export function inlineRules(
  context: Context,
  group: Fields,
  direction: Direction,
  id: Id,
): { readonly rules: readonly SecurityGroupRule[]; readonly incomplete: SecurityGroup['rulesIncomplete'] } {
  const blocks = group.blocks(direction);
  const incomplete =
    blocks.incomplete === undefined
      ? {}
      : { [direction]: context.reason({ source: group.source, ...blocks.incomplete }) };
  return { rules: blocks.items.flatMap((block) => rulesOfBlock(context, block, direction, id)), incomplete };
}

/** The rules of an `aws_security_group_rule`. https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/security_group_rule */
export function legacyRules(
  context: Context,
  resource: ResourceInstance,
  fields: Fields,
  group: Id,
): readonly SecurityGroupRule[] {
  const type = read(context, fields, 'type', toText);
  const wanted: readonly Direction[] =
    type?.known === true ? [type.value === 'egress' ? 'egress' : 'ingress'] : ['ingress', 'egress'];
  return wanted.flatMap((direction) =>
    rulesOfBlock(context, fields, direction, group).map((rule) => ({
      ...rule,
      id: resource.address,
      ...(type?.known === false ? { uncertain: type.unknown } : {}),
    })),
  );
}

/** The rule of an `aws_vpc_security_group_ingress_rule` or `_egress_rule`: one peer. */
export function rulesFrom(
  context: Context,
  fields: Fields,
  direction: Direction,
  _group: Id,
  id: Id,
): readonly SecurityGroupRule[] {
  const traffic = readTraffic(context, fields, { protocol: 'ip_protocol', from: 'from_port', to: 'to_port' });
  const peers: readonly (readonly [string, (argument: Argument) => Maybe<Peer>])[] = [
    ['cidr_ipv4', (argument) => cidrPeer(context, argument, 4)],
    ['cidr_ipv6', (argument) => cidrPeer(context, argument, 6)],
    ['prefix_list_id', (argument) => prefixListPeer(context, argument)],
    ['referenced_security_group_id', (argument) => groupPeer(context, argument)],
  ];
  return peers.flatMap(([name, reader]) => {
    const argument = fields.argument(name);
    if (argument === undefined) return [];
    const rule = {
      id,
      direction,
      traffic,
      peer: reader(argument),
      ...description(fields),
      ...withOrigin(context.origin(argument.source)),
      ...withUncertain(context, fields.uncertain),
    };
    return [rule];
  });
}

/** What an inline block and a legacy rule resource have in common: lists of peers, and `self`. */
function rulesOfBlock(context: Context, block: Fields, direction: Direction, group: Id): SecurityGroupRule[] {
  const traffic = readTraffic(context, block, { protocol: 'protocol', from: 'from_port', to: 'to_port' });
  const peers: readonly Read<Peer>[] = [
    ...readList(context, block, 'cidr_blocks', (_context, one) => cidrPeer(context, one, 4)),
    ...readList(context, block, 'ipv6_cidr_blocks', (_context, one) => cidrPeer(context, one, 6)),
    ...readList(context, block, 'prefix_list_ids', (_context, one) => prefixListPeer(context, one)),
    ...readList(context, block, 'security_groups', (_context, one) => groupPeer(context, one)),
    ...readList(context, block, 'source_security_group_id', (_context, one) => groupPeer(context, one)),
  ];
  const rules = peers.map(({ value, source }): SecurityGroupRule => ({
    direction,
    traffic,
    peer: withFamily(value, block, source),
    ...description(block),
    ...withOrigin(context.origin(source)),
    ...withUncertain(context, block.uncertain),
  }));
  return [...rules, ...selfRule(context, block, direction, group, traffic)];
}

/** An unknown list of IPv6 blocks is known to be of IPv6. */
function withFamily(peer: Maybe<Peer>, block: Fields, source: Argument['source']): Maybe<Peer> {
  if (peer.known || peer.unknown.family !== undefined) return peer;
  const family =
    block.argument('cidr_blocks')?.source === source
      ? 4
      : block.argument('ipv6_cidr_blocks')?.source === source
        ? 6
        : undefined;
  return family === undefined ? peer : { known: false, unknown: { ...peer.unknown, family } };
}

function selfRule(
  context: Context,
  block: Fields,
  direction: Direction,
  group: Id,
  traffic: SecurityGroupRule['traffic'],
): SecurityGroupRule[] {
  const argument = block.argument('self');
  if (argument === undefined) return [];
  const self = toBoolean(context, argument);
  if (self.known && !self.value) return [];
  return [
    {
      direction,
      traffic,
      peer: known({ kind: 'securityGroup', securityGroup: group }),
      ...description(block),
      ...withOrigin(context.origin(argument.source)),
      ...withUncertain(context, block.uncertain),
      ...(self.known ? {} : { uncertain: self.unknown }),
    },
  ];
}

function cidrPeer(context: Context, argument: Argument, family: 4 | 6): Maybe<Peer> {
  return mapMaybe(toCidr(context, argument, family), (cidr): Peer => ({ kind: 'cidr', cidr }));
}

function prefixListPeer(context: Context, argument: Argument): Maybe<Peer> {
  return mapMaybe(toId(context, argument, 'prefixLists'), (prefixList): Peer => ({
    kind: 'prefixList',
    prefixList,
  }));
}

function groupPeer(context: Context, argument: Argument): Maybe<Peer> {
  return mapMaybe(toId(context, argument, 'securityGroups'), (securityGroup): Peer => ({
    kind: 'securityGroup',
    securityGroup,
  }));
}

function description(fields: Fields): { readonly description?: string } {
  const value = fields.argument('description')?.value;
  return value?.kind === 'string' ? { description: value.value } : {};
}
