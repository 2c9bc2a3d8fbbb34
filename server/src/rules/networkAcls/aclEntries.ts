/**
 * This folder finds what is wrong with network ACLs. This file reads their entries, whatever the flavour; `aclLists.ts`
 * puts them in the order in which AWS asks them.
 */
import type {
  Configuration,
  EvaluatedAttribute,
  EvaluatedBlock,
  ResourceInstance,
} from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import type { Value } from '../../terraform/value';
import { resourceHeader, type RuleArgument } from '../groupRules';
import { elementsOf } from '../narrow';
import { aclKey } from './aclKey';

export type Direction = 'ingress' | 'egress';

/**
 * An ACL entry as the code writes it, whatever the flavour: an inline block, a `dynamic` block, an element of an
 * attribute-as-blocks, or an `aws_network_acl_rule`. Values are as they evaluate; nothing is resolved or corrected.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl
 */
export interface AclEntry {
  readonly flavour: 'block' | 'attribute' | 'aws_network_acl_rule';
  /** Undefined where `egress` of an `aws_network_acl_rule` is unknown. */
  readonly direction: Direction | undefined;
  /** The resource instance that has it: the ACL itself, or the entry's own. */
  readonly resource: ResourceInstance;
  /** The ACL it belongs to: the address of its resource, else what it is called; undefined where that is unknown. */
  readonly acl: string | undefined;
  readonly number: RuleArgument | undefined;
  readonly action: RuleArgument | undefined;
  readonly protocol: RuleArgument | undefined;
  readonly fromPort: RuleArgument | undefined;
  readonly toPort: RuleArgument | undefined;
  readonly icmpType: RuleArgument | undefined;
  readonly icmpCode: RuleArgument | undefined;
  readonly cidr4: RuleArgument | undefined;
  readonly cidr6: RuleArgument | undefined;
  /** Whether one text makes several entries: a `dynamic` block, a computed list, `count` or `for_each`. */
  readonly repeated: boolean;
  /** Whether it is unknown if this entry exists at all. */
  readonly uncertain: boolean;
  /** All of it: the block, the element, the resource. */
  readonly source: SourceRange;
  /** Its first words: the block's type, `resource "…" "…"`; all of an element. */
  readonly header: SourceRange;
}

/** Resources that are network ACLs. */
export const aclTypes: ReadonlySet<string> = new Set(['aws_network_acl', 'aws_default_network_acl']);

const read = new WeakMap<Configuration, readonly AclEntry[]>();

/** Every ACL entry of the configuration, in the order of the code; worked out once, since all rules here ask for it. */
export function aclEntries(configuration: Configuration): readonly AclEntry[] {
  const known = read.get(configuration);
  if (known !== undefined) return known;
  const entries = configuration.resources
    .filter((resource) => resource.mode === 'managed')
    .flatMap((resource) => entriesOf(resource, configuration));
  read.set(configuration, entries);
  return entries;
}

/** The network ACLs of the configuration. */
export function networkAcls(configuration: Configuration): readonly ResourceInstance[] {
  return configuration.resources.filter(
    (resource) => resource.mode === 'managed' && aclTypes.has(resource.type),
  );
}

function entriesOf(resource: ResourceInstance, configuration: Configuration): AclEntry[] {
  if (resource.type === 'aws_network_acl_rule') return [standaloneEntry(resource, configuration)];
  if (!aclTypes.has(resource.type)) return [];
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const attribute = resource.body.attributes.get(direction);
    return [
      ...resource.body.blocks
        .filter((block) => block.type === direction)
        .map((block) => blockEntry(resource, direction, block)),
      ...(attribute === undefined ? [] : elementEntries(resource, direction, attribute)),
    ];
  });
}

function standaloneEntry(resource: ResourceInstance, configuration: Configuration): AclEntry {
  const { attributes } = resource.body;
  return {
    flavour: 'aws_network_acl_rule',
    direction: directionOf(attributes.get('egress')?.value),
    resource,
    acl: aclKey(attributes.get('network_acl_id')?.value, configuration),
    ...parts((name) => attributes.get(name), 'rule_number', 'rule_action'),
    repeated: resource.key !== undefined,
    uncertain: resource.uncertain !== undefined,
    source: resource.source,
    header: resourceHeader(resource),
  };
}

/** `egress` is false where it is absent; a text that says so counts as the truth value. */
function directionOf(value: Value | undefined): Direction | undefined {
  if (value === undefined || value.kind === 'null') return 'ingress';
  const text = value.kind === 'boolean' || value.kind === 'string' ? String(value.value) : undefined;
  return text === 'true' ? 'egress' : text === 'false' ? 'ingress' : undefined;
}

function blockEntry(acl: ResourceInstance, direction: Direction, block: EvaluatedBlock): AclEntry {
  return {
    flavour: 'block',
    direction,
    resource: acl,
    acl: acl.address,
    ...parts((name) => block.body.attributes.get(name), 'rule_no', 'action'),
    repeated: block.dynamic !== undefined || acl.key !== undefined,
    uncertain: acl.uncertain !== undefined || block.uncertain !== undefined,
    source: block.source,
    header: firstWord(block.source, block.dynamic === undefined ? direction : 'content'),
  };
}

/** The elements of `ingress = [{…}]`; an unknown list has one entry of which nothing is known. */
function elementEntries(
  acl: ResourceInstance,
  direction: Direction,
  attribute: EvaluatedAttribute,
): AclEntry[] {
  return elementsOf(attribute).map(({ element, source }) => {
    const entry = (name: string): RuleArgument | undefined => {
      const own = element.kind === 'map' ? element.entries.get(name) : undefined;
      return own === undefined ? undefined : { value: own, source };
    };
    return {
      flavour: 'attribute',
      direction,
      resource: acl,
      acl: acl.address,
      ...parts(entry, 'rule_no', 'action'),
      repeated: attribute.expression.kind !== 'tuple' || acl.key !== undefined,
      uncertain: acl.uncertain !== undefined || element.kind !== 'map',
      source,
      header: source,
    };
  });
}

type Parts = Pick<
  AclEntry,
  'number' | 'action' | 'protocol' | 'fromPort' | 'toPort' | 'icmpType' | 'icmpCode' | 'cidr4' | 'cidr6'
>;

/** The arguments of an entry, by name; null counts as absent, and so does an empty CIDR. */
function parts(argument: (name: string) => RuleArgument | undefined, number: string, action: string): Parts {
  const given = (name: string): RuleArgument | undefined => {
    const own = argument(name);
    return own === undefined || own.value.kind === 'null' ? undefined : own;
  };
  const cidr = (name: string): RuleArgument | undefined => {
    const own = given(name);
    return own?.value.kind === 'string' && own.value.value === '' ? undefined : own;
  };
  return {
    number: given(number),
    action: given(action),
    protocol: given('protocol'),
    fromPort: given('from_port'),
    toPort: given('to_port'),
    icmpType: given('icmp_type'),
    icmpCode: given('icmp_code'),
    cidr4: cidr('cidr_block'),
    cidr6: cidr('ipv6_cidr_block'),
  };
}

/** The first word of a block, at the block's start. */
function firstWord(source: SourceRange, word: string): SourceRange {
  const { start } = source.range;
  const end = { line: start.line, character: start.character + word.length };
  return { chunk: source.chunk, range: { start, end } };
}
