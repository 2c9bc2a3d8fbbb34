import { afterResource } from '../../edits/placement';
import { argument, printBlock, quoted } from '../../edits/hcl';
import { attributeExpression, moduleInstance } from '../../edits/naming';
import { listInWords } from '../../explain/traffic';
import { serviceOfPort } from '../../explain/services';
import type { Attribute } from '../../syntax/tree';
import type { GroupRule, RulePeer } from '../groupRules';

import { literalText } from '../../syntax/literalText';
import { rulePorts } from '../rulePorts';
import type { Fix, RuleContext } from '../rule';
import { at, placeEdits, replaceArgument, type ChunkEdit } from '../textEdits';
import { textOf } from '../values';
import { removeRule } from './removePeer';
import { writtenArguments } from './ruleText';

/**
 * Ways to admit fewer than the whole internet, best first: the networks of a variable, a bastion's group, nobody. None is
 * preferred, since each takes access from somebody.
 */
export function restrictingFixes(
  rule: GroupRule,
  peer: RulePeer,
  ports: readonly number[],
  context: RuleContext,
): readonly Fix[] {
  const written = writtenArguments(rule)?.find((attribute) => attribute.name === peer.argument);
  const own = textOf(peer.value);
  if (written === undefined || own === undefined || peer.kind === 'prefixList') return [];
  const site: Site = { rule, peer, ports, context, written, own };
  return [toVariable(site), toBastion(site), removal(site)].filter((fix) => fix !== undefined);
}

interface Site {
  readonly rule: GroupRule;
  readonly peer: RulePeer;
  readonly ports: readonly number[];
  readonly context: RuleContext;
  /** The argument that the peer stands in. */
  readonly written: Attribute;
  /** The CIDR as it is written. */
  readonly own: string;
}

function toVariable(site: Site): Fix | undefined {
  const { rule, context } = site;
  const name = variableName(site);
  const edits = site.peer.argument.startsWith('cidr_ipv')
    ? singleSource(site, name)
    : listedSource(site, name);
  const placed = edits === undefined ? undefined : placeEdits(edits, context.configuration);
  if (placed === undefined) return undefined;
  const known =
    moduleInstance(context.configuration.module, rule.resource.module.address)?.variables.has(name) === true;
  const declaration = known
    ? undefined
    : afterResource(rule.resource, variableBlock(site, name), context.configuration);
  if (!known && declaration === undefined) return undefined;
  return {
    title: `Admit only the networks of var.${name}`,
    edits: declaration === undefined ? placed : [...placed, declaration],
    preferred: false,
  };
}

function variableName({ ports, peer }: Site): string {
  const [port] = ports;
  const service = { 22: 'ssh_', 3389: 'rdp_' }[ports.length === 1 ? (port ?? 0) : 0] ?? '';
  return `allowed_${service}${peer.kind === 'cidr6' ? 'ipv6_' : ''}cidrs`;
}

function variableBlock({ ports }: Site, name: string): string {
  const services = listInWords(ports.map((port) => serviceOfPort('tcp', port) ?? `port ${port}`));
  return printBlock(`variable "${name}"`, [
    argument('description', quoted(`Networks that may use ${services}`)),
    argument('type', 'list(string)'),
  ]);
}

/** `["0.0.0.0/0"]` becomes the variable; what else the list has stays. */
function listedSource({ rule, written, own }: Site, name: string): ChunkEdit[] | undefined {
  const others = otherElements(written, own);
  if (others === undefined) return undefined;
  const kept = others.map(quoted).join(', ');
  const newText = others.length === 0 ? `var.${name}` : `concat([${kept}], var.${name})`;
  return [{ chunk: rule.source.chunk, range: written.expression.range, newText }];
}

/** A rule with one source becomes a rule for each network. */
function singleSource({ rule, written }: Site, name: string): ChunkEdit[] | undefined {
  const { block } = rule.resource;
  if (block.body.attributes.some((attribute) => attribute.name === 'count' || attribute.name === 'for_each'))
    return undefined;
  const { chunk } = rule.source;
  return [
    { chunk, range: at(block.bodyRange.start), newText: `\n  for_each = toset(var.${name})\n` },
    { chunk, range: written.expression.range, newText: 'each.value' },
  ];
}

/** The other literals of a list that is written out; undefined where it is not, or does not have this one. */
function otherElements(written: Attribute, own: string): string[] | undefined {
  if (written.expression.kind !== 'tuple') return undefined;
  const texts = written.expression.elements.map(literalText);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length && known.includes(own)
    ? known.filter((text) => text !== own)
    : undefined;
}

/** The group of a bastion in place of the addresses, where the module has one. */
function toBastion(site: Site): Fix | undefined {
  const { rule, written, own, context } = site;
  const bastion = context.configuration.resources.find(
    (resource) =>
      resource.type === 'aws_security_group' &&
      /bastion|jump/i.test(resource.name) &&
      resource.module.address === rule.resource.module.address &&
      resource.address !== (rule.group?.kind === 'reference' ? rule.group.address : undefined),
  );
  const expression =
    bastion === undefined
      ? undefined
      : attributeExpression(bastion, 'id', rule.resource.module, context.configuration);
  const arguments_ = writtenArguments(rule) ?? [];
  const [name, value] = groupArgument(rule, expression ?? '');
  const isOnly =
    rule.peers.length === 1 &&
    (rule.flavour.startsWith('aws_vpc') || otherElements(written, own)?.length === 0);
  if (expression === undefined || !isOnly || arguments_.some((other) => other.name === name))
    return undefined;
  const edits = placeEdits(
    replaceArgument(rule.source.chunk, arguments_, written, name, value),
    context.configuration,
  );
  return edits === undefined
    ? undefined
    : { title: `Admit only ${bastion?.address ?? ''}`, edits, preferred: false };
}

function groupArgument(rule: GroupRule, expression: string): [name: string, value: string] {
  if (rule.flavour === 'block' || rule.flavour === 'attribute') return ['security_groups', `[${expression}]`];
  if (rule.flavour === 'aws_security_group_rule') return ['source_security_group_id', expression];
  return ['referenced_security_group_id', expression];
}

/** The rule taken out, where it is for these ports alone and admits nobody else. */
function removal({ rule, ports, context }: Site): Fix | undefined {
  const tcp = rulePorts(rule)?.tcp;
  const [port] = ports;
  if (
    rule.repeated ||
    rule.peers.length !== 1 ||
    ports.length !== 1 ||
    tcp?.from !== port ||
    tcp?.to !== port
  )
    return undefined;
  const edits = removeRule(rule, context.configuration);
  return edits === undefined
    ? undefined
    : { title: 'Remove the rule, and connect through Session Manager instead', edits, preferred: false };
}
