import type { ResourceInstance } from '../../terraform/configuration';
import { known, unknown } from '../maybe';
import type { Id, NetworkInterface } from '../model';
import type { Context } from './context';
import { identify } from './identities';
import { buildInterface, ipv6OfSubnet, noPublicAddress } from './interfaces';
import { read, readBoolean, readId, readIds, readList, toCidrOrAddress, toNumber } from './read';
import { defaultGroups, type Site } from './site';

/** The `aws_network_interface`s of the code. */
export function buildNetworkInterfaces(site: Site): NetworkInterface[] {
  const owners = new Map(
    [...site.context.once(interfacesOfInstance)].flatMap(([instance, ids]) =>
      ids.map((id) => [id, instance] as const),
    ),
  );
  return site.context.of('aws_network_interface').map((one) => build(site, one, owners.get(one.address)));
}

function build(site: Site, resource: ResourceInstance, owner: Id | undefined): NetworkInterface {
  const { context } = site;
  const fields = context.fields(resource);
  const subnet =
    readId(context, fields, 'subnet_id', 'subnets') ?? unknown<Id>({ value: 'subnet_id', why: 'not given' });
  const groups = readIds(context, fields, 'security_groups', 'securityGroups');
  const names = ['private_ips', 'private_ip_list', 'ipv6_addresses', 'ipv6_address_list'];
  const ipv6Count = read(context, fields, 'ipv6_address_count', toNumber);
  return buildInterface(site, {
    id: resource.address,
    name: resource.address,
    from: context.component(resource),
    ...(owner === undefined ? {} : { owner }),
    kind: 'interface',
    subnet,
    groups: groups.length > 0 ? groups : defaultGroups(site, subnet),
    sourceDestinationCheck: readBoolean(context, fields, 'source_dest_check', true),
    addresses: names.flatMap((name) =>
      readList(context, fields, name, toCidrOrAddress).map((one) => one.value),
    ),
    // Only a launch gives an address by the subnet's setting; an interface made alone gets none.
    publicAddress: noPublicAddress,
    ipv6:
      ipv6Count === undefined
        ? ipv6OfSubnet(site, subnet)
        : ipv6Count.known
          ? known(ipv6Count.value > 0)
          : ipv6Count,
  });
}

/** Which `aws_network_interface`s an instance has: by its own blocks, theirs, or attachment resources. */
export function interfacesOfInstance(context: Context): ReadonlyMap<Id, readonly Id[]> {
  const interfaces = new Map<Id, Id[]>();
  const add = (instance: Id | undefined, networkInterface: Id | undefined): void => {
    if (instance === undefined || networkInterface === undefined) return;
    const own = interfaces.get(instance) ?? [];
    if (!own.includes(networkInterface)) interfaces.set(instance, [...own, networkInterface]);
  };
  const idOf = (
    value: Parameters<typeof identify>[1] | undefined,
    kind: 'workloads' | 'interfaces',
  ): Id | undefined => (value === undefined ? undefined : identify(context, value, kind)?.id);
  for (const instance of context.of('aws_instance', 'aws_spot_instance_request')) {
    const fields = context.fields(instance);
    const blocks = [
      ...fields.blocks('primary_network_interface').items,
      ...fields.blocks('network_interface').items,
    ];
    for (const block of blocks)
      add(instance.address, idOf(block.argument('network_interface_id')?.value, 'interfaces'));
  }
  for (const one of context.of('aws_network_interface')) {
    for (const block of context.fields(one).blocks('attachment').items) {
      add(idOf(block.argument('instance')?.value, 'workloads'), one.address);
    }
  }
  for (const attachment of context.of('aws_network_interface_attachment')) {
    const fields = context.fields(attachment);
    add(
      idOf(fields.argument('instance_id')?.value, 'workloads'),
      idOf(fields.argument('network_interface_id')?.value, 'interfaces'),
    );
  }
  return interfaces;
}
