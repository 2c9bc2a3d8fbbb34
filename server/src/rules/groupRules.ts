import type {
  Configuration,
  EvaluatedAttribute,
  EvaluatedBlock,
  EvaluatedBody,
  ResourceInstance,
} from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import type { MapValue, Value } from '../terraform/value';
import { remembered } from '../util/remembered';
import { elementSource, elementsOf } from './narrow';

/**
 * A group rule as the code writes it, whatever the flavour: an inline block, a `dynamic` block, an element of an
 * attribute-as-blocks, or a resource of its own. Values are as they evaluate; nothing is resolved or corrected.
 */
export interface GroupRule {
  readonly flavour: RuleFlavour;
  /** Undefined where `type` of an `aws_security_group_rule` is neither, or unknown. */
  readonly direction: 'ingress' | 'egress' | undefined;
  /** The resource instance that has it: the group itself, or the rule's own. */
  readonly resource: ResourceInstance;
  /** The group it belongs to, as a value (for inline rules a reference to the group); undefined where that is not given. */
  readonly group: Value | undefined;
  readonly protocol: RuleArgument | undefined;
  readonly fromPort: RuleArgument | undefined;
  readonly toPort: RuleArgument | undefined;
  /** Every source (or destination) that the rule names, one by one; unknown ones too. */
  readonly peers: readonly RulePeer[];
  /** Whether there may be peers that nobody knows: a list that is unknown as a whole. */
  readonly peersIncomplete: boolean;
  /** Whether one text makes several rules: a `dynamic` block, a computed list, `count` or `for_each`. */
  readonly repeated: boolean;
  /** Whether it is unknown if this rule exists at all. */
  readonly uncertain: boolean;
  /** The arguments as written; empty for an element of an attribute-as-blocks. */
  readonly arguments: ReadonlyMap<string, EvaluatedAttribute>;
  /** All of it: the block, the element, the resource. */
  readonly source: SourceRange;
  /** Its first words: the block's type, `resource "…" "…"`; all of an element. */
  readonly header: SourceRange;
}

export type RuleFlavour =
  | 'block'
  | 'attribute'
  | 'aws_security_group_rule'
  | 'aws_vpc_security_group_ingress_rule'
  | 'aws_vpc_security_group_egress_rule';

export interface RuleArgument {
  readonly value: Value;
  readonly source: SourceRange;
}

/** One source or destination. `self` has the value that says so. */
export interface RulePeer extends RuleArgument {
  readonly kind: 'cidr4' | 'cidr6' | 'prefixList' | 'group' | 'self';
  /** The argument that it stands in. */
  readonly argument: string;
}

/** Every group rule of the configuration, in the order of the code. */
export function readGroupRules(configuration: Configuration): readonly GroupRule[] {
  return configuration.resources.filter((resource) => resource.mode === 'managed').flatMap(rulesOf);
}

/** The address of the group that a rule belongs to; undefined for a group that is not in this configuration. */
export function groupAddress(rule: GroupRule): string | undefined {
  return rule.group?.kind === 'reference' ? rule.group.address : undefined;
}

const rulesOf = remembered((resource: ResourceInstance): readonly GroupRule[] => {
  switch (resource.type) {
    case 'aws_security_group':
    case 'aws_default_security_group':
      return (['ingress', 'egress'] as const).flatMap((direction) => inlineRules(resource, direction));
    case 'aws_security_group_rule':
      return [
        standaloneRule(resource, resource.type, directionOf(resource.body.attributes.get('type')?.value)),
      ];
    case 'aws_vpc_security_group_ingress_rule':
      return [standaloneRule(resource, resource.type, 'ingress')];
    case 'aws_vpc_security_group_egress_rule':
      return [standaloneRule(resource, resource.type, 'egress')];
    default:
      return [];
  }
});

function directionOf(value: Value | undefined): 'ingress' | 'egress' | undefined {
  if (value?.kind !== 'string') return undefined;
  return value.value === 'ingress' || value.value === 'egress' ? value.value : undefined;
}

/** The arguments that name peers, in each flavour. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group */
const peerArguments: readonly (readonly [name: string, kind: RulePeer['kind']])[] = [
  ['cidr_blocks', 'cidr4'],
  ['ipv6_cidr_blocks', 'cidr6'],
  ['prefix_list_ids', 'prefixList'],
  ['security_groups', 'group'],
  ['source_security_group_id', 'group'],
  ['self', 'self'],
  ['cidr_ipv4', 'cidr4'],
  ['cidr_ipv6', 'cidr6'],
  ['prefix_list_id', 'prefixList'],
  ['referenced_security_group_id', 'group'],
];

function inlineRules(group: ResourceInstance, direction: 'ingress' | 'egress'): GroupRule[] {
  const blocks = group.body.blocks.filter((block) => block.type === direction);
  const attribute = group.body.attributes.get(direction);
  return [
    ...blocks.map((block) => blockRule(group, direction, block)),
    ...(attribute === undefined ? [] : elementRules(group, direction, attribute)),
  ];
}

function blockRule(
  group: ResourceInstance,
  direction: 'ingress' | 'egress',
  block: EvaluatedBlock,
): GroupRule {
  return {
    flavour: 'block',
    direction,
    resource: group,
    group: ownReference(group),
    ...bodyParts(block.body, 'protocol'),
    repeated: block.dynamic !== undefined,
    uncertain: group.uncertain !== undefined || block.uncertain !== undefined,
    source: block.source,
    header:
      block.dynamic === undefined ? headerOf(block.source, direction) : headerOf(block.source, 'content'),
  };
}

function standaloneRule(
  resource: ResourceInstance,
  flavour: Exclude<RuleFlavour, 'block' | 'attribute'>,
  direction: GroupRule['direction'],
): GroupRule {
  const protocol = flavour === 'aws_security_group_rule' ? 'protocol' : 'ip_protocol';
  return {
    flavour,
    direction,
    resource,
    group: present(resource.body.attributes.get('security_group_id'))?.value,
    ...bodyParts(resource.body, protocol),
    repeated: resource.key !== undefined,
    uncertain: resource.uncertain !== undefined,
    source: resource.source,
    header: resourceHeader(resource),
  };
}

type BodyParts = Pick<
  GroupRule,
  'protocol' | 'fromPort' | 'toPort' | 'peers' | 'peersIncomplete' | 'arguments'
>;

function bodyParts(body: EvaluatedBody, protocol: string): BodyParts {
  const { attributes } = body;
  const given = peerArguments.flatMap(([name, kind]) => {
    const attribute = present(attributes.get(name));
    return attribute === undefined ? [] : [{ attribute, kind }];
  });
  return {
    protocol: present(attributes.get(protocol)),
    fromPort: present(attributes.get('from_port')),
    toPort: present(attributes.get('to_port')),
    peers: given.flatMap(({ attribute, kind }) => peersOf(attribute, kind)),
    peersIncomplete: given.some(({ attribute }) => isUnknownList(attribute.name, attribute.value)),
    arguments: attributes,
  };
}

function peersOf(attribute: EvaluatedAttribute, kind: RulePeer['kind']): RulePeer[] {
  const { name, value } = attribute;
  if (kind === 'self')
    return namesItself(value) ? [{ kind, argument: name, value, source: attribute.source }] : [];
  if (value.kind !== 'list') {
    return isUnknownList(name, value) ? [] : [{ kind, argument: name, value, source: attribute.source }];
  }
  return value.elements.flatMap((element, index) =>
    element.kind === 'null'
      ? []
      : [{ kind, argument: name, value: element, source: elementSource(attribute, element, index) }],
  );
}

const lists: ReadonlySet<string> = new Set([
  'cidr_blocks',
  'ipv6_cidr_blocks',
  'prefix_list_ids',
  'security_groups',
]);

/** Whether this stands for a number of peers that nobody knows; an unknown `self` may be one too. */
function isUnknownList(name: string, value: Value): boolean {
  const unknown = value.kind === 'unknown' || value.kind === 'reference';
  return unknown && (lists.has(name) || name === 'self');
}

/** The elements of `ingress = [{…}]`; an unknown list has one rule of which nothing is known. */
function elementRules(
  group: ResourceInstance,
  direction: 'ingress' | 'egress',
  attribute: EvaluatedAttribute,
): GroupRule[] {
  return elementsOf(attribute).map(({ element, source }) => {
    return {
      flavour: 'attribute',
      direction,
      resource: group,
      group: ownReference(group),
      ...(element.kind === 'map' ? elementParts(element, source) : nothingKnown),
      repeated: attribute.expression.kind !== 'tuple',
      uncertain: group.uncertain !== undefined || element.kind !== 'map',
      source,
      header: source,
    };
  });
}

const nothingKnown: BodyParts = {
  protocol: undefined,
  fromPort: undefined,
  toPort: undefined,
  peers: [],
  peersIncomplete: true,
  arguments: new Map(),
};

function elementParts(element: MapValue, source: SourceRange): BodyParts {
  const entry = (name: string): RuleArgument | undefined => {
    const value = element.entries.get(name);
    return value === undefined || value.kind === 'null' ? undefined : { value, source };
  };
  const given = peerArguments.flatMap(([name, kind]) => {
    const argument = entry(name);
    return argument === undefined ? [] : [{ name, kind, value: argument.value }];
  });
  return {
    protocol: entry('protocol'),
    fromPort: entry('from_port'),
    toPort: entry('to_port'),
    peers: given.flatMap(({ name, kind, value }) => elementPeers(name, kind, value, source)),
    peersIncomplete: given.some(({ name, value }) => isUnknownList(name, value)),
    arguments: new Map(),
  };
}

function elementPeers(name: string, kind: RulePeer['kind'], value: Value, source: SourceRange): RulePeer[] {
  if (kind === 'self') return namesItself(value) ? [{ kind, argument: name, value, source }] : [];
  if (value.kind !== 'list') return [];
  return value.elements
    .filter((one) => one.kind !== 'null')
    .map((one) => ({ kind, argument: name, value: one, source }));
}

function namesItself(value: Value): boolean {
  return value.kind === 'boolean' && value.value;
}

function present(attribute: EvaluatedAttribute | undefined): EvaluatedAttribute | undefined {
  return attribute === undefined || attribute.value.kind === 'null' ? undefined : attribute;
}

function ownReference(group: ResourceInstance): Value {
  return { kind: 'reference', type: { kind: 'string' }, address: group.address, path: ['id'] };
}

/** The first word of a block, at the block's start. */
function headerOf(source: SourceRange, word: string): SourceRange {
  const { start } = source.range;
  return {
    chunk: source.chunk,
    range: { start, end: { line: start.line, character: start.character + word.length } },
  };
}

/** `resource "type" "name"` */
export function resourceHeader(resource: ResourceInstance): SourceRange {
  const { block } = resource;
  const end = block.labels.at(-1)?.range.end ?? block.typeRange.end;
  return { chunk: resource.source.chunk, range: { start: block.typeRange.start, end } };
}
