import { argument, printBlock } from '../../edits/hcl';
import { attributeExpression, freeName } from '../../edits/naming';
import { afterResource } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits, removeLines } from '../textEdits';
import { identityOf } from '../values';
import { groupKeyOf } from './groupKey';

/**
 * A VPC whose default group lets traffic through: it is not adopted by an `aws_default_security_group`, so that it has the
 * rules that AWS gives it, or it is adopted with rules. What is made without a group of its own carries it.
 *
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group
 */
export const defaultNotClosed: Rule = {
  id: 'default-sg-not-closed',
  severity: 'warning',
  title: "A VPC's default group that lets traffic through",
  strictOnly: true,
  check,
};

function check(context: RuleContext): RawFinding[] {
  const managed = context.configuration.resources.filter((one) => one.mode === 'managed');
  const adopting = managed.filter((one) => one.type === 'aws_default_security_group');
  const owners = adopting.map((one) => identityOf(one.body.attributes.get('vpc_id')?.value));
  const vpcs = managed.filter((one) => one.type === 'aws_vpc' || one.type === 'aws_default_vpc');
  const adopted = new Set(owners);
  // One that adopts the group of a VPC that nobody knows may adopt any.
  const open = adopted.has(undefined)
    ? []
    : vpcs.filter((one) => !adopted.has(one.address) && !isUncertain(one));
  return [
    ...open.map((vpc) => unadopted(vpc, context)),
    ...adopting.flatMap((one) => withRules(one, context)),
  ];
}

function isUncertain(resource: ResourceInstance): boolean {
  return resource.uncertain !== undefined;
}

function unadopted(vpc: ResourceInstance, context: RuleContext): RawFinding {
  return {
    source: resourceHeader(vpc),
    subject: vpc.address,
    message: (subjects) =>
      `The default group of ${subjects} lets its members talk to each other and to everywhere, since no aws_default_security_group takes AWS's rules away.`,
    fixes: () => adoption(vpc, context),
  };
}

function adoption(vpc: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const id = attributeExpression(vpc, 'id', vpc.module, configuration);
  if (id === undefined || vpc.key !== undefined) return [];
  const type = 'aws_default_security_group';
  const name = freeName(type, vpc.name, vpc.module, configuration);
  const text = printBlock(`resource "${type}" "${name}"`, [argument('vpc_id', id)]);
  const edit = afterResource(vpc, text, configuration);
  return edit === undefined
    ? []
    : [
        {
          title: 'Adopt the default group without rules: closes it for what carries it',
          edits: [edit],
          preferred: false,
        },
      ];
}

function withRules(group: ResourceInstance, context: RuleContext): RawFinding[] {
  const rules = context
    .groupRules()
    .filter(
      (rule) =>
        groupKeyOf(rule.group) === group.address &&
        !rule.uncertain &&
        (rule.peers.length > 0 || rule.peersIncomplete),
    );
  return rules.map((rule) => ({
    source: rule.header,
    subject: group.address,
    message: (subjects) =>
      `${subjects} is a default group with rules: what is made without a group of its own carries it, and gets them.`,
    fixes: () => {
      const edits =
        rule.flavour === 'block' && !rule.repeated
          ? placeEdits([removeLines(rule.source.chunk, rule.source.range)], context.configuration)
          : undefined;
      return edits === undefined
        ? []
        : [{ title: 'Remove the rule from the default group', edits, preferred: false }];
    },
  }));
}
