import type { ResourceInstance } from '../../../terraform/configuration';
import type { Id, ListeningPort, Maybe } from '../../model';
import type { Context } from '../context';
import type { Fields } from '../fields';
import { publicAddressIf } from '../interfaces';
import { read, readBoolean, readIds, toText } from '../read';
import { referredResource } from '../referred';
import type { Placed, Site } from '../site';
import type { WorkloadBuilders } from './builder';
import { isDualStack, place } from './place';
import { fixedPorts, portArgument } from './ports';
import { subnetsOfGroup } from './subnetGroups';

/** The builders of RDS, Aurora, DocumentDB and Neptune. */
export const databases: WorkloadBuilders = {
  aws_db_instance: instance,
  aws_rds_cluster: (site, resource) => cluster(site, resource, databaseSubnetGroups, undefined),
  aws_rds_cluster_instance: clusterInstance,
  aws_docdb_cluster: (site, resource) => cluster(site, resource, ['aws_docdb_subnet_group'], 27017),
  aws_neptune_cluster: (site, resource) =>
    cluster(site, resource, ['aws_neptune_subnet_group'], 8182, 'neptune_subnet_group_name'),
  aws_db_proxy: proxy,
};

/** RDS, DocumentDB and Neptune share one namespace of subnet groups. */
const databaseSubnetGroups = ['aws_db_subnet_group'];

function instance(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const source = replicated(context, fields);
  const inherited = source === undefined ? undefined : context.fields(source);
  const from = (name: string): Fields =>
    fields.argument(name) !== undefined || inherited === undefined ? fields : inherited;
  return place(site, resource, {
    subnets: subnetsOfGroup(
      context,
      from('db_subnet_group_name'),
      'db_subnet_group_name',
      databaseSubnetGroups,
    ),
    groups: readIds(context, fields, 'vpc_security_group_ids', 'securityGroups'),
    listens: enginePort(context, from('engine'), fields),
    publicAddress: () => publiclyAccessible(context, fields, false),
    ipv6: () => isDualStack(context, fields),
  });
}

/** A read replica takes engine and subnets from what it copies. */
function replicated(context: Context, fields: Fields): ResourceInstance | undefined {
  const value = fields.argument('replicate_source_db')?.value;
  return referredResource(context, value, ['aws_db_instance'], ['identifier']);
}

function cluster(
  site: Site,
  resource: ResourceInstance,
  groupTypes: readonly string[],
  fallback: number | undefined,
  argument = 'db_subnet_group_name',
): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  return place(site, resource, {
    subnets: subnetsOfGroup(context, fields, argument, groupTypes),
    groups: readIds(context, fields, 'vpc_security_group_ids', 'securityGroups'),
    listens:
      fallback === undefined
        ? enginePort(context, fields, fields)
        : portArgument(context, fields, 'port', fallback),
    publicAddress: () => publiclyAccessible(context, fields, false),
    ipv6: () => isDualStack(context, fields),
  });
}

/** An instance stands where its cluster stands, behind the cluster's groups. */
function clusterInstance(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const owner = fields.argument('cluster_identifier')?.value;
  const found = referredResource(context, owner, ['aws_rds_cluster'], ['cluster_identifier']);
  const shared = found === undefined ? fields : context.fields(found);
  return place(site, resource, {
    subnets: subnetsOfGroup(context, shared, 'db_subnet_group_name', databaseSubnetGroups),
    groups: readIds(context, shared, 'vpc_security_group_ids', 'securityGroups'),
    listens: enginePort(context, fields.argument('engine') === undefined ? shared : fields, shared),
    publicAddress: () => publiclyAccessible(context, fields, false),
    ipv6: () => isDualStack(context, fields),
  });
}

function proxy(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const subnets: readonly Maybe<Id>[] = readIds(context, fields, 'vpc_subnet_ids', 'subnets');
  const family = read(context, fields, 'engine_family', toText);
  const port =
    family?.known === true
      ? enginePorts.find(([prefix]) => family.value.toLowerCase().startsWith(prefix))?.[1]
      : undefined;
  return place(site, resource, {
    subnets,
    groups: readIds(context, fields, 'vpc_security_group_ids', 'securityGroups'),
    listens: port === undefined ? [] : fixedPorts(port),
  });
}

/** Whether a database has a public address as well. */
function publiclyAccessible(
  context: Context,
  fields: Fields,
  fallback: boolean,
): ReturnType<typeof publicAddressIf> {
  const argument = fields.argument('publicly_accessible');
  const given = readBoolean(context, fields, 'publicly_accessible', fallback);
  return publicAddressIf(given, context.origin(argument?.source ?? fields.source));
}

/** The default ports: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, `Port`. */
const enginePorts: readonly (readonly [string, number])[] = [
  ['aurora-postgresql', 5432],
  ['aurora', 3306],
  ['postgres', 5432],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['oracle', 1521],
  ['custom-oracle', 1521],
  ['sqlserver', 1433],
  ['custom-sqlserver', 1433],
  ['db2', 50000],
  ['docdb', 27017],
  ['neptune', 8182],
];

function enginePort(context: Context, engineFields: Fields, fields: Fields): ListeningPort[] {
  const engine = read(context, engineFields, 'engine', toText);
  if (fields.argument('port') !== undefined) return portArgument(context, fields, 'port', undefined);
  if (engine === undefined) return [];
  if (!engine.known) return [{ protocol: 6, port: engine }];
  const port = enginePorts.find(([prefix]) => engine.value.startsWith(prefix))?.[1];
  return port === undefined ? [] : fixedPorts(port);
}
