import { cidrContains, cidrOf, parseCidr } from '../../ip/cidr';
import { idExpression } from '../../edits/naming';
import { valueOf } from '../../network/maybe';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { gatewaysOf } from './candidates';
import { codeRoutes, type CodeRoute, type RouteArgument } from './codeRoutes';
import { destinationCidr, destinationFamily, destinationInWords, mayBeNull } from './destination';
import { targetKindOf } from './targetKinds';
import { replaceRouteArgument } from './writtenRoute';

/**
 * A route to something that does not carry the destination's address family: an egress-only internet gateway is for IPv6, a
 * carrier gateway for IPv4, a NAT gateway for IPv4 and for 64:ff9b::/96, the addresses that it translates (NAT64).
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route
 */
export const targetWrongFamily: Rule = {
  id: 'route-target-wrong-family',
  severity: 'error',
  title: 'A route to a gateway that does not carry IPv4, or IPv6',
  check: (context) =>
    codeRoutes(context.configuration)
      .filter((route) => !route.uncertain)
      .flatMap((route) => findingFor(route, context)),
};

function findingFor(route: CodeRoute, context: RuleContext): RawFinding[] {
  const [target, other] = route.targets;
  const [destination] = route.destinations;
  const family = destinationFamily(route);
  if (target === undefined || other !== undefined || destination === undefined || mayBeNull(target))
    return [];
  const why = mismatch(route, target, family, context);
  if (why === undefined) return [];
  return [
    {
      source: target.source,
      subject: route.resource.address,
      message: (subjects) =>
        `This route of ${subjects} does not work: it is for ${destinationInWords(route)}, and ${why}.`,
      fixes: () => fixes(route, target, context),
    },
  ];
}

/** 64:ff9b::/96 */
const nat64 = cidrOf(6, 0x64ff9bn << 96n, 96);

function mismatch(
  route: CodeRoute,
  target: RouteArgument,
  family: 4 | 6 | undefined,
  context: RuleContext,
): string | undefined {
  const argument = targetKindOf(target, context.configuration)?.argument ?? target.name;
  // A block of the other family is another finding.
  if (isOtherFamily(route, family)) return undefined;
  if (argument === 'egress_only_gateway_id' && family === 4)
    return 'an egress-only internet gateway carries IPv6 only';
  if (argument === 'carrier_gateway_id' && family === 6) return 'a carrier gateway carries IPv4 only';
  if (argument !== 'nat_gateway_id' || family !== 6) return undefined;
  const cidr = destinationCidr(route);
  return cidr === undefined || cidrContains(nat64, cidr)
    ? undefined
    : 'a NAT gateway carries no IPv6 but that for 64:ff9b::/96, which it translates to IPv4';
}

function isOtherFamily({ destinations }: CodeRoute, family: 4 | 6 | undefined): boolean {
  const value = destinations[0]?.value;
  const parsed = value?.kind === 'string' ? parseCidr(value.value) : undefined;
  return parsed !== undefined && (parsed.kind === 'error' || parsed.cidr.family !== family);
}

/** The other family's destination where it is everything, or the gateway of the destination's family. */
function fixes(route: CodeRoute, target: RouteArgument, context: RuleContext): Fix[] {
  const [destination] = route.destinations;
  const cidr = destinationCidr(route);
  if (destination === undefined || cidr?.prefixLength !== 0 || target.name === 'carrier_gateway_id')
    return [];
  const vpc = valueOf(
    context.network().routeTables.get(route.table ?? '')?.vpc ?? { known: false, unknown: noTable },
  );
  const gateways = vpc === undefined ? undefined : gatewaysOf(context, vpc);
  const other = cidr.family === 4 ? 'natGateway' : 'egressOnlyInternetGateway';
  const name = cidr.family === 4 ? 'nat_gateway_id' : 'egress_only_gateway_id';
  const destinationText = cidr.family === 4 ? '::/0' : '0.0.0.0/0';
  const opposite =
    cidr.family === 4
      ? destination.name.replace('cidr_block', 'ipv6_cidr_block')
      : destination.name.replace('ipv6_', '');
  const moved = replaceRouteArgument(
    route,
    destination,
    opposite,
    `"${destinationText}"`,
    `Make it the route for ${destinationText}`,
    context,
  );
  const led = (gateways?.[other] ?? []).slice(0, 3).flatMap((id) => {
    const expression = idExpression(id, route.resource.module, context.configuration);
    if (expression === undefined || route.repeated) return [];
    const words = `Lead ${cidr.family === 4 ? '0.0.0.0/0' : '::/0'} to ${id}: opens the way out`;
    return replaceRouteArgument(route, target, name, expression, words, context);
  });
  return cidr.family === 4 ? [...moved, ...led] : [...led, ...moved];
}

const noTable = { value: 'the table', why: 'not in the network' };
