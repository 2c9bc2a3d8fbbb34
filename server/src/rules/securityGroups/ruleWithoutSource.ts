import { attributeExpression } from '../../edits/naming';
import type { Configuration } from '../../terraform/configuration';
import type { GroupRule } from '../groupRules';
import { groupAddress } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { insertArgument, placeEdits, type ChunkEdit } from '../textEdits';
import { removeRule } from './removePeer';
import { writtenArguments } from './ruleText';

/**
 * A group rule that names no source (or destination) lets nobody through. Inline it does nothing, silently; as a
 * resource of its own Terraform refuses it.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule
 */
export const ruleWithoutSource: Rule = {
  id: 'sg-rule-without-source',
  severity: 'warning',
  title: 'A group rule names nobody, so it lets nobody through',
  check: (context) =>
    context
      .groupRules()
      .filter((rule) => !rule.uncertain && !rule.peersIncomplete && rule.peers.length === 0)
      .map((rule) => finding(rule, context)),
};

function finding(rule: GroupRule, context: RuleContext): RawFinding {
  const inline = rule.flavour === 'block' || rule.flavour === 'attribute';
  const side = rule.direction === 'egress' ? 'destination' : 'source';
  return {
    source: emptyArgument(rule) ?? rule.header,
    subject: rule.resource.address,
    severity: inline ? 'warning' : 'error',
    message: (subjects) =>
      inline
        ? `${rule.direction === 'egress' ? 'Nobody can be reached' : 'Nobody can get in'} by this rule of ${subjects}: it names no ${side} (${peerArguments(rule).join(', ')}).`
        : `Terraform refuses ${subjects}: it names no ${side} (${peerArguments(rule).join(', ')}).`,
    fixes: () => fixes(rule, context),
  };
}

/** The value of an argument that names peers and is empty: it explains more than the block. */
function emptyArgument(rule: GroupRule): GroupRule['header'] | undefined {
  const [empty] = peerArguments(rule).flatMap((name) => rule.arguments.get(name) ?? []);
  return empty?.source;
}

/** The arguments that could name one, in each flavour. */
function peerArguments(rule: GroupRule): readonly string[] {
  switch (rule.flavour) {
    case 'block':
    case 'attribute':
      return ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups', 'self'];
    case 'aws_security_group_rule':
      return ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'source_security_group_id', 'self'];
    case 'aws_vpc_security_group_ingress_rule':
    case 'aws_vpc_security_group_egress_rule':
      return ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'];
  }
}

/** All of them say what they open; the rule taken out opens nothing. */
function fixes(rule: GroupRule, context: RuleContext): readonly Fix[] {
  return [
    admitVpc(rule, context.configuration),
    admitItself(rule, context.configuration),
    removal(rule, context.configuration),
  ].filter((fix) => fix !== undefined);
}

function admitVpc(rule: GroupRule, configuration: Configuration): Fix | undefined {
  const group = configuration.byAddress.get(groupAddress(rule) ?? '');
  const vpcValue = group?.body.attributes.get('vpc_id')?.value;
  const vpc = vpcValue?.kind === 'reference' ? configuration.byAddress.get(vpcValue.address) : undefined;
  if (vpc?.type !== 'aws_vpc') return undefined;
  const expression = attributeExpression(vpc, 'cidr_block', rule.resource.module, configuration);
  if (expression === undefined) return undefined;
  const single = rule.flavour.startsWith('aws_vpc');
  const edits = withArgument(
    rule,
    single ? 'cidr_ipv4' : 'cidr_blocks',
    single ? expression : `[${expression}]`,
    configuration,
  );
  const way = rule.direction === 'egress' ? 'out to' : 'in from';
  return edits === undefined
    ? undefined
    : { title: `Let it ${way} every address of ${vpc.address}`, edits, preferred: false };
}

function admitItself(rule: GroupRule, configuration: Configuration): Fix | undefined {
  const group = configuration.byAddress.get(groupAddress(rule) ?? '');
  if (group === undefined) return undefined;
  const single = rule.flavour.startsWith('aws_vpc');
  const own = single ? attributeExpression(group, 'id', rule.resource.module, configuration) : 'true';
  if (own === undefined) return undefined;
  const edits = withArgument(rule, single ? 'referenced_security_group_id' : 'self', own, configuration);
  const way = rule.direction === 'egress' ? 'out to' : 'in from';
  return edits === undefined
    ? undefined
    : { title: `Let it ${way} whatever carries ${group.address} itself`, edits, preferred: false };
}

/** The argument with this value: over the empty one of its name, or on a line behind the last argument. */
function withArgument(
  rule: GroupRule,
  name: string,
  value: string,
  configuration: Configuration,
): Fix['edits'] | undefined {
  const written = writtenArguments(rule);
  const last = written?.at(-1);
  if (written === undefined || last === undefined) return undefined;
  const { chunk } = rule.source;
  const present = written.find((attribute) => attribute.name === name);
  const edits: ChunkEdit[] =
    present === undefined
      ? insertArgument(chunk, written, last, name, value)
      : [{ chunk, range: present.expression.range, newText: value }];
  return placeEdits(edits, configuration);
}

function removal(rule: GroupRule, configuration: Configuration): Fix | undefined {
  const edits = rule.repeated ? undefined : removeRule(rule, configuration);
  return edits === undefined
    ? undefined
    : { title: 'Remove the rule, which lets nobody through', edits, preferred: false };
}
