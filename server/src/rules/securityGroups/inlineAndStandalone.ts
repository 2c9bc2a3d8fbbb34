import { remembered } from '../../util/remembered';
import { certain } from '../../terraform/resources';
import { argument, printBlock } from '../../edits/hcl';
import { nestedBlock } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import { groupAddress, type GroupRule } from '../groupRules';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix, RawFinding, RelatedSource, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import { extractInline } from './extractInline';
import { inlineReferences, wouldCloseCycle } from './inlineGraph';
import { protocolOf } from './protocols';
import { isNamedElsewhere, removedBlock } from './removedBlock';

/**
 * Inline rules and rule resources on one security group. Where a group has inline rules of a direction in any form (a
 * block, a `dynamic` block, a list, even `[]`), Terraform owns that direction and removes every rule that is not among
 * them: the two undo each other at every apply. An `aws_default_security_group` always owns both directions.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group
 */
export const inlineAndStandalone: Rule = {
  id: 'sg-inline-and-standalone-rules',
  severity: 'error',
  title: 'Inline rules and rule resources on one security group',
  check,
};

type Direction = 'ingress' | 'egress';

/** Where a group has inline rules of a direction. */
interface Inline {
  readonly group: ResourceInstance;
  readonly direction: Direction;
  readonly place: RelatedSource;
}

function check(context: RuleContext): RawFinding[] {
  const groups = certain(context.configuration, 'aws_security_group', 'aws_default_security_group');
  const inline = groupBy(groups.flatMap(inlineOf), (one) => one.group.address);
  return context.groupRules().flatMap((rule) => {
    if (rule.flavour === 'block' || rule.flavour === 'attribute' || rule.uncertain) return [];
    const address = groupAddress(rule) ?? '';
    const group = context.configuration.byAddress.get(address);
    return group === undefined ? [] : findingFor(rule, group, inline.get(address) ?? [], context);
  });
}

const inlineOf = remembered((group: ResourceInstance): readonly Inline[] =>
  (['ingress', 'egress'] as const).flatMap((direction) => {
    const attribute = group.body.attributes.get(direction);
    const blocks = group.body.blocks.filter((one) => one.type === direction && one.uncertain === undefined);
    const written = attribute !== undefined && attribute.value.kind === 'list' ? [attribute.nameSource] : [];
    const message = `The ${direction} rules are inline here`;
    return [...written, ...blocks.map((block) => block.source)].map((source) => ({
      group,
      direction,
      place: { message, source },
    }));
  }),
);

function findingFor(
  rule: GroupRule,
  group: ResourceInstance,
  inline: readonly Inline[],
  context: RuleContext,
): RawFinding[] {
  const { direction } = rule;
  const isDefault = group.type === 'aws_default_security_group';
  if (direction === undefined || group.uncertain !== undefined || (inline.length === 0 && !isDefault))
    return [];
  const same = isDefault || inline.some((one) => one.direction === direction);
  return [
    {
      source: rule.arguments.get('security_group_id')?.source ?? rule.header,
      subject: rule.resource.address,
      severity: same ? 'error' : 'warning',
      message: (subjects) => {
        if (isDefault)
          return `${group.address} removes ${subjects} at every apply: it owns all rules of the default group, and has only those that are inline.`;
        return same
          ? `${group.address} and ${subjects} undo each other at every apply: with ${direction} rules inline, Terraform removes every other ${direction} rule of the group.`
          : `${group.address} has its ${inline[0]?.direction ?? ''} rules inline and ${subjects} beside it: the provider does not support both on one group.`;
      },
      related: inline.slice(0, 4).map((one) => one.place),
      fixes: () => [...extractInline(group, context), ...folded(rule, group, context)],
    },
  ];
}

const inlineNames: readonly (readonly [standalone: string, inline: string, isList: boolean])[] = [
  ['cidr_blocks', 'cidr_blocks', false],
  ['ipv6_cidr_blocks', 'ipv6_cidr_blocks', false],
  ['prefix_list_ids', 'prefix_list_ids', false],
  ['self', 'self', false],
  ['cidr_ipv4', 'cidr_blocks', true],
  ['cidr_ipv6', 'ipv6_cidr_blocks', true],
  ['prefix_list_id', 'prefix_list_ids', true],
  ['source_security_group_id', 'security_groups', true],
  ['referenced_security_group_id', 'security_groups', true],
];

/** The rule as a block of its group; a `removed` block keeps Terraform from deleting it in AWS on the way. */
function folded(rule: GroupRule, group: ResourceInstance, context: RuleContext): Fix[] {
  const { resource, direction } = rule;
  const { configuration } = context;
  const isList = group.body.attributes.has('ingress') || group.body.attributes.has('egress');
  const references = inlineReferences(context.groupRules(), configuration);
  if (direction === undefined || rule.repeated || group.key !== undefined || isList) return [];
  if (group.module.address !== resource.module.address || resource.block.body.blocks.length > 0) return [];
  if (wouldCloseCycle(rule, references) || isNamedElsewhere(resource, configuration)) return [];
  if (protocolOf(rule) === 'unknown') return [];
  const written = new Map(resource.block.body.attributes.map((one) => [one.name, one]));
  const text = (name: string): string | undefined => {
    const attribute = written.get(name);
    return attribute === undefined ? undefined : chunkText(resource.source.chunk, attribute.expression.range);
  };
  const description = text('description');
  const items = [
    ...(description === undefined ? [] : [argument('description', description)]),
    argument('from_port', text('from_port') ?? '0'),
    argument('to_port', text('to_port') ?? '0'),
    argument('protocol', text('protocol') ?? text('ip_protocol') ?? '"-1"'),
    ...inlineNames.flatMap(([name, inline, wrap]) => {
      const value = text(name);
      return value === undefined ? [] : [argument(inline, wrap ? `[${value}]` : value)];
    }),
  ];
  const insertion = nestedBlock(group, direction, printBlock(direction, items, 1), configuration);
  const removal = placeEdits(
    [{ chunk: resource.source.chunk, range: resource.block.range, newText: removedBlock(resource) }],
    configuration,
  );
  return insertion === undefined || removal === undefined
    ? []
    : [{ title: `Move the rule into ${group.address}`, edits: [insertion, ...removal], preferred: false }];
}
