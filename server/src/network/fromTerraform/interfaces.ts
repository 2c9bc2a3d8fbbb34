import type { Cidr, Family } from '../../ip/cidr';
import { known, mapMaybe, unknown } from '../maybe';
import type {
  Component,
  Id,
  InterfaceAddress,
  InterfaceKind,
  Maybe,
  NetworkInterface,
  PublicAddress,
  Unknown,
} from '../model';
import { belongingTo } from './belonging';
import { withOrigin } from './context';
import { elasticIpOf } from './elasticIps';
import { attachedGroups } from './groupAttachments';
import { readBoolean } from './read';
import { defaultVpcOfSubnets, vpcOf, type Site } from './site';

/** What decides how an interface comes out. */
interface InterfacePlan {
  readonly id: Id;
  readonly name: string;
  /** Whose account, Region, place in the code and existence it shares. */
  readonly from: Component;
  readonly owner?: Id;
  readonly kind: InterfaceKind;
  readonly subnet: Maybe<Id>;
  readonly groups: readonly Maybe<Id>[];
  /** Absent: on. */
  readonly sourceDestinationCheck?: Maybe<boolean>;
  /** Addresses that are asked for; otherwise it gets any of its subnet. */
  readonly addresses?: readonly Maybe<Cidr>[];
  /** What it has by its launch, beside Elastic IPs. */
  readonly publicAddress: Maybe<PublicAddress | undefined>;
  /** Whether it has an IPv6 address. */
  readonly ipv6: Maybe<boolean>;
}

/** Makes an interface: its addresses are any of its subnet's, unless they are given. */
export function buildInterface(site: Site, plan: InterfacePlan): NetworkInterface {
  const { context } = site;
  const elastic = elasticIpOf(context, plan.id) ?? plan.publicAddress;
  const extra = context.once(attachedGroups).get(plan.id) ?? [];
  return {
    ...belongingTo(plan.from),
    id: plan.id,
    name: plan.name,
    subnet: plan.subnet,
    kind: plan.kind,
    addresses: [...ipv4Addresses(site, plan, elastic), ...ipv6Addresses(site, plan)],
    securityGroups: [...plan.groups, ...extra],
    sourceDestinationCheck: plan.sourceDestinationCheck ?? known(true),
    ...(plan.owner === undefined ? {} : { owner: plan.owner }),
  };
}

function ipv4Addresses(
  site: Site,
  plan: InterfacePlan,
  publicAddress: Maybe<PublicAddress | undefined>,
): InterfaceAddress[] {
  const given = (plan.addresses ?? []).filter((one) => familyOf(one) !== 6);
  if (given.length > 0) {
    return given.map((one, index) => ({
      family: 4,
      within: mapMaybe(one, (cidr) => [cidr]),
      publicAddress: index === 0 ? publicAddress : known(undefined),
    }));
  }
  const within = blocksOf(site, plan.subnet, 4);
  if (within.known && within.value.length === 0) return [];
  return [{ family: 4, within, publicAddress }];
}

function ipv6Addresses(site: Site, plan: InterfacePlan): InterfaceAddress[] {
  const given = (plan.addresses ?? []).filter((one) => familyOf(one) === 6);
  const address = (within: Maybe<readonly Cidr[]>): InterfaceAddress => ({
    family: 6,
    within,
    publicAddress: known(undefined),
  });
  if (given.length > 0) return given.map((one) => address(mapMaybe(one, (cidr) => [cidr])));
  if (plan.ipv6.known && !plan.ipv6.value) return [];
  const within = blocksOf(site, plan.subnet, 6);
  if (within.known && within.value.length === 0) return [];
  return [address(plan.ipv6.known ? within : unknown({ ...plan.ipv6.unknown, family: 6 }))];
}

function familyOf(cidr: Maybe<Cidr>): Family | undefined {
  return cidr.known ? cidr.value.family : cidr.unknown.family;
}

/** A subnet's blocks of one family; where they are not known, its VPC's, which they are part of. */
function blocksOf(site: Site, id: Maybe<Id>, family: Family): Maybe<readonly Cidr[]> {
  if (!id.known) return unknown({ ...id.unknown, family });
  const subnet = site.subnets.get(id.value);
  const own = subnet === undefined ? undefined : familyBlocks(subnet.cidrs, family);
  if (own?.known === true) return own;
  const vpc = vpcOf(site, id);
  const around = vpc.known ? site.vpcs.get(vpc.value) : undefined;
  const blocks = around === undefined ? undefined : familyBlocks(around.cidrs, family);
  if (blocks?.known === true && (family === 4 || own !== undefined)) return blocks;
  return own ?? unknown({ value: `the CIDR blocks of ${id.value}`, why: 'not in this code', family });
}

function familyBlocks(cidrs: readonly Maybe<Cidr>[], family: Family): Maybe<readonly Cidr[]> {
  const blocks = cidrs.filter((cidr) => familyOf(cidr) === family || familyOf(cidr) === undefined);
  const doubt = blocks.find((cidr) => !cidr.known);
  if (doubt?.known === false) return unknown({ ...doubt.unknown, family });
  return known(blocks.flatMap((cidr) => (cidr.known ? [cidr.value] : [])));
}

/** No public address. */
export const noPublicAddress: Maybe<PublicAddress | undefined> = known(undefined);

/** A public address that AWS gives at launch, and why. */
export function publicAddressIf(
  given: Maybe<boolean>,
  origin: Unknown['origin'],
): Maybe<PublicAddress | undefined> {
  return mapMaybe(given, (yes) => (yes ? { address: undefined, ...withOrigin(origin) } : undefined));
}

/**
 * What an instance gets that does not say: its subnet's `map_public_ip_on_launch`.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
 */
export function publicAddressOfSubnet(site: Site, subnet: Maybe<Id>): Maybe<PublicAddress | undefined> {
  if (!subnet.known) return subnet;
  if (defaultVpcOfSubnets(subnet.value) !== undefined) return known({ address: undefined });
  const found = site.subnets.get(subnet.value);
  if (found === undefined) {
    return unknown({ value: `map_public_ip_on_launch of ${subnet.value}`, why: 'not in this code' });
  }
  const resource = site.context.resource(subnet.value);
  const argument =
    resource === undefined ? undefined : site.context.fields(resource).argument('map_public_ip_on_launch');
  return publicAddressIf(found.mapPublicIpOnLaunch, site.context.origin(argument?.source) ?? found.origin);
}

/** Whether a subnet gives its interfaces IPv6 addresses. */
export function ipv6OfSubnet(site: Site, subnet: Maybe<Id>): Maybe<boolean> {
  if (!subnet.known) return known(false);
  const resource = site.context.resource(subnet.value);
  if (resource?.mode !== 'managed') return known(false);
  return readBoolean(site.context, site.context.fields(resource), 'assign_ipv6_address_on_creation', false);
}
