import { valueOf } from '../../network/maybe';
import type { RouteTable } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { groupBy } from '../../util/collections';
import { resourceHeader } from '../groupRules';
import { removal } from '../removal';
import { certain } from '../../terraform/resources';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { tableAssociations } from './associations';
import { isOwnVpc } from './candidates';
import { giveTable } from './giveTable';
import { isWhole } from './hiddenRoutes';
import { tableOfSubnet } from './tables';

/**
 * A subnet without a route table of its own, in a VPC that has tables to give: it has the VPC's main table, which here leads
 * nowhere but within the VPC. Also a subnet that is given two tables, of which AWS takes one (an error).
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
 */
export const subnetOnMainTable: Rule = {
  id: 'subnet-on-main-route-table',
  severity: 'hint',
  title: 'A subnet that is given no route table, or two',
  check: (context) => [...without(context), ...twice(context)],
};

function without(context: RuleContext): RawFinding[] {
  const { configuration } = context;
  const associations = tableAssociations(configuration);
  const given = new Set(associations.map((one) => one.subnet));
  // One of an unknown subnet may be any subnet's.
  const subnets = given.has(undefined)
    ? []
    : certain(configuration, 'aws_subnet').filter((one) => !given.has(one.address));
  if (subnets.length === 0) return [];
  const tables = new Map(
    [...groupBy(certain(configuration, 'aws_route_table'), (table) => vpcOfTable(table, context))].map(
      ([vpc, all]) => [vpc, all.flatMap((one) => context.network().routeTables.get(one.address) ?? [])],
    ),
  );
  return subnets.flatMap((subnet) => {
    const model = context.network().subnets.get(subnet.address);
    const vpc = model === undefined ? undefined : valueOf(model.vpc);
    const toGive = (tables.get(vpc) ?? []).filter((table) => table.gateways.length === 0);
    const main = model === undefined ? undefined : tableOfSubnet(context, model);
    const isLocal = main !== undefined && main.routes.length === 0 && isWhole(context, main);
    return isLocal && toGive.length > 0 && isOwnVpc(context, vpc)
      ? [finding(subnet, main, toGive, context)]
      : [];
  });
}

function vpcOfTable(table: ResourceInstance, context: RuleContext): string | undefined {
  const model = context.network().routeTables.get(table.address);
  return model === undefined ? undefined : valueOf(model.vpc);
}

function finding(
  subnet: ResourceInstance,
  main: RouteTable,
  tables: readonly RouteTable[],
  context: RuleContext,
): RawFinding {
  return {
    source: resourceHeader(subnet),
    subject: subnet.address,
    message: (subjects) =>
      `Nothing leads out of the VPC from ${subjects}: no route table is given there, and ${main.name}, which counts then, has local routes only.`,
    fixes: () => giveTable(subnet, tables, context),
  };
}

function twice(context: RuleContext): RawFinding[] {
  const known = tableAssociations(context.configuration).filter(
    ({ subnet, resource }) => subnet !== undefined && resource.uncertain === undefined,
  );
  return [...groupBy(known, ({ subnet }) => subnet ?? '')].flatMap(([subnet, all]) => {
    const [first, ...others] = all;
    if (first === undefined || subnet.endsWith('[*]')) return [];
    return others.map((one): RawFinding => ({
      source: one.resource.body.attributes.get('subnet_id')?.source ?? resourceHeader(one.resource),
      subject: one.resource.address,
      severity: 'error',
      message: (subjects) =>
        `AWS refuses ${subjects}: ${subnet} has a route table by ${first.resource.address} already, and a subnet has one.`,
      related: [{ message: `${subnet} is given a table here`, source: resourceHeader(first.resource) }],
      fixes: () => [...removal(one.resource, context), ...removal(first.resource, context)],
    }));
  });
}
