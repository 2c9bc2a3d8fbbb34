import type { Peer, SecurityGroupRule } from '../network/model';
import type { Configuration, ResourceInstance } from '../terraform/configuration';
import type { Value } from '../terraform/value';
import type { FileEdit } from './fileEdit';
import { argument, printBlock, printObject, quoted, type HclItem } from './hcl';
import {
  attributeExpression,
  cidrExpression,
  freeName,
  idExpression,
  shortName,
  type TakenNames,
} from './naming';
import { afterResource, listElement, nestedBlock } from './placement';
import { trafficArguments } from './traffic';

/** How a group's rules are written; a new rule follows, because flavours that are mixed undo each other at every apply. */
type Flavour = 'inline' | 'aws_security_group_rule' | 'aws_vpc_security_group_rule';

/**
 * The text of a new group rule, in the flavour that the group's rules already have. Undefined where the code can not say
 * it: a peer that the group's module does not know, an inline reference that would close a dependency cycle.
 */
export function securityGroupRuleEdits(
  groupId: string,
  rule: SecurityGroupRule,
  configuration: Configuration,
  taken?: TakenNames,
): readonly FileEdit[] | undefined {
  const group = configuration.byAddress.get(groupId);
  if (group === undefined || !rule.traffic.known || !rule.peer.known) return undefined;
  const flavour = flavourOf(group, rule.direction, configuration);
  const peer = peerOf(rule.peer.value, group, configuration);
  if (peer === undefined) return undefined;
  const traffic = trafficArguments(rule.traffic.value);
  const edit =
    flavour === 'inline'
      ? inlineRule(group, rule, peer, traffic, configuration)
      : standaloneRule(flavour, group, rule, peer, traffic, configuration, taken);
  return edit === undefined ? undefined : [edit];
}

type Traffic = ReturnType<typeof trafficArguments>;

/** The peer as each flavour's argument wants it. */
interface PeerText {
  readonly kind: 'cidr4' | 'cidr6' | 'securityGroup' | 'self' | 'prefixList';
  readonly expression: string;
  readonly name: string;
  readonly groupId: string | undefined;
}

function peerOf(peer: Peer, group: ResourceInstance, configuration: Configuration): PeerText | undefined {
  if (peer.kind === 'cidr') {
    const expression = cidrExpression(peer.cidr, group.module, configuration);
    const kind = peer.cidr.family === 4 ? 'cidr4' : 'cidr6';
    return { kind, expression, name: expression.replace(/"/g, ''), groupId: undefined };
  }
  const id = peer.kind === 'securityGroup' ? peer.securityGroup : peer.prefixList;
  const expression = idExpression(id, group.module, configuration);
  if (expression === undefined) return undefined;
  const name = shortName(id, configuration);
  if (peer.kind === 'prefixList') return { kind: 'prefixList', expression, name, groupId: undefined };
  return { kind: id === group.address ? 'self' : 'securityGroup', expression, name, groupId: id };
}

function inlineRule(
  group: ResourceInstance,
  rule: SecurityGroupRule,
  peer: PeerText,
  traffic: Traffic,
  configuration: Configuration,
): FileEdit | undefined {
  if (peer.kind === 'securityGroup' && refersTo(peer.groupId, group.address, configuration)) return undefined;
  const attribute = group.block.body.attributes.find((candidate) => candidate.name === rule.direction);
  const [name, value] = inlinePeer(peer);
  const common = [
    argument('from_port', String(traffic.from)),
    argument('to_port', String(traffic.to)),
    argument('protocol', quoted(traffic.protocol)),
  ];
  if (attribute === undefined) {
    const description = siblingsAreDescribed(group, rule.direction) ? [describe(rule, peer)] : [];
    const text = printBlock(rule.direction, [...description, ...common, argument(name, value)], 1);
    return nestedBlock(group, rule.direction, text, configuration);
  }
  // An attribute-as-block wants every attribute of the object.
  const rest = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups', 'self']
    .filter((other) => other !== name)
    .map((other) => argument(other, other === 'self' ? 'false' : '[]'));
  const items = [describe(rule, peer), ...common, argument(name, value), ...rest];
  return listElement(group, attribute, printObject(items, 1), configuration);
}

function inlinePeer(peer: PeerText): [name: string, value: string] {
  switch (peer.kind) {
    case 'cidr4':
      return ['cidr_blocks', `[${peer.expression}]`];
    case 'cidr6':
      return ['ipv6_cidr_blocks', `[${peer.expression}]`];
    case 'prefixList':
      return ['prefix_list_ids', `[${peer.expression}]`];
    case 'securityGroup':
      return ['security_groups', `[${peer.expression}]`];
    case 'self':
      return ['self', 'true'];
  }
}

function standaloneRule(
  flavour: Exclude<Flavour, 'inline'>,
  group: ResourceInstance,
  rule: SecurityGroupRule,
  peer: PeerText,
  traffic: Traffic,
  configuration: Configuration,
  taken: TakenNames | undefined,
): FileEdit | undefined {
  const groupExpression = attributeExpression(group, 'id', group.module, configuration);
  if (groupExpression === undefined) return undefined;
  const type =
    flavour === 'aws_security_group_rule' ? flavour : `aws_vpc_security_group_${rule.direction}_rule`;
  const wanted = `${group.name}_${rule.direction === 'ingress' ? 'from' : 'to'}_${peer.name}`;
  const name = freeName(type, wanted, group.module, configuration, taken);
  const items =
    flavour === 'aws_security_group_rule'
      ? legacyArguments(rule, peer, traffic, groupExpression)
      : currentArguments(rule, peer, traffic, groupExpression);
  const text = printBlock(`resource "${type}" "${name}"`, items);
  return afterResource(lastRuleOf(group, configuration) ?? group, text, configuration);
}

function legacyArguments(
  rule: SecurityGroupRule,
  peer: PeerText,
  traffic: Traffic,
  group: string,
): HclItem[] {
  const [name, value] =
    peer.kind === 'securityGroup' ? ['source_security_group_id', peer.expression] : inlinePeer(peer);
  return [
    argument('type', quoted(rule.direction)),
    argument('security_group_id', group),
    describe(rule, peer),
    argument('from_port', String(traffic.from)),
    argument('to_port', String(traffic.to)),
    argument('protocol', quoted(traffic.protocol)),
    argument(name, value),
  ];
}

function currentArguments(
  rule: SecurityGroupRule,
  peer: PeerText,
  traffic: Traffic,
  group: string,
): HclItem[] {
  const source = {
    cidr4: 'cidr_ipv4',
    cidr6: 'cidr_ipv6',
    prefixList: 'prefix_list_id',
    securityGroup: 'referenced_security_group_id',
    self: 'referenced_security_group_id',
  }[peer.kind];
  const hasPorts = ['tcp', 'udp', 'icmp', 'icmpv6'].includes(traffic.protocol);
  const ports = [argument('from_port', String(traffic.from)), argument('to_port', String(traffic.to))];
  return [
    argument('security_group_id', group),
    describe(rule, peer),
    argument('ip_protocol', quoted(traffic.protocol)),
    ...(hasPorts ? ports : []),
    argument(source, peer.expression),
  ];
}

/** EC2 allows a few marks only: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
function describe(rule: SecurityGroupRule, peer: PeerText): HclItem {
  const text = rule.description ?? `${rule.direction === 'ingress' ? 'From' : 'To'} ${peer.name}`;
  return argument(
    'description',
    quoted(text.replace(/[^a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]/g, '').slice(0, 255)),
  );
}

function siblingsAreDescribed(group: ResourceInstance, direction: string): boolean {
  const siblings = group.body.blocks.filter((block) => block.type === direction);
  return siblings.length === 0 || siblings.some((block) => block.body.attributes.has('description'));
}

function flavourOf(group: ResourceInstance, direction: string, configuration: Configuration): Flavour {
  if (writesInline(group, direction)) return 'inline';
  const standalone = rulesOf(group, configuration)[0];
  if (standalone !== undefined) {
    return standalone.type === 'aws_security_group_rule' ? standalone.type : 'aws_vpc_security_group_rule';
  }
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  return writesInline(group, other) || group.type === 'aws_default_security_group'
    ? 'inline'
    : 'aws_vpc_security_group_rule';
}

function writesInline(group: ResourceInstance, direction: string): boolean {
  const { attributes, blocks } = group.block.body;
  return (
    attributes.some((attribute) => attribute.name === direction) ||
    blocks.some((block) => block.type === direction || block.labels[0]?.text === direction)
  );
}

/** The standalone rules of a group that stand in the group's own module. */
function rulesOf(group: ResourceInstance, configuration: Configuration): ResourceInstance[] {
  return configuration.resources.filter((resource) => {
    if (!/^aws_(security_group_rule|vpc_security_group_(in|e)gress_rule)$/.test(resource.type)) return false;
    const value = resource.body.attributes.get('security_group_id')?.value;
    return (
      value?.kind === 'reference' &&
      value.address === group.address &&
      resource.module.address === group.module.address
    );
  });
}

function lastRuleOf(group: ResourceInstance, configuration: Configuration): ResourceInstance | undefined {
  const file = configuration.locate(group.source)?.path;
  return rulesOf(group, configuration)
    .filter((rule) => configuration.locate(rule.source)?.path === file)
    .at(-1);
}

/** Whether the inline rules of `from` lead to `to`, directly or through other groups: Terraform refuses such a cycle. */
function refersTo(from: string | undefined, to: string, configuration: Configuration): boolean {
  const seen = new Set<string>();
  const queue = from === undefined ? [] : [from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const group = configuration.byAddress.get(id);
    if (group === undefined) continue;
    const next = inlineReferences(group);
    if (next.includes(to)) return true;
    queue.push(...next);
  }
  return false;
}

function inlineReferences(group: ResourceInstance): string[] {
  const values = [
    ...[...group.body.attributes.values()].map((attribute) => attribute.value),
    ...group.body.blocks.flatMap((block) =>
      [...block.body.attributes.values()].map((attribute) => attribute.value),
    ),
  ];
  return values.flatMap(references);
}

function references(value: Value): string[] {
  if (value.kind === 'reference') return [value.address];
  if (value.kind === 'list') return value.elements.flatMap(references);
  if (value.kind === 'map') return [...value.entries.values()].flatMap(references);
  return [];
}
