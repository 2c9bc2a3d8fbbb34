import { valueOf } from '../../network/maybe';
import type { Id, RouteTarget, Subnet } from '../../network/model';
import { isWhole, leadsToNone, towardsInternetGateway } from '../routes/hiddenRoutes';
import { defaultRoute, tableOfSubnet, targetId } from '../routes/tables';
import type { RuleContext } from '../rule';

/** Where a subnet leads IPv4 packets for the internet. */
export interface WayOut {
  readonly kind: RouteTarget['kind'] | 'none';
  /** The gateway. */
  readonly id: Id | undefined;
  /** Whether no route at all leads to an internet gateway, or to something that may pass on to one. */
  readonly isPrivate: boolean;
}

/** The way out of a subnet whose routes are all known; undefined where something may be hidden. */
export function wayOut(context: RuleContext, subnet: Subnet): WayOut | undefined {
  const table = tableOfSubnet(context, subnet);
  if (table === undefined || !isWhole(context, table)) return undefined;
  const route = defaultRoute(table, 4);
  const target = route === undefined ? undefined : valueOf(route.target);
  const isPrivate = leadsToNone(context, table, towardsInternetGateway);
  return { kind: target?.kind ?? 'none', id: targetId(route), isPrivate };
}

/** The subnet of a network by its id, where it surely is one and surely there. */
export function onlySubnet(context: RuleContext, id: Id | undefined): Subnet | undefined {
  const subnet = context.network().subnets.get(id ?? '');
  return subnet === undefined || subnet.several === true || subnet.uncertain !== undefined
    ? undefined
    : subnet;
}

/** Subnets of a VPC that lead out this way, one of each zone, those in `zones` first. */
export function subnetsWith(
  context: RuleContext,
  vpc: Id,
  isRight: (way: WayOut) => boolean,
  zones: readonly (string | undefined)[] = [],
): readonly Subnet[] {
  const right = context
    .index()
    .subnetsOfVpc(vpc)
    .filter((subnet) => {
      const way = subnet.several === true ? undefined : wayOut(context, subnet);
      return way !== undefined && isRight(way);
    });
  const byZone = new Map<string, Subnet>();
  for (const subnet of right) {
    const zone = valueOf(subnet.zone) ?? subnet.id;
    if (!byZone.has(zone)) byZone.set(zone, subnet);
  }
  const wanted = [...byZone.values()].filter((subnet) => zones.includes(valueOf(subnet.zone)));
  return wanted.length >= zones.length && wanted.length > 0 ? wanted : [...byZone.values()];
}
