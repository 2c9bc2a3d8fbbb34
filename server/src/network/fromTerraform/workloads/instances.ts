import type { ResourceInstance } from '../../../terraform/configuration';
import { known } from '../../maybe';
import type { Id, Maybe, NetworkInterface, PublicAddress, Workload } from '../../model';
import type { Fields } from '../fields';
import { ipv6OfSubnet, publicAddressIf, publicAddressOfSubnet } from '../interfaces';
import { read, readBoolean, readId, readIds, readList, toBoolean, toCidrOrAddress, toNumber } from '../read';
import { operatingSystem } from './images';
import type { Placed, Site } from '../site';
import { launchTemplate, type Launch } from './launch';
import { interfacesOfInstance } from '../networkInterfaces';
import type { WorkloadBuilders } from './builder';
import { place } from './place';

/** The builders of EC2 instances. */
export const instances: WorkloadBuilders = {
  aws_instance: instance,
  aws_spot_instance_request: instance,
  aws_autoscaling_group: autoScalingGroup,
};

/**
 * An instance has one interface of its own making, or those that `network_interface` blocks and attachments give it.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/instance
 */
function instance(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const launch = launchTemplate(context, fields);
  const attached = context.once(interfacesOfInstance).get(resource.address) ?? [];
  const replaced =
    fields.blocks('network_interface').given || fields.blocks('primary_network_interface').given;
  const from = sources(fields, launch);
  const subnet = from.id(site, 'subnet_id');
  const placed = place(site, resource, {
    subnets: subnet === undefined ? [] : [subnet],
    groups: instanceGroups(site, fields, launch),
    placement: 'all',
    clientPorts: operatingSystem(context, fields, launch),
    addresses: ['private_ip', 'secondary_private_ips', 'ipv6_addresses'].flatMap((name) =>
      readList(context, fields, name, toCidrOrAddress).map((one) => one.value),
    ),
    sourceDestinationCheck: readBoolean(context, fields, 'source_dest_check', true),
    publicAddress: (where) => launchedPublicAddress(site, fields, launch, where),
    ipv6: (where) => hasIpv6(site, fields, where),
  });
  const own: readonly NetworkInterface[] = replaced ? [] : placed.interfaces;
  return {
    interfaces: own,
    workload: { ...placed.workload, interfaces: [...own.map((one) => one.id), ...attached] },
  };
}

/** An argument of the resource, or else of its launch template. */
function sources(
  fields: Fields,
  launch: Launch | undefined,
): { id(site: Site, name: string): Maybe<Id> | undefined } {
  return {
    id: (site, name) => {
      const own = readId(site.context, fields, name, 'subnets');
      if (own !== undefined || launch === undefined) return own;
      return launch.networkInterface === undefined
        ? undefined
        : readId(site.context, launch.networkInterface, name, 'subnets');
    },
  };
}

function instanceGroups(site: Site, fields: Fields, launch: Launch | undefined): readonly Maybe<Id>[] {
  const { context } = site;
  const own = readIds(context, fields, 'vpc_security_group_ids', 'securityGroups');
  if (own.length > 0) return own;
  const named = readIds(context, fields, 'security_groups', 'securityGroups');
  return named.length > 0 ? named : (launch?.groups(context) ?? []);
}

/** `associate_public_ip_address`, else the launch template's, else as the subnet has it. */
function launchedPublicAddress(
  site: Site,
  fields: Fields,
  launch: Launch | undefined,
  subnet: Maybe<Id>,
): Maybe<PublicAddress | undefined> {
  const { context } = site;
  const given = [fields, launch?.networkInterface].find(
    (one) => one?.argument('associate_public_ip_address') !== undefined,
  );
  const argument = given?.argument('associate_public_ip_address');
  if (argument === undefined) return publicAddressOfSubnet(site, subnet);
  return publicAddressIf(toBoolean(context, argument), context.origin(argument.source));
}

function hasIpv6(site: Site, fields: Fields, subnet: Maybe<Id>): Maybe<boolean> {
  const count = read(site.context, fields, 'ipv6_address_count', toNumber);
  if (count === undefined) return ipv6OfSubnet(site, subnet);
  return count.known ? known(count.value > 0) : count;
}

/** Instances in any of the group's subnets, as the launch template or configuration makes them. */
function autoScalingGroup(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const launch = launchTemplate(context, fields);
  const clientPorts: Workload['clientPorts'] =
    launch === undefined ? 'unknown' : operatingSystem(context, fields, launch);
  return place(site, resource, {
    subnets: readIds(context, fields, 'vpc_zone_identifier', 'subnets'),
    groups: launch?.groups(context) ?? [],
    clientPorts,
    publicAddress: (where) => launchedPublicAddress(site, fields, launch, where),
    ipv6: (where) => ipv6OfSubnet(site, where),
  });
}
