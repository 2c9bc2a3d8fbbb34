import type { Cidr } from '../../ip/cidr';
import type {
  Id,
  InterfaceAddress,
  InterfaceKind,
  Maybe,
  NetworkInterface,
  PublicAddress,
  Subnet,
} from '../model';
import { known, mapMaybe, unknown } from '../maybe';
import type { Item } from './collect';
import { interfaceKind, ownerOf } from './owners';
import { address, child, cidr, flag, isRecord, type JsonRecord, records, text } from './record';
import { arnOf, component, items, said, type Source, whereabouts, whyMissing } from './source';

/** The interfaces that the snapshot lists; those of instances where only `describe-instances` was collected. */
export function interfaceItems(source: Source): readonly Item[] {
  const listed = items(source, 'NetworkInterfaces');
  if (whyMissing(source, 'NetworkInterfaces') === undefined) return listed;
  const seen = new Set(listed.map(({ record }) => text(record, 'NetworkInterfaceId')));
  const ofInstances = instanceItems(source).flatMap((instance) =>
    records(instance.record, 'NetworkInterfaces').map((record): Item => ({
      ...instance,
      record: {
        ...record,
        Attachment: { ...child(record, 'Attachment'), InstanceId: text(instance.record, 'InstanceId') },
      },
    })),
  );
  return [...listed, ...ofInstances.filter(({ record }) => !seen.has(text(record, 'NetworkInterfaceId')))];
}

/** Instances, out of their reservations. */
export function instanceItems(source: Source): readonly Item[] {
  return items(source, 'Reservations').flatMap((reservation) =>
    records(reservation.record, 'Instances').map((record) => ({
      ...reservation,
      record: { OwnerId: text(reservation.record, 'OwnerId'), ...record },
    })),
  );
}

/** Interfaces as the model has them. `owners` are the model's ids; `nameOf` names an owner for people. */
export function readInterfaces(
  source: Source,
  owners: ReadonlyMap<Id, Id>,
  nameOf: (owner: Id) => string | undefined,
): NetworkInterface[] {
  const elastic = elasticAddresses(source);
  return interfaceItems(source).map((item) => {
    const id = text(item.record, 'NetworkInterfaceId') ?? '';
    const kind = interfaceKind(item, ownerOf(item));
    const check = flag(item.record, 'SourceDestCheck');
    const owner = owners.get(id);
    const base = component(item, id, 'network-interface');
    return {
      ...base,
      name: base.name === id ? ownedName(id, owner === undefined ? undefined : nameOf(owner)) : base.name,
      subnet: said(text(item.record, 'SubnetId'), `the subnet of ${id}`),
      kind,
      addresses: addresses(id, item, elastic),
      securityGroups: groupsOf(id, item.record, kind),
      sourceDestinationCheck: said(check, `the source/destination check of ${id}`),
      ...(owner === undefined ? {} : { owner }),
    };
  });
}

/** Interfaces seldom have names of their own: `shop-app (eni-0abc)`. */
function ownedName(id: Id, owner: string | undefined): string {
  return owner === undefined ? id : `${owner} (${id})`;
}

/** An interface that must be there, though the snapshot does not list it: of a function, a database, a balancer. */
export function expectedInterface(
  owner: { readonly id: Id; readonly name: string },
  subnet: Subnet | undefined,
  groups: readonly Id[],
  kind: InterfaceKind,
  publicAddress: Maybe<PublicAddress | undefined>,
): NetworkInterface {
  const id = `${owner.id}/interface-in-${subnet?.id ?? 'unknown-subnet'}`;
  const why = { value: `the address of ${owner.name}`, why: 'the snapshot does not list its interface' };
  const families = [4, 6] as const;
  const within = (family: 4 | 6): readonly Cidr[] =>
    (subnet?.cidrs ?? []).flatMap((block) =>
      block.known && block.value.family === family ? [block.value] : [],
    );
  const own = families
    .map((family) => ({ family, blocks: within(family) }))
    .filter(({ blocks }) => blocks.length > 0);
  return {
    id,
    name: `${owner.name} in ${subnet?.name ?? 'a subnet that is not in the snapshot'}`,
    subnet: subnet === undefined ? unknown(why) : known(subnet.id),
    kind,
    addresses:
      own.length === 0
        ? [{ family: 4, within: unknown(why), publicAddress }]
        : own.map(({ family, blocks }) => ({
            family,
            within: known(blocks),
            publicAddress: family === 4 ? publicAddress : known(undefined),
          })),
    securityGroups: groups.map(known),
    sourceDestinationCheck: known(true),
    owner: owner.id,
  };
}

/** NAT gateways, transit gateways and some balancers have no groups, and list none. */
function groupsOf(id: Id, record: JsonRecord, kind: InterfaceKind): readonly Maybe<Id>[] {
  if (Array.isArray(record['Groups'])) {
    return records(record, 'Groups').map((group) => said(text(group, 'GroupId'), `a group of ${id}`));
  }
  return kind === 'natGateway' || kind === 'transitGateway'
    ? []
    : [said<Id>(undefined, `the groups of ${id}`)];
}

/** Elastic IPs by interface and private address, for dumps whose interfaces do not show them. */
type ElasticAddresses = ReadonlyMap<string, PublicAddress>;

function elasticAddresses(source: Source): ElasticAddresses {
  const byPrivate = new Map<string, PublicAddress>();
  for (const item of items(source, 'Addresses')) {
    const publicly = text(item.record, 'PublicIp');
    const holder = text(item.record, 'NetworkInterfaceId');
    if (publicly === undefined || holder === undefined) continue;
    const read = publicAddressOf(item, publicly, text(item.record, 'AllocationId'));
    byPrivate.set(`${holder} ${text(item.record, 'PrivateIpAddress') ?? ''}`, read);
  }
  return byPrivate;
}

function publicAddressOf(item: Item, publicly: string, allocation: string | undefined): PublicAddress {
  const parsed = address('a public address', publicly);
  return {
    address: parsed.known ? parsed.value : undefined,
    ...(allocation === undefined
      ? {}
      : { origin: { arn: arnOf(whereabouts(item), `elastic-ip/${allocation}`) } }),
  };
}

function addresses(id: Id, item: Item, elastic: ElasticAddresses): InterfaceAddress[] {
  const { record } = item;
  const listed = records(record, 'PrivateIpAddresses');
  const privately = listed.length > 0 || text(record, 'PrivateIpAddress') === undefined ? listed : [record];
  const primaryFirst = [...privately].sort(
    (a, b) => Number(flag(b, 'Primary') === true) - Number(flag(a, 'Primary') === true),
  );
  const v4 = primaryFirst.flatMap((entry, index): InterfaceAddress[] => {
    const own = text(entry, 'PrivateIpAddress');
    if (own === undefined) return [];
    // The interface repeats the association of its primary address, and some dumps have it there only.
    const listedThere = associated(item, entry) ?? (index === 0 ? associated(item, record) : undefined);
    const publicly = listedThere ?? elastic.get(`${id} ${own}`);
    return [{ family: 4, within: one(id, own), publicAddress: known(publicly) }];
  });
  const v6 = records(record, 'Ipv6Addresses').flatMap((entry): InterfaceAddress[] => {
    const own = text(entry, 'Ipv6Address');
    return own === undefined ? [] : [{ family: 6, within: one(id, own), publicAddress: known(undefined) }];
  });
  return [...v4, ...v6, ...delegated(id, record, 'Ipv4Prefix', 4), ...delegated(id, record, 'Ipv6Prefix', 6)];
}

function associated(item: Item, entry: JsonRecord): PublicAddress | undefined {
  if (!isRecord(entry['Association'])) return undefined;
  const association = entry['Association'];
  const publicly = text(association, 'PublicIp') ?? text(association, 'CarrierIp');
  return publicly === undefined
    ? undefined
    : publicAddressOf(item, publicly, text(association, 'AllocationId'));
}

function one(id: Id, value: string): InterfaceAddress['within'] {
  return mapMaybe(address(`an address of ${id}`, value), (block) => [block]);
}

/** Prefix delegation: addresses of containers on this interface, out of a block. */
function delegated(
  id: Id,
  record: JsonRecord,
  member: 'Ipv4Prefix' | 'Ipv6Prefix',
  family: 4 | 6,
): InterfaceAddress[] {
  return records(record, `${member}es`).flatMap((entry): InterfaceAddress[] => {
    const block = text(entry, member);
    if (block === undefined) return [];
    const within = mapMaybe(cidr(`a prefix of ${id}`, block), (value) => [value]);
    return [{ family, within, publicAddress: known(undefined) }];
  });
}
