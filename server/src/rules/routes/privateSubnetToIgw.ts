import { formatCidr, type Family } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { RouteTable, Subnet } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { resourceHeader } from '../groupRules';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { associateWith } from './associateWith';
import { associationOf } from './associations';
import { tablesTo } from './candidates';
import { declaredPrivate } from './declaredPrivate';
import { codeOf, defaultRoute, routeCidr, tableOfSubnet, targetId } from './tables';

/**
 * A subnet that calls itself private, by its name in the code or by its tags, and whose default route leads to an internet
 * gateway: what is in it faces the internet as soon as it gets a public address, over IPv6 always.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
export const privateSubnetToIgw: Rule = {
  id: 'route-private-subnet-to-igw',
  severity: 'warning',
  title: 'A subnet called private whose default route leads to an internet gateway',
  check: (context) =>
    certain(context.configuration, 'aws_subnet').flatMap((subnet) => {
      const name = declaredPrivate(subnet);
      return name === undefined ? [] : findingFor(subnet, name, context);
    }),
};

function findingFor(resource: ResourceInstance, name: string, context: RuleContext): RawFinding[] {
  const subnet = context.network().subnets.get(resource.address);
  const table = subnet === undefined ? undefined : tableOfSubnet(context, subnet);
  if (subnet === undefined || table === undefined) return [];
  const [route] = ([4, 6] as const).flatMap((family) => {
    const candidate = defaultRoute(table, family);
    const leads = candidate !== undefined && valueOf(candidate.target)?.kind === 'internetGateway';
    return leads && hasFamily(subnet, family) ? [candidate] : [];
  });
  if (route === undefined) return [];
  const association = associationOf(context.configuration, resource.address);
  const cidr = routeCidr(route);
  const destination = cidr === undefined ? '' : formatCidr(cidr);
  const code = codeOf(context, table.id, route);
  return [
    {
      source: association?.resource.body.attributes.get('route_table_id')?.source ?? resourceHeader(resource),
      subject: resource.address,
      message: (subjects) =>
        `What is in ${subjects} faces the internet, though it is called "${name}": its route table ${table.name} leads ${destination} to ${targetId(route) ?? ''}.`,
      related:
        code === undefined
          ? []
          : [{ message: `${destination} is led there`, source: code.targets[0]?.source ?? code.header }],
      fixes: () => toPrivateTable(resource, subnet, table, context),
    },
  ];
}

function hasFamily(subnet: Subnet, family: Family): boolean {
  return subnet.cidrs.some((cidr) => (cidr.known ? cidr.value.family : cidr.unknown.family) === family);
}

/** Another table of the VPC, which leads to a NAT gateway. */
function toPrivateTable(
  resource: ResourceInstance,
  subnet: Subnet,
  table: RouteTable,
  context: RuleContext,
): Fix[] {
  const association = associationOf(context.configuration, resource.address);
  const vpc = valueOf(subnet.vpc);
  if (association === undefined || vpc === undefined) return [];
  const others = tablesTo(context, vpc, 'natGateway').filter(
    (one) =>
      one.id !== table.id && valueOf(defaultRoute(one, 6)?.target ?? nowhere)?.kind !== 'internetGateway',
  );
  return associateWith(association, others, vpc, context);
}

const nowhere = { known: false, unknown: { value: '', why: 'no route' } } as const;
