import { freeName } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import { argument, printBlock } from '../../edits/hcl';
import type { Configuration } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import type { Value } from '../../terraform/value';
import type { GroupRule } from '../groupRules';
import { remembered } from '../../util/remembered';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { changeArguments, fix } from './ruleArguments';
import { writtenArguments } from './ruleText';

/**
 * A rule resource that names more sources than it may: one of the current kind has exactly one of `cidr_ipv4`,
 * `cidr_ipv6`, `prefix_list_id` and `referenced_security_group_id`; an `aws_security_group_rule` with
 * `source_security_group_id` or `self` has no CIDRs.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group_rule
 */
export const severalSources: Rule = {
  id: 'sg-rule-with-several-sources',
  severity: 'error',
  title: 'A rule resource that names more than one source',
  check: (context) => context.groupRules().flatMap((rule) => findingFor(rule, context)),
};

const single = ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'];

function findingFor(rule: GroupRule, context: RuleContext): RawFinding[] {
  const given = conflicting(rule);
  const [, second] = given;
  const source = second === undefined ? undefined : rule.arguments.get(second)?.source;
  if (source === undefined) return [];
  return [
    {
      source,
      subject: rule.resource.address,
      message: (subjects) =>
        `Terraform refuses ${subjects}: it has ${given.join(' and ')}, where only one of them may be.`,
      related: related(rule, given),
      fixes: () => split(rule, given, context.configuration),
    },
  ];
}

function related(rule: GroupRule, given: readonly string[]): { message: string; source: SourceRange }[] {
  const first = rule.arguments.get(given[0] ?? '');
  return first === undefined ? [] : [{ message: `The first source: ${first.name}`, source: first.source }];
}

/** The arguments that exclude each other, in the order of the text; unknown values may turn out to be null and do not count. */
const conflicting = remembered((rule: GroupRule): readonly string[] => {
  if (rule.flavour === 'block' || rule.flavour === 'attribute') return [];
  const counted = [...rule.arguments.values()]
    .filter((attribute) => isGiven(attribute.value))
    .sort((a, b) => a.source.range.start.line - b.source.range.start.line)
    .map((attribute) => attribute.name);
  if (rule.flavour.startsWith('aws_vpc')) {
    const given = counted.filter((name) => single.includes(name));
    return given.length > 1 ? given : [];
  }
  if (rule.flavour !== 'aws_security_group_rule') return [];
  const blocks = counted.filter((name) => ['cidr_blocks', 'ipv6_cidr_blocks'].includes(name));
  const groups = counted.filter((name) => ['source_security_group_id', 'self'].includes(name));
  return groups.length > 0 && (blocks.length > 0 || groups.length > 1)
    ? counted.filter((name) => [...blocks, ...groups].includes(name))
    : [];
});

function isGiven(value: Value): boolean {
  if (value.kind === 'null' || value.kind === 'unknown') return false;
  return !(value.kind === 'boolean' && !value.value);
}

/** The first source stays; each other one gets a resource of its own, with all other arguments as they are. */
function split(rule: GroupRule, given: readonly string[], configuration: Configuration): Fix[] {
  const written = writtenArguments(rule);
  const { resource } = rule;
  if (written === undefined || resource.block.body.blocks.length > 0 || !rule.flavour.startsWith('aws_vpc'))
    return [];
  const others = given.slice(1);
  const removed = changeArguments(
    rule,
    Object.fromEntries(others.map((name) => [name, undefined])),
    configuration,
  );
  const lines = resource.source.chunk.text.split('\n');
  const blocks = others.map((name) => {
    const items = written
      .filter((one) => one.name === name || !given.includes(one.name))
      .map((one) => {
        const { start, end } = one.expression.range;
        const text =
          start.line === end.line
            ? (lines[start.line] ?? '').slice(start.character, end.character)
            : [
                (lines[start.line] ?? '').slice(start.character),
                ...lines.slice(start.line + 1, end.line),
                (lines[end.line] ?? '').slice(0, end.character),
              ].join('\n');
        return argument(one.name, text);
      });
    const own = freeName(resource.type, `${resource.name}_${name}`, resource.module, configuration);
    return printBlock(`resource "${resource.type}" "${own}"`, items);
  });
  const added = afterResource(resource, blocks.join('\n\n'), configuration);
  return removed === undefined || added === undefined
    ? []
    : fix('One rule for each source', [...removed, added]);
}
