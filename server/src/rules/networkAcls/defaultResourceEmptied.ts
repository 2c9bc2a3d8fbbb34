import { listInWords } from '../../explain/traffic';
import { nestedBlock } from '../../edits/placement';
import { argument, printBlock } from '../../edits/hcl';
import { valueOf } from '../../network/maybe';
import type { Component, Maybe } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { groupAddress, resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { identityKey } from './aclKey';
import { aclList, everywhere } from './aclLists';
import { addEntries, type NewEntry } from './newEntry';

/**
 * A default network ACL, security group or route table that is adopted without rules while something relies on it. On
 * adoption Terraform removes every rule that is not declared: an empty ACL denies all of its subnets' traffic, an empty
 * group all of its interfaces'. An empty table of a VPC that is not the default one has lost nothing, and is a hint.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_network_acl,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_route_table
 */
export const defaultResourceEmptied: Rule = {
  id: 'default-resource-emptied',
  severity: 'warning',
  title: 'A default network ACL, group or route table adopted without rules, that something relies on',
  check: (context) =>
    context.configuration.resources
      .filter((resource) => resource.mode === 'managed' && resource.uncertain === undefined)
      .flatMap((resource) => {
        switch (resource.type) {
          case 'aws_default_network_acl':
            return emptyAcl(resource, context);
          case 'aws_default_security_group':
            return emptyGroup(resource, context);
          case 'aws_default_route_table':
            return emptyTable(resource, context);
          default:
            return [];
        }
      }),
};

function emptyAcl(acl: ResourceInstance, context: RuleContext): RawFinding[] {
  const lists = (['ingress', 'egress'] as const).map((direction) =>
    aclList(context.configuration, acl.address, direction),
  );
  if (lists.some((list) => list?.complete !== true || list.entries.length > 0)) return [];
  const subnets = relying(context.network().subnets, (subnet) => [subnet.networkAcl], acl);
  const fixes = (): Fix[] => {
    const entries = (['ingress', 'egress'] as const).map((direction): NewEntry => ({
      acl: acl.address,
      direction,
      action: 'allow',
      match: { kind: 'all' },
      cidr: everywhere(4),
    }));
    const title = 'Allow everything, as AWS does: opens all IPv4 traffic in and out';
    return addEntries(title, entries, context.configuration);
  };
  const message = (subjects: string): string =>
    `Nothing enters or leaves ${namesOf(subnets)}: adopted by ${subjects} without entries, the default network ACL denies everything, and they have no other.`;
  return findings(acl, subnets, message, fixes);
}

function emptyGroup(group: ResourceInstance, context: RuleContext): RawFinding[] {
  const rules = context.groupRules();
  const own = rules.filter((rule) => groupAddress(rule) === group.address);
  const elsewhere = rules.some((rule) => identityKey(rule.group) === undefined);
  const vpc = identityKey(group.body.attributes.get('vpc_id')?.value);
  const byVpc = rules.some(
    (rule) => vpc !== undefined && identityKey(rule.group) === `${vpc}.default_security_group_id`,
  );
  if (own.length > 0 || elsewhere || byVpc) return [];
  const interfaces = relying(context.network().interfaces, (one) => one.securityGroups, group).filter(
    (one) => one.securityGroups.length === 1,
  );
  const message = (subjects: string): string =>
    `Nothing reaches ${namesOf(interfaces)}, and nothing can be reached from there: adopted by ${subjects} without rules, the default security group allows nothing.`;
  return findings(group, interfaces, message, () => defaultRules(group, context));
}

/** What AWS makes: everything from the group itself, everything out. */
function defaultRules(group: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const all = [argument('from_port', '0'), argument('to_port', '0'), argument('protocol', '"-1"')];
  const text = [
    printBlock('ingress', [...all, argument('self', 'true')], 1),
    printBlock('egress', [...all, argument('cidr_blocks', '["0.0.0.0/0"]')], 1),
  ].join('\n\n');
  const edit = nestedBlock(group, 'ingress', text, configuration);
  const title = 'The rules that AWS makes: opens everything between its members, and out';
  return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
}

function emptyTable(table: ResourceInstance, context: RuleContext): RawFinding[] {
  const network = context.network();
  const model = network.routeTables.get(table.address);
  const declared =
    table.body.blocks.some((block) => block.type === 'route') ||
    (table.body.attributes.has('route') && !isEmptyList(table));
  if (declared || model === undefined || model.routes.length > 0 || model.routesIncomplete !== undefined)
    return [];
  const subnets = relying(network.subnets, (subnet) => [subnet.routeTable], table);
  const vpc = network.vpcs.get(valueOf(model.vpc) ?? '');
  const message = (subjects: string): string =>
    vpc?.isDefault === true
      ? `${namesOf(subnets)} can not reach the internet: adopted by ${subjects} without routes, the default VPC's route table has lost its route to the internet gateway.`
      : `${namesOf(subnets)} can reach their own VPC only: adopted by ${subjects} without routes, their route table has none but the local one.`;
  return findings(table, subnets, message, () => []).map((finding) =>
    vpc?.isDefault === true ? finding : { ...finding, severity: 'hint' },
  );
}

function isEmptyList(table: ResourceInstance): boolean {
  const value = table.body.attributes.get('route')?.value;
  return value?.kind === 'null' || (value?.kind === 'list' && value.elements.length === 0);
}

/** The components that surely exist and surely have it. */
function relying<T extends Component>(
  all: ReadonlyMap<string, T>,
  of: (one: T) => readonly Maybe<string>[],
  resource: ResourceInstance,
): readonly T[] {
  return [...all.values()].filter(
    (one) => one.uncertain === undefined && of(one).some((id) => valueOf(id) === resource.address),
  );
}

function namesOf(components: readonly Component[]): string {
  return listInWords(
    components.map((one) => one.id.split('/')[0] ?? one.id),
    3,
  );
}

function findings(
  resource: ResourceInstance,
  relyingOnIt: readonly Component[],
  message: (subjects: string) => string,
  fixes: () => Fix[],
): RawFinding[] {
  if (relyingOnIt.length === 0) return [];
  return [{ source: resourceHeader(resource), subject: resource.address, message, fixes }];
}
