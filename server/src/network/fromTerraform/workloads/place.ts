import type { ResourceInstance } from '../../../terraform/configuration';
import type { Cidr } from '../../../ip/cidr';
import { known, mapMaybe } from '../../maybe';
import type { Id, InterfaceKind, ListeningPort, Maybe, PublicAddress, Workload } from '../../model';
import { buildInterface, noPublicAddress } from '../interfaces';
import type { Context } from '../context';
import { defaultVpcOf } from '../defaults';
import type { Fields } from '../fields';
import { read, readBoolean, toText } from '../read';
import { defaultGroups, defaultSubnets, type Placed, type Site } from '../site';

/** Where a workload runs and what it answers on. */
interface Placement {
  /** Empty: the default subnets of the default VPC. */
  readonly subnets: readonly Maybe<Id>[];
  /** Undefined or empty: the default group of the VPC. */
  readonly groups?: readonly Maybe<Id>[] | undefined;
  readonly publicAddress?: (subnet: Maybe<Id>) => Maybe<PublicAddress | undefined>;
  /** Absent: none. Managed services have IPv6 addresses only where they are told to. */
  readonly ipv6?: (subnet: Maybe<Id>) => Maybe<boolean>;
  readonly addresses?: readonly Maybe<Cidr>[];
  readonly interfaceKind?: InterfaceKind;
  readonly sourceDestinationCheck?: Maybe<boolean>;
  readonly placement?: Workload['placement'];
  readonly listens?: readonly ListeningPort[];
  readonly clientPorts?: Workload['clientPorts'];
  readonly guessed?: string;
}

/** A workload with an interface in each of its subnets. */
export function place(site: Site, resource: ResourceInstance, plan: Placement): Placed {
  const component = site.context.component(resource);
  const subnets = plan.subnets.length > 0 ? plan.subnets : [known(placeInDefaultVpc(site, resource))];
  const interfaces = subnets.map((subnet, index) =>
    buildInterface(site, {
      id: `${component.id}/interface-${index}`,
      name:
        subnets.length === 1
          ? component.name
          : `${component.name} in ${subnet.known ? subnet.value : subnet.unknown.value}`,
      from: component,
      owner: component.id,
      kind: plan.interfaceKind ?? 'interface',
      subnet,
      groups: plan.groups !== undefined && plan.groups.length > 0 ? plan.groups : defaultGroups(site, subnet),
      publicAddress: plan.publicAddress?.(subnet) ?? noPublicAddress,
      ipv6: plan.ipv6?.(subnet) ?? known(false),
      ...(plan.addresses === undefined ? {} : { addresses: plan.addresses }),
      ...(plan.sourceDestinationCheck === undefined
        ? {}
        : { sourceDestinationCheck: plan.sourceDestinationCheck }),
    }),
  );
  return {
    interfaces,
    workload: {
      ...component,
      kind: workloadKind(resource),
      interfaces: interfaces.map((one) => one.id),
      placement: plan.placement ?? 'any',
      listens: plan.listens ?? [],
      clientPorts: plan.clientPorts ?? 'aws',
      ...(plan.guessed === undefined ? {} : { guessed: plan.guessed }),
    },
  };
}

/** A workload that no VPC holds. */
export function placeOutside(site: Site, resource: ResourceInstance): Placed {
  return {
    interfaces: [],
    workload: {
      ...site.context.component(resource),
      kind: workloadKind(resource),
      interfaces: [],
      placement: 'all',
      listens: [],
      clientPorts: 'aws',
      outsideVpc: true,
    },
  };
}

/** The type without `aws_`. */
function workloadKind(resource: ResourceInstance): string {
  return resource.type.replace(/^aws_/, '');
}

/** The default subnets of a place, noting that something is in them. */
function placeInDefaultVpc(site: Site, resource: ResourceInstance): Id {
  const vpc = defaultVpcOf(site.context, resource);
  const subnets = defaultSubnets(vpc);
  site.context.mention('vpcs', vpc, 'not in this code');
  site.context.mention('subnets', subnets, 'not in this code');
  return subnets;
}

/** Whether a managed service has IPv6 addresses too: `network_type`, or a Lambda function's `ipv6_allowed_for_dual_stack`. */
export function isDualStack(context: Context, fields: Fields): Maybe<boolean> {
  const type = read(context, fields, 'network_type', toText);
  if (type === undefined) return readBoolean(context, fields, 'ipv6_allowed_for_dual_stack', false);
  return mapMaybe(type, (text) => /dual|ipv6/i.test(text));
}
