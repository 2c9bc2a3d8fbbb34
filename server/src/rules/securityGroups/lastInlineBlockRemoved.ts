import { managed } from '../../terraform/resources';
import type { Body, SyntaxFile } from '../../syntax/tree';
import type { ResourceInstance } from '../../terraform/configuration';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { insertArgument, placeEdits, at } from '../textEdits';
import { groupKeyOf } from './groupKey';

/**
 * A group that had inline rules of a direction in the last commit, and has none now. That does not take the rules away:
 * without a block or an argument of the direction Terraform no longer manages it, the plan is empty, and the rules stay in
 * AWS. `ingress = []` takes them away. Silent where the group has rule resources of that direction instead, and where there
 * is no git repository.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group,
 * https://developer.hashicorp.com/terraform/language/attr-as-blocks
 */
export const lastInlineBlockRemoved: Rule = {
  id: 'sg-last-inline-block-removed',
  severity: 'warning',
  title: 'Inline rules were taken out of the code, and stay in AWS',
  check: (context) => {
    const groups = managed(context.configuration, 'aws_security_group');
    const directories = new Set(groups.map((group) => group.module.directory));
    const changed = new Map([...directories].map((one) => [one, context.committed(one)] as const));
    return groups.flatMap((group) => findingsFor(group, changed.get(group.module.directory) ?? [], context));
  },
};

const directions = ['ingress', 'egress'] as const;

function findingsFor(
  group: ResourceInstance,
  committed: readonly SyntaxFile[],
  context: RuleContext,
): RawFinding[] {
  const before = committed.length === 0 ? undefined : bodyIn(committed, group.name);
  if (before === undefined) return [];
  return directions.flatMap((direction) => {
    const gone = hasRules(before, direction) && !isOwned(group.block.body, direction);
    if (!gone || hasResources(group, direction, context)) return [];
    return [
      {
        source: resourceHeader(group),
        subject: group.address,
        message: (subjects: string) =>
          `The ${direction} rules of ${subjects} stay in AWS: with the last of them gone from the code, Terraform no longer manages them, and plans nothing.`,
        fixes: () => owning(group, direction, context),
      },
    ];
  });
}

/** The body of the group's block in the last commit. */
function bodyIn(files: readonly SyntaxFile[], name: string): Body | undefined {
  for (const file of files) {
    for (const { chunk } of file.chunks) {
      const block = chunk.body.blocks.find(
        ({ type, labels }) =>
          type === 'resource' && labels[0]?.text === 'aws_security_group' && labels[1]?.text === name,
      );
      if (block !== undefined) return block.body;
    }
  }
  return undefined;
}

/** Whether it has rules of the direction: blocks, a `dynamic` block, a list that is not empty. */
function hasRules(body: Body, direction: string): boolean {
  const list = body.attributes.find((one) => one.name === direction)?.expression;
  return (
    hasBlock(body, direction) ||
    (list !== undefined && !(list.kind === 'tuple' && list.elements.length === 0))
  );
}

/** Whether Terraform manages the direction: an empty list is no rule, but says that there are none. */
function isOwned(body: Body, direction: string): boolean {
  return hasBlock(body, direction) || body.attributes.some((one) => one.name === direction);
}

function hasBlock(body: Body, direction: string): boolean {
  return body.blocks.some(
    (one) => one.type === direction || (one.type === 'dynamic' && one.labels[0]?.text === direction),
  );
}

/** Whether rule resources have taken over, or may have. */
function hasResources(group: ResourceInstance, direction: string, context: RuleContext): boolean {
  return context.groupRules().some((rule) => {
    if (rule.flavour === 'block' || rule.flavour === 'attribute') return false;
    const key = groupKeyOf(rule.group);
    return (rule.direction ?? direction) === direction && (key === undefined || key === group.address);
  });
}

function owning(group: ResourceInstance, direction: string, { configuration }: RuleContext): Fix[] {
  const { chunk } = group.source;
  const { attributes } = group.block.body;
  const last = attributes.at(-1);
  const edits = placeEdits(
    last === undefined
      ? [{ chunk, range: at(group.block.bodyRange.start), newText: `\n  ${direction} = []\n` }]
      : insertArgument(chunk, attributes, last, direction, '[]'),
    configuration,
  );
  return edits === undefined
    ? []
    : [{ title: `Write ${direction} = []: takes the rules away at the next apply`, edits, preferred: true }];
}
