import { idExpression } from '../../edits/naming';
import { valueOf } from '../../network/maybe';
import type { Id, Maybe } from '../../network/model';
import type { RuleContext, Fix, RawFinding, Rule } from '../rule';
import { identityOf } from '../values';
import { associationElsewhere } from './associationElsewhere';
import { gatewaysOf, isOwnVpc } from './candidates';
import { codeRoutes, type CodeRoute, type RouteArgument } from './codeRoutes';
import { destinationInWords } from './destination';
import { replaceRouteArgument } from './writtenRoute';

/**
 * A route to a gateway, interface or endpoint of another VPC, to a peering connection that the table's VPC has no part in, or
 * a subnet with a route table of another VPC. AWS refuses all of them.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html,
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
 */
export const targetInOtherVpc: Rule = {
  id: 'route-target-in-other-vpc',
  severity: 'error',
  title: 'A route to something of another VPC, or a route table of another VPC',
  check: (context) => [
    ...codeRoutes(context.configuration)
      .filter((route) => !route.uncertain)
      .flatMap((route) => route.targets.flatMap((target) => findingFor(route, target, context))),
    ...associationElsewhere(context),
  ],
};

function findingFor(route: CodeRoute, target: RouteArgument, context: RuleContext): RawFinding[] {
  const table = context.network().routeTables.get(route.table ?? '');
  const here = table === undefined ? undefined : valueOf(table.vpc);
  const there = vpcsOf(target, context);
  if (!isOwnVpc(context, here) || there === undefined || there.includes(here)) return [];
  if (there.length === 0 || !there.every((vpc) => isOwnVpc(context, vpc))) return [];
  const id = identityOf(target.value) ?? '';
  const isPeering = there.length === 2;
  return [
    {
      source: target.source,
      subject: route.resource.address,
      message: (subjects) =>
        isPeering
          ? `AWS refuses this route of ${subjects}: ${id} connects ${there.join(' and ')}, and the table is of ${here}.`
          : `AWS refuses this route of ${subjects}: ${id} is in ${there.join('')}, and the table is of ${here}.`,
      fixes: () => ledTo(route, target, here, context),
    },
  ];
}

/** The VPCs that a target is of: two for a peering connection. Undefined where that is not told. */
function vpcsOf({ value }: RouteArgument, context: RuleContext): readonly Id[] | undefined {
  if (value.kind !== 'reference') return undefined;
  const network = context.network();
  const { address } = value;
  const peering = network.peeringConnections.get(address);
  if (peering !== undefined) return allKnown([peering.requester.vpc, peering.accepter.vpc]);
  const gateway =
    network.internetGateways.get(address) ??
    network.egressOnlyInternetGateways.get(address) ??
    network.natGateways.get(address) ??
    network.vpnGateways.get(address) ??
    network.carrierGateways.get(address) ??
    network.endpoints.get(address);
  if (gateway !== undefined) return gateway.uncertain === undefined ? allKnown([gateway.vpc]) : undefined;
  const networkInterface =
    network.interfaces.get(address) ?? network.interfaces.get(`${address}/interface-0`);
  const vpc = networkInterface === undefined ? undefined : context.index().vpcOf(networkInterface)?.id;
  return vpc === undefined ? undefined : [vpc];
}

function allKnown(vpcs: readonly Maybe<Id | undefined>[]): readonly Id[] | undefined {
  const known = vpcs.map(valueOf).filter((vpc) => vpc !== undefined);
  return known.length === vpcs.length ? known : undefined;
}

/** The same kind of gateway, of the table's own VPC. */
function ledTo(route: CodeRoute, target: RouteArgument, vpc: Id, context: RuleContext): Fix[] {
  const own = gatewaysOf(context, vpc);
  const network = context.network();
  const { address } = target.value.kind === 'reference' ? target.value : { address: '' };
  const kind = network.internetGateways.has(address)
    ? 'internetGateway'
    : network.natGateways.has(address)
      ? 'natGateway'
      : network.egressOnlyInternetGateways.has(address)
        ? 'egressOnlyInternetGateway'
        : undefined;
  if (kind === undefined || route.repeated) return [];
  return own[kind].slice(0, 3).flatMap((id) => {
    const expression = idExpression(id, route.resource.module, context.configuration);
    const title = `Lead ${destinationInWords(route)} to ${id}, of ${vpc}`;
    return expression === undefined
      ? []
      : replaceRouteArgument(route, target, target.name, expression, title, context);
  });
}
