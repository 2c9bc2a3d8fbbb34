import type { ResourceInstance } from '../../../terraform/configuration';
import type { ListeningPort } from '../../model';
import type { Context } from '../context';
import type { Fields } from '../fields';
import { read, readIds, toText } from '../read';
import { referredResource } from '../referred';
import type { Placed, Site } from '../site';
import { isDualStack, place } from './place';
import { subnetsOfGroup } from './subnetGroups';
import { always, shaped } from './shapes';
import { fixedPorts, portArgument } from './ports';
import type { WorkloadBuilders } from './builder';

const cacheGroup = { argument: 'subnet_group_name', types: ['aws_elasticache_subnet_group'] };

/** The builders of ElastiCache, MemoryDB and DAX. */
export const caches: WorkloadBuilders = {
  aws_elasticache_cluster: cacheCluster,
  aws_elasticache_replication_group: shaped({
    subnetGroup: cacheGroup,
    groups: ['security_group_ids'],
    listens: (context, fields) => portArgument(context, fields, 'port', 6379),
  }),
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/set-up.html: 6379 and, for reading, 6380; Memcached 11211 and 11212.
  aws_elasticache_serverless_cache: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: (context, fields) => {
      const engine = read(context, fields, 'engine', toText);
      return engine?.known === true && engine.value === 'memcached'
        ? fixedPorts(11211, 11212)
        : fixedPorts(6379, 6380);
    },
  }),
  aws_memorydb_cluster: shaped({
    subnetGroup: { argument: 'subnet_group_name', types: ['aws_memorydb_subnet_group'] },
    groups: ['security_group_ids'],
    listens: (context, fields) => portArgument(context, fields, 'port', 6379),
  }),
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html: 9111 with TLS.
  aws_dax_cluster: shaped({
    subnetGroup: { argument: 'subnet_group_name', types: ['aws_dax_subnet_group'] },
    groups: ['security_group_ids'],
    listens: (context, fields) => {
      const encryption = read(context, fields, 'cluster_endpoint_encryption_type', toText);
      return fixedPorts(encryption?.known === true && encryption.value === 'TLS' ? 9111 : 8111);
    },
  }),
};

/** A member of a replication group is where its group is: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/elasticache_cluster */
function cacheCluster(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const group = referredResource(
    context,
    fields.argument('replication_group_id')?.value,
    ['aws_elasticache_replication_group'],
    ['replication_group_id'],
  );
  const shared = group === undefined ? fields : context.fields(group);
  return place(site, resource, {
    subnets: subnetsOfGroup(context, shared, cacheGroup.argument, cacheGroup.types),
    groups: readIds(context, shared, 'security_group_ids', 'securityGroups'),
    listens: cachePort(context, shared),
    ipv6: () => isDualStack(context, shared),
  });
}

function cachePort(context: Context, fields: Fields): readonly ListeningPort[] {
  const engine = read(context, fields, 'engine', toText);
  const isMemcached = engine?.known === true && engine.value === 'memcached';
  return portArgument(context, fields, 'port', isMemcached ? 11211 : 6379);
}

/** The builders of Redshift and OpenSearch. */
export const warehouses: WorkloadBuilders = {
  // Public by default up to provider 5: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/redshift_cluster
  aws_redshift_cluster: shaped({
    subnetGroup: { argument: 'cluster_subnet_group_name', types: ['aws_redshift_subnet_group'] },
    groups: ['vpc_security_group_ids'],
    listens: (context, fields) => portArgument(context, fields, 'port', 5439),
    public: { argument: 'publicly_accessible', fallback: true },
  }),
  aws_redshiftserverless_workgroup: shaped({
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: (context, fields) => portArgument(context, fields, 'port', 5439),
    public: { argument: 'publicly_accessible', fallback: false },
  }),
  aws_opensearch_domain: shaped({
    block: ['vpc_options'],
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(443, 80),
    outsideWithoutBlock: true,
  }),
  aws_elasticsearch_domain: shaped({
    block: ['vpc_options'],
    subnets: ['subnet_ids'],
    groups: ['security_group_ids'],
    listens: always(443, 80),
    outsideWithoutBlock: true,
  }),
};
