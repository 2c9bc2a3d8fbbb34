import type { Id, ListeningPort, NetworkInterface, Subnet, Workload } from '../model';
import { known, unknown } from '../maybe';
import type { Item } from './collect';
import { expectedInterface } from './interfaces';
import { child, flag, type JsonRecord, number, records, text } from './record';
import { arnOf, items, named, type Source, whereabouts } from './source';
import type { OwnedItem, WorkloadPart } from './workloads';

/**
 * Databases. Their interfaces say only that they are some database's; which one follows from the groups, the subnets of
 * the subnet group and the zone. Where several databases fit, each is behind any of the interfaces.
 */
export function readDatabases(
  source: Source,
  owned: readonly OwnedItem[],
  subnets: ReadonlyMap<Id, Subnet>,
): WorkloadPart {
  const free = owned.filter(({ owner }) => owner.kind === 'database');
  const taken = new Set<Id>();
  const expected: NetworkInterface[] = [];
  const workloads = items(source, 'DBInstances').map((item): Workload => {
    const id = text(item.record, 'DBInstanceArn') ?? '';
    const name = text(item.record, 'DBInstanceIdentifier') ?? id;
    const found = interfacesOf(item.record, free, subnets);
    found.forEach((each) => taken.add(each));
    const missing = found.length > 0 ? [] : missingInterfaces({ id, name }, item.record, subnets);
    expected.push(...missing);
    return {
      ...named(whereabouts(item), id, name, id),
      kind: 'db_instance',
      interfaces: [...found, ...missing.map((each) => each.id)],
      placement: 'any',
      listens: listens(item.record),
      clientPorts: 'aws',
    };
  });
  const unnamed = free.filter(({ id }) => !taken.has(id)).map(unnamedDatabase);
  return { workloads: [...workloads, ...unnamed], expected };
}

function interfacesOf(
  database: JsonRecord,
  free: readonly OwnedItem[],
  subnets: ReadonlyMap<Id, Subnet>,
): Id[] {
  const groups = groupsOf(database).sort().join(' ');
  const inSubnets = subnetsOf(database);
  const fits = free.filter(({ item }) => {
    const own = records(item.record, 'Groups').map((group) => text(group, 'GroupId') ?? '');
    return own.sort().join(' ') === groups && inSubnets.includes(text(item.record, 'SubnetId') ?? '');
  });
  const zone = text(database, 'AvailabilityZone');
  const inZone = fits.filter(({ item }) => {
    const where = subnets.get(text(item.record, 'SubnetId') ?? '')?.zone;
    return where?.known === true && where.value === zone;
  });
  return (inZone.length > 0 ? inZone : fits).map(({ id }) => id);
}

function groupsOf(database: JsonRecord): Id[] {
  const listed = records(database, 'VpcSecurityGroups').map((group) => text(group, 'VpcSecurityGroupId'));
  return listed.filter((id) => id !== undefined);
}

function subnetsOf(database: JsonRecord): Id[] {
  const listed = records(child(database, 'DBSubnetGroup'), 'Subnets').map((subnet) =>
    text(subnet, 'SubnetIdentifier'),
  );
  return listed.filter((id) => id !== undefined);
}

/** Where no interface is listed: one somewhere in each subnet of the subnet group. */
function missingInterfaces(
  owner: { readonly id: Id; readonly name: string },
  database: JsonRecord,
  subnets: ReadonlyMap<Id, Subnet>,
): NetworkInterface[] {
  const isPublic = flag(database, 'PubliclyAccessible');
  const publicly =
    isPublic === undefined
      ? unknown<undefined>({ value: `PubliclyAccessible of ${owner.name}`, why: 'the snapshot does not say' })
      : known(isPublic ? { address: undefined } : undefined);
  return subnetsOf(database).map((id) =>
    expectedInterface(owner, subnets.get(id), groupsOf(database), 'interface', publicly),
  );
}

/** The port is missing while the database is being created. */
function listens(database: JsonRecord): ListeningPort[] {
  const port = number(child(database, 'Endpoint'), 'Port') ?? number(database, 'DbInstancePort');
  return port === undefined || port === 0 ? [] : [{ protocol: 6, port: known(port) }];
}

/** A database of which only the interface is known. */
function unnamedDatabase({ id, item }: { readonly id: Id; readonly item: Item }): Workload {
  const place = whereabouts(item);
  return {
    ...named(place, `db_instance/${id}`, `the database at ${id}`, arnOf(place, `network-interface/${id}`)),
    kind: 'db_instance',
    interfaces: [id],
    placement: 'all',
    listens: [],
    clientPorts: 'aws',
  };
}
