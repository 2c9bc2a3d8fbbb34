import type { ResourceInstance } from '../../terraform/configuration';
import { known, mapMaybe, unknown } from '../maybe';
import type { Id, Maybe, NatGateway, NetworkInterface, PublicAddress } from '../model';
import { withOrigin } from './context';
import { publicAddress } from './elasticIps';
import type { Fields } from './fields';
import { buildInterface, noPublicAddress } from './interfaces';
import { read, readId, readList, toCidrOrAddress, toText } from './read';
import { referredResource } from './referred';
import { vpcOf, type Site } from './site';
import { mainTableOf } from './vpcs';

/** NAT gateways, with the interface that a zonal one has in its subnet. */
export function buildNatGateways(site: Site): { natGateways: NatGateway[]; interfaces: NetworkInterface[] } {
  const built = site.context.of('aws_nat_gateway').map((gateway) => buildNatGateway(site, gateway));
  return {
    natGateways: built.map((one) => one.gateway),
    interfaces: built.flatMap((one) => (one.networkInterface === undefined ? [] : [one.networkInterface])),
  };
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html */
function buildNatGateway(
  site: Site,
  resource: ResourceInstance,
): { gateway: NatGateway; networkInterface: NetworkInterface | undefined } {
  const { context } = site;
  const fields = context.fields(resource);
  const id = resource.address;
  const component = context.component(resource);
  const connectivity = mapMaybe(
    read(context, fields, 'connectivity_type', toText) ?? known('public'),
    (text) => (text === 'private' ? 'private' : 'public'),
  );
  const availability = mapMaybe(
    read(context, fields, 'availability_mode', toText) ?? known('zonal'),
    (text) => (text === 'regional' ? 'regional' : 'zonal'),
  );
  const regional = availability.known && availability.value === 'regional';
  const subnet = readId(context, fields, 'subnet_id', 'subnets');
  const vpc = readId(context, fields, 'vpc_id', 'vpcs') ?? vpcOf(site, subnet);
  const elastic = elasticIp(site, fields, id, regional);
  const networkInterface =
    regional || subnet === undefined
      ? undefined
      : buildInterface(site, {
          id: `${id}/interface-0`,
          name: `${id}'s interface`,
          from: component,
          owner: id,
          kind: 'natGateway',
          subnet,
          groups: [],
          sourceDestinationCheck: known(false),
          addresses: readList(context, fields, 'private_ip', toCidrOrAddress).map((one) => one.value),
          publicAddress: connectivity.known && connectivity.value === 'private' ? noPublicAddress : elastic,
          ipv6: known(false),
        });
  return {
    networkInterface,
    gateway: {
      ...component,
      vpc,
      connectivity,
      availability,
      subnet: regional
        ? known(undefined)
        : (subnet ?? unknown({ value: `${id}.subnet_id`, why: 'not given' })),
      ...(regional ? { routeTable: vpc.known ? mainTableOf(context, vpc.value) : vpc } : {}),
      interfaces: networkInterface === undefined ? [] : [networkInterface.id],
      hasElasticIp: mapMaybe(elastic, (address) => address !== undefined),
      publicAddresses: elastic.known && elastic.value?.address !== undefined ? [elastic.value.address] : [],
      state: 'available',
    },
  };
}

/** A regional gateway gets addresses by itself; a zonal public one must be given one. */
function elasticIp(site: Site, fields: Fields, id: Id, regional: boolean): Maybe<PublicAddress | undefined> {
  const { context } = site;
  const argument = fields.argument('allocation_id');
  if (argument === undefined) return known(regional ? { address: undefined } : undefined);
  const origin = withOrigin(context.origin(argument.source));
  const eip = referredResource(context, argument.value, ['aws_eip']);
  if (eip?.uncertain !== undefined && context.resource(id)?.uncertain === undefined) {
    return unknown(context.reason(eip.uncertain));
  }
  return known({ ...(eip === undefined ? { address: undefined } : publicAddress(context, eip)), ...origin });
}
