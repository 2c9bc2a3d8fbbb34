import type { Cidr } from '../../ip/cidr';
import type { BlockPublicAccess, Id, Maybe, Subnet, Vpc } from '../model';
import { known, unknown } from '../maybe';
import type { Item } from './collect';
import type { AclsBySubnet } from './networkAcls';
import { child, cidr, flag, isRecord, type JsonRecord, records, stateOf, text } from './record';
import { assumedId, component, items, said, type Source, unknownFor, whyMissing } from './source';

/** VPCs, with what hangs on them by default; `tables` and `acls` are the snapshot's. */
export function readVpcs(source: Source, tables: TablesBySubnet, acls: AclsBySubnet): Vpc[] {
  const blockUnseen = items(source, 'Vpcs').filter(
    (item) => !isRecord(item.record['BlockPublicAccessStates']),
  );
  if (blockUnseen.length > 0 && whyMissing(source, 'VpcBlockPublicAccessOptions') !== undefined) {
    source.tell(
      `Assumed: VPC Block Public Access is off, because ${blockUnseen.length} VPCs say nothing of it (older tools do not print BlockPublicAccessStates).`,
    );
  }
  return items(source, 'Vpcs').map((item) => readVpc(source, item, tables, acls));
}

function readVpc(source: Source, item: Item, tables: TablesBySubnet, acls: AclsBySubnet): Vpc {
  const id = text(item.record, 'VpcId') ?? '';
  const isDefault = flag(item.record, 'IsDefault') ?? false;
  return {
    ...component(item, id, 'vpc'),
    cidrs: blocks(id, item.record, 'CidrBlockAssociationSet'),
    isDefault,
    dnsSupport: dnsAttribute(source, id, 'EnableDnsSupport', true),
    dnsHostnames: dnsAttribute(source, id, 'EnableDnsHostnames', isDefault),
    mainRouteTable: tables.main.get(id) ?? missingDefault(source, 'RouteTables', id, 'main route table'),
    defaultNetworkAcl:
      acls.defaults.get(id) ?? missingDefault(source, 'NetworkAcls', id, 'default network ACL'),
    defaultSecurityGroup: defaultGroup(source, id),
    blockPublicAccess: known(blockPublicAccess(source, item)),
  };
}

/** Subnets, with the effective route table and ACL: associations that AWS leaves implicit are made explicit. */
export function readSubnets(
  source: Source,
  vpcs: ReadonlyMap<Id, Vpc>,
  tables: TablesBySubnet,
  acls: AclsBySubnet,
): Subnet[] {
  return items(source, 'Subnets').map((item) => {
    const id = text(item.record, 'SubnetId') ?? '';
    const vpcId = text(item.record, 'VpcId');
    const vpc = vpcId === undefined ? undefined : vpcs.get(vpcId);
    const noVpc = unknown<Id>(unknownFor(source, 'Vpcs', `the VPC of ${id}`));
    const zone = text(item.record, 'AvailabilityZone') ?? text(item.record, 'AvailabilityZoneId');
    const mapPublic = flag(item.record, 'MapPublicIpOnLaunch');
    return {
      ...component(item, id, 'subnet'),
      vpc: vpcId === undefined ? noVpc : known(vpcId),
      cidrs: blocks(id, item.record, undefined),
      zone: said(zone, `the zone of ${id}`),
      routeTable: tables.bySubnet.get(id) ?? implied(source, 'RouteTables', id, vpc?.mainRouteTable ?? noVpc),
      networkAcl:
        acls.bySubnet.get(id) ?? implied(source, 'NetworkAcls', id, vpc?.defaultNetworkAcl ?? noVpc),
      mapPublicIpOnLaunch: said(mapPublic, `MapPublicIpOnLaunch of ${id}`),
      blockPublicAccess: isRecord(item.record['BlockPublicAccessStates'])
        ? known(blockPublicAccess(source, item))
        : (vpc?.blockPublicAccess ?? known('off')),
    };
  });
}

/** Route tables by the subnets that they are associated with, and the main ones by VPC. */
export interface TablesBySubnet {
  readonly bySubnet: ReadonlyMap<Id, Maybe<Id>>;
  readonly main: ReadonlyMap<Id, Maybe<Id>>;
}

/** An implicit association holds only where all explicit ones are seen. */
function implied(
  source: Source,
  key: 'RouteTables' | 'NetworkAcls',
  subnet: Id,
  fallback: Maybe<Id>,
): Maybe<Id> {
  const why = source.collected.items.has(key) ? source.collected.partial.get(key) : undefined;
  const what = key === 'RouteTables' ? 'route table' : 'network ACL';
  return why === undefined ? fallback : unknown({ value: `the ${what} of ${subnet}`, why });
}

function missingDefault(
  source: Source,
  key: 'RouteTables' | 'NetworkAcls',
  vpc: Id,
  what: string,
): Maybe<Id> {
  if (source.assumeDefaults && !source.collected.items.has(key)) return known(assumedId(vpc, what));
  return unknown(unknownFor(source, key, `the ${what} of ${vpc}`));
}

function defaultGroup(source: Source, vpc: Id): Maybe<Id> {
  const found = items(source, 'SecurityGroups').find(
    ({ record }) => text(record, 'VpcId') === vpc && text(record, 'GroupName') === 'default',
  );
  const id = found === undefined ? undefined : text(found.record, 'GroupId');
  return id === undefined
    ? unknown(unknownFor(source, 'SecurityGroups', `the default group of ${vpc}`))
    : known(id);
}

/** `CidrBlock` and the associated ones of the sets, each once. Blocks that are being taken off are not there any more. */
function blocks(of: Id, record: JsonRecord, v4Set: string | undefined): Maybe<Cidr>[] {
  const stands = (state: string | undefined): boolean =>
    state === undefined || /^associat(ed|ing)$/.test(state);
  const first = text(record, 'CidrBlock');
  const v4 =
    v4Set === undefined
      ? []
      : records(record, v4Set).filter((each) => stands(stateOf(each, 'CidrBlockState')));
  const v6 = records(record, 'Ipv6CidrBlockAssociationSet').filter((each) =>
    stands(stateOf(each, 'Ipv6CidrBlockState')),
  );
  const all = [
    first,
    ...v4.map((each) => text(each, 'CidrBlock')),
    ...v6.map((each) => text(each, 'Ipv6CidrBlock')),
  ];
  const once = new Set(all.filter((value) => value !== undefined));
  return [...once].map((value) => cidr(`a block of ${of}`, value));
}

function dnsAttribute(source: Source, vpc: Id, name: string, byDefault: boolean): Maybe<boolean> {
  for (const { record } of items(source, 'VpcAttributes')) {
    const value = flag(child(record, name), 'Value') ?? flag(record, name);
    if (text(record, 'VpcId') === vpc && value !== undefined) return known(value);
  }
  if (source.assumeDefaults) return known(byDefault);
  return unknown(unknownFor(source, 'VpcAttributes', `${name} of ${vpc}`));
}

/**
 * The mode that is in force here, after exclusions: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockPublicAccessStates.html.
 * Where the thing itself does not say, the account's options for the Region do, though not its exclusions.
 */
function blockPublicAccess(source: Source, item: Item): BlockPublicAccess {
  const own = text(child(item.record, 'BlockPublicAccessStates'), 'InternetGatewayBlockMode');
  const options = items(source, 'VpcBlockPublicAccessOptions').find(
    (each) => each.region === item.region && each.account === item.account,
  );
  const mode = own ?? (options === undefined ? undefined : text(options.record, 'InternetGatewayBlockMode'));
  if (mode === 'block-bidirectional') return 'bidirectional';
  return mode === 'block-ingress' ? 'ingress' : 'off';
}
