import { argument, printBlock, quoted, type HclItem } from '../../edits/hcl';
import { freeName } from '../../edits/naming';
import type { Attribute, Expression } from '../../syntax/tree';
import type { Configuration, ModulePlace } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import type { GroupRule } from '../groupRules';
import { literalText } from '../../syntax/literalText';
import { chunkText } from '../networkAcls/chunkText';
import { protocolOf } from './protocols';
import { writtenArguments } from './ruleText';

/** Gives resources names that their module has not used, also not for one another. */
export type NameGiver = (type: string, wanted: string) => string;

/** A giver of names for resources that are written into one module together. */
export function nameGiver(module: ModulePlace, configuration: Configuration): NameGiver {
  const given = new Set<string>();
  return (type, wanted) => {
    const base = freeName(type, wanted, module, configuration);
    let name = base;
    for (let number = 2; given.has(`${type}.${name}`); number += 1)
      name = freeName(type, `${base}_${number}`, module, configuration);
    given.add(`${type}.${name}`);
    return name;
  };
}

/** One source of a rule, as an argument of the current kind of rule resource. */
interface Source {
  readonly argument: string;
  readonly value: string;
  readonly name: string;
  /** A list that is not written out: a resource for each of its elements. */
  readonly forEach?: string;
}

const metaArguments: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on']);

/**
 * A rule as resources of the current kind, one for each source, with the texts of the rule's own arguments. `name` is
 * what they are called; the sources are added where there are several. Undefined where the text does not tell enough:
 * an element of a list, a `dynamic` block, a list of groups that is computed, a protocol that nobody knows.
 */
export function asRuleResources(
  rule: GroupRule,
  group: string,
  name: string,
  giveName: NameGiver,
): readonly string[] | undefined {
  const written = writtenArguments(rule);
  const protocol = protocolOf(rule);
  const isInline = rule.flavour === 'block';
  if (written === undefined || rule.direction === undefined || protocol === 'unknown') return undefined;
  if (isInline ? rule.repeated : rule.resource.block.body.blocks.length > 0) return undefined;
  const { chunk } = rule.source;
  const text = (argumentName: string): string | undefined => {
    const attribute = written.find((one) => one.name === argumentName);
    return attribute === undefined ? undefined : chunkText(chunk, attribute.expression.range);
  };
  const sources = sourcesOf(rule, written, group);
  const meta = isInline ? [] : written.filter((one) => metaArguments.has(one.name));
  const repeated = meta.some((one) => one.name === 'count' || one.name === 'for_each');
  if (sources === undefined || sources.length === 0 || (repeated && sources.some((one) => one.forEach)))
    return undefined;
  const type = `aws_vpc_security_group_${rule.direction}_rule`;
  const copied = (own: string, other = own): HclItem[] => {
    const value = text(own);
    return value === undefined ? [] : [argument(other, value)];
  };
  return sources.map((source) => {
    const wanted = isInline || sources.length > 1 ? `${name}_${source.name}` : name;
    const items = [
      argument('security_group_id', group),
      ...copied('description'),
      argument('ip_protocol', protocol === 'all' ? '"-1"' : (text('protocol') ?? quoted('-1'))),
      ...(protocol === 'all' ? [] : [...copied('from_port'), ...copied('to_port')]),
      argument(source.argument, source.value),
    ];
    const header = `resource "${type}" "${giveName(type, wanted)}"`;
    const first = [
      ...meta.map((one) => argument(one.name, chunkText(chunk, one.expression.range))),
      ...(source.forEach === undefined ? [] : [argument('for_each', `toset(${source.forEach})`)]),
    ];
    return printWithMeta(header, first, items);
  });
}

/** What makes several of a block stands apart from its own arguments. */
function printWithMeta(header: string, meta: readonly HclItem[], items: readonly HclItem[]): string {
  if (meta.length === 0) return printBlock(header, items);
  const [open, ...rest] = printBlock(header, items).split('\n');
  const lines = printBlock(header, meta).split('\n').slice(1, -1);
  return [open, ...lines, '', ...rest].join('\n');
}

const listArguments: Readonly<Record<string, string>> = {
  cidr_blocks: 'cidr_ipv4',
  ipv6_cidr_blocks: 'cidr_ipv6',
  prefix_list_ids: 'prefix_list_id',
  security_groups: 'referenced_security_group_id',
};

function sourcesOf(
  rule: GroupRule,
  written: readonly Attribute[],
  group: string,
): readonly Source[] | undefined {
  const all: Source[] = [];
  const byArgument = groupBy(rule.peers, (peer) => peer.argument);
  const way = rule.direction === 'egress' ? 'to' : 'from';
  for (const { name, expression } of written) {
    const known = rule.arguments.get(name)?.value;
    if (known?.kind === 'null') continue;
    const textOf = (one: Expression): string => chunkText(rule.source.chunk, one.range);
    const list = listArguments[name];
    if (list !== undefined) {
      if (expression.kind === 'tuple') {
        for (const one of expression.elements)
          all.push({ argument: list, value: textOf(one), name: `${way}_${nameOf(one, textOf(one))}` });
      } else if (known?.kind === 'list' && !byArgument.has(name)) continue;
      // Ids that are known after apply only can not be keys of for_each.
      else if (!name.includes('cidr_blocks')) return undefined;
      else
        all.push({
          argument: list,
          value: 'each.value',
          name: `${way}_${nameOf(expression, textOf(expression))}`,
          forEach: textOf(expression),
        });
    } else if (name === 'source_security_group_id') {
      const value = textOf(expression);
      all.push({
        argument: 'referenced_security_group_id',
        value,
        name: `${way}_${nameOf(expression, value)}`,
      });
    } else if (name === 'self') {
      if (expression.kind !== 'boolean') return undefined;
      if (expression.value)
        all.push({ argument: 'referenced_security_group_id', value: group, name: `${way}_itself` });
    }
  }
  return all;
}

/** What a source is called within a resource's name: `app` for `aws_security_group.app.id`. */
function nameOf(expression: Expression, text: string): string {
  const literal = literalText(expression);
  if (literal === '0.0.0.0/0') return 'ipv4';
  if (literal === '::/0') return 'ipv6';
  if (literal !== undefined) return literal;
  return /^(?:data\.)?[a-z]\w*\.(\w+)/.exec(text)?.[1] ?? 'source';
}
