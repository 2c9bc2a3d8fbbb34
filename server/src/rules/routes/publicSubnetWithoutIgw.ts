import { setArgument } from '../../edits/placement';
import { anyIpv4 } from '../../network/fromTerraform/belonging';
import { valueOf } from '../../network/maybe';
import type { RouteTable, Subnet } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { addRoutes } from './addRoute';
import { giveTable } from './giveTable';
import { gatewaysOf, tablesTo } from './candidates';
import { leadsToNone, towardsInternetGateway } from './hiddenRoutes';
import { defaultRoute, tableOfSubnet } from './tables';

/**
 * A subnet whose instances get a public address at launch, and whose route table leads to no internet gateway: nobody
 * reaches that address, and nothing gets out by it. Often an association with the public route table is missing.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export const publicSubnetWithoutIgw: Rule = {
  id: 'route-public-subnet-without-igw',
  severity: 'warning',
  title: 'A subnet that gives public addresses and leads to no internet gateway',
  check: (context) =>
    certain(context.configuration, 'aws_subnet').flatMap((subnet) => {
      const value = subnet.body.attributes.get('map_public_ip_on_launch')?.value;
      return value?.kind === 'boolean' && value.value ? findingFor(subnet, context) : [];
    }),
};

function findingFor(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const subnet = context.network().subnets.get(resource.address);
  const table = subnet === undefined ? undefined : tableOfSubnet(context, subnet);
  const argument = resource.body.attributes.get('map_public_ip_on_launch');
  if (subnet === undefined || table === undefined || argument === undefined) return [];
  if (!leadsToNone(context, table, towardsInternetGateway)) return [];
  return [
    {
      source: argument.source,
      subject: resource.address,
      message: (subjects) =>
        `Nobody reaches the public addresses that are given at launch in ${subjects}: the route table there, ${table.name}, leads to no internet gateway.`,
      fixes: () => [...leadOut(resource, subnet, table, context), ...withoutAddresses(resource, context)],
    },
  ];
}

/** A subnet led to the internet: given the public table of its VPC, or the route that its own lacks. */
export function leadOut(
  resource: ResourceInstance,
  subnet: Subnet,
  table: RouteTable,
  context: RuleContext,
): Fix[] {
  const vpc = valueOf(subnet.vpc);
  if (vpc === undefined) return [];
  const given = giveTable(resource, tablesTo(context, vpc, 'internetGateway'), context);
  const [gateway] = gatewaysOf(context, vpc).internetGateway;
  if (given.length > 0 || gateway === undefined || defaultRoute(table, 4) !== undefined) return given;
  return addRoutes(
    context,
    `Lead 0.0.0.0/0 to ${gateway} in ${table.name}: opens the internet to all subnets with that table`,
    [{ table: table.id, cidr: anyIpv4, target: { kind: 'internetGateway', id: gateway } }],
  );
}

function withoutAddresses(resource: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const edit = setArgument(resource, 'map_public_ip_on_launch', 'false', configuration);
  const title = 'Give no public addresses at launch';
  return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
}
