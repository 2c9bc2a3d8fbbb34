import { DescribeMountTargetsCommand } from '@aws-sdk/client-efs';
import {
  DescribeTasksCommand,
  ListClustersCommand as ListEcsClustersCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { DescribeClusterCommand, ListClustersCommand as ListEksClustersCommand } from '@aws-sdk/client-eks';
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing';
import { DescribeCacheClustersCommand } from '@aws-sdk/client-elasticache';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, DescribeDBSubnetGroupsCommand } from '@aws-sdk/client-rds';
import { only, textOf, textsOf, type FanOutCall, type Item, type ListCall } from './call';

/**
 * The services whose things own network interfaces. Each is read only where an interface's description says that one is
 * its own, and of what it tells only what the model uses is kept: functions, for one, come with their environment
 * variables, which often hold secrets.
 */
export interface OwnerCalls {
  /** Whether an interface with this description belongs to a thing of the service. */
  readonly owns: RegExp;
  readonly lists: readonly ListCall[];
  /** In order: each may ask for what the one before has found. */
  readonly fanOuts: readonly FanOutCall[];
}

const database = only(
  'DBInstanceIdentifier',
  'DBInstanceArn',
  'DBSubnetGroup',
  'VpcSecurityGroups',
  'AvailabilityZone',
  'Endpoint',
  'DbInstancePort',
  'PubliclyAccessible',
  'Engine',
);

/** The descriptions are those of the services: see `network/fromAws/owners.ts`. */
export const ownerCalls: readonly OwnerCalls[] = [
  {
    owns: /^RDSNetworkInterface/,
    lists: [
      {
        service: 'rds',
        api: 'DescribeDBInstances',
        key: 'DBInstances',
        pageSize: 100,
        send: ({ clients, options }, { size, token }) =>
          clients.rds.send(new DescribeDBInstancesCommand({ MaxRecords: size, Marker: token }), options),
        keep: database,
      },
      {
        service: 'rds',
        api: 'DescribeDBSubnetGroups',
        key: 'DBSubnetGroups',
        pageSize: 100,
        send: ({ clients, options }, { size, token }) =>
          clients.rds.send(new DescribeDBSubnetGroupsCommand({ MaxRecords: size, Marker: token }), options),
        keep: only('DBSubnetGroupName', 'VpcId', 'Subnets'),
      },
    ],
    fanOuts: [],
  },
  {
    owns: /^AWS Lambda VPC ENI/,
    lists: [
      {
        service: 'lambda',
        api: 'ListFunctions',
        key: 'Functions',
        pageSize: 50,
        send: ({ clients, options }, { size, token }) =>
          clients.lambda.send(new ListFunctionsCommand({ MaxItems: size, Marker: token }), options),
        keep: functionPart,
      },
    ],
    fanOuts: [],
  },
  {
    // A classic balancer's name has no slash.
    owns: /^ELB [^/]+$/,
    lists: [
      {
        service: 'elb',
        api: 'DescribeLoadBalancers',
        key: 'LoadBalancerDescriptions',
        pageSize: 400,
        send: ({ clients, options }, { size, token }) =>
          clients.elb.send(new DescribeLoadBalancersCommand({ PageSize: size, Marker: token }), options),
      },
    ],
    fanOuts: [],
  },
  {
    owns: /^ElastiCache /,
    lists: [
      {
        service: 'elasticache',
        api: 'DescribeCacheClusters',
        key: 'CacheClusters',
        pageSize: 100,
        send: ({ clients, options }, { size, token }) =>
          clients.elasticache.send(
            new DescribeCacheClustersCommand({ MaxRecords: size, Marker: token, ShowCacheNodeInfo: true }),
            options,
          ),
        keep: only('CacheClusterId', 'Engine', 'CacheNodes', 'ConfigurationEndpoint'),
      },
    ],
    fanOuts: [],
  },
  {
    owns: /^EFS mount target for fs-/,
    lists: [],
    fanOuts: [
      {
        service: 'efs',
        api: 'DescribeMountTargets',
        key: 'MountTargets',
        member: 'MountTargets',
        pageSize: 100,
        of: 'NetworkInterfaces',
        ids: fileSystems,
        send: async ({ clients, options }, FileSystemId, { size, token }) => {
          // The answer's Marker is the one of the request.
          const { MountTargets, NextMarker } = await clients.efs.send(
            new DescribeMountTargetsCommand({ FileSystemId, MaxItems: size, Marker: token }),
            options,
          );
          return { MountTargets, NextMarker };
        },
        write: (_, found) =>
          found.map(
            only('MountTargetId', 'FileSystemId', 'SubnetId', 'NetworkInterfaceId', 'IpAddress', 'VpcId'),
          ),
      },
    ],
  },
  {
    owns: /^Amazon EKS /,
    lists: [
      {
        service: 'eks',
        api: 'ListClusters',
        key: 'EksClusterNames',
        pageSize: 100,
        send: async ({ clients, options }, { size, token }) => {
          const { clusters, nextToken } = await clients.eks.send(
            new ListEksClustersCommand({ maxResults: size, nextToken: token }),
            options,
          );
          return { EksClusterNames: (clusters ?? []).map((name) => ({ name })), nextToken };
        },
      },
    ],
    fanOuts: [
      {
        service: 'eks',
        api: 'DescribeCluster',
        key: 'cluster',
        member: 'cluster',
        of: 'EksClusterNames',
        ids: (clusters) => textsOf(clusters, 'name'),
        send: ({ clients, options }, name) => clients.eks.send(new DescribeClusterCommand({ name }), options),
        write: (_, found) => found.map(only('name', 'arn', 'endpoint', 'resourcesVpcConfig')),
      },
    ],
  },
  {
    owns: /^arn:aws[a-z-]*:ecs:/,
    lists: [
      {
        service: 'ecs',
        api: 'ListClusters',
        key: 'EcsClusterArns',
        pageSize: 100,
        send: async ({ clients, options }, { size, token }) => {
          const { clusterArns, nextToken } = await clients.ecs.send(
            new ListEcsClustersCommand({ maxResults: size, nextToken: token }),
            options,
          );
          return { EcsClusterArns: (clusterArns ?? []).map((arn) => ({ arn })), nextToken };
        },
      },
    ],
    fanOuts: [
      {
        service: 'ecs',
        api: 'ListTasks',
        key: 'EcsTaskArns',
        member: 'EcsTaskArns',
        pageSize: 100,
        of: 'EcsClusterArns',
        ids: (clusters) => textsOf(clusters, 'arn'),
        send: async ({ clients, options }, cluster, { size, token }) => {
          const { taskArns, nextToken } = await clients.ecs.send(
            new ListTasksCommand({ cluster, maxResults: size, nextToken: token }),
            options,
          );
          return { EcsTaskArns: (taskArns ?? []).map((arn) => ({ arn, cluster })), nextToken };
        },
        write: (_, found) => found,
      },
      {
        service: 'ecs',
        api: 'DescribeTasks',
        key: 'tasks',
        member: 'tasks',
        of: 'EcsTaskArns',
        ids: batchesOfTasks,
        send: ({ clients, options }, batch) =>
          clients.ecs.send(new DescribeTasksCommand(batchOf(batch)), options),
        write: (_, found) =>
          found.map((task) => ({
            ...only('taskArn', 'clusterArn', 'group', 'availabilityZone')(task),
            attachments: taskAttachments(task),
          })),
      },
    ],
  },
];

/** Lists that only help to ask on; no kind of thing in a snapshot. */
export const helperKeys: ReadonlySet<string> = new Set(['EksClusterNames', 'EcsClusterArns', 'EcsTaskArns']);

/** Name and place of a function, and nothing else. */
function functionPart(item: Item): Item {
  const config = item['VpcConfig'];
  const place =
    typeof config === 'object' && config !== null
      ? { VpcConfig: only('SubnetIds', 'SecurityGroupIds', 'VpcId')(config as Item) }
      : {};
  return { ...only('FunctionName', 'FunctionArn')(item), ...place };
}

function fileSystems(interfaces: readonly Item[]): readonly string[] {
  const ids = interfaces.flatMap((item) => {
    const found = /^EFS mount target for (fs-[0-9a-f]+)/.exec(textOf(item, 'Description') ?? '');
    return found?.[1] ?? [];
  });
  return [...new Set(ids)];
}

/** A cluster with up to 100 of its tasks, which is what one call takes, as a text to ask by. */
function batchesOfTasks(tasks: readonly Item[]): readonly string[] {
  const byCluster = new Map<string, string[]>();
  for (const task of tasks) {
    const cluster = textOf(task, 'cluster') ?? '';
    byCluster.set(cluster, [...(byCluster.get(cluster) ?? []), textOf(task, 'arn') ?? '']);
  }
  return [...byCluster].flatMap(([cluster, arns]) =>
    Array.from({ length: Math.ceil(arns.length / 100) }, (_, index) =>
      JSON.stringify([cluster, ...arns.slice(index * 100, index * 100 + 100)]),
    ),
  );
}

function batchOf(batch: string): { cluster: string; tasks: string[] } {
  const [cluster = '', ...tasks] = JSON.parse(batch) as string[];
  return { cluster, tasks };
}

/** The details of an attachment that name its interface. */
function taskAttachments(task: Item): readonly Item[] {
  const attachments = Array.isArray(task['attachments']) ? (task['attachments'] as Item[]) : [];
  return attachments.map((one) => ({
    ...only('id', 'type')(one),
    details: (Array.isArray(one['details']) ? (one['details'] as Item[]) : []).filter((detail) =>
      ['networkInterfaceId', 'subnetId', 'privateIPv4Address'].includes(textOf(detail, 'name') ?? ''),
    ),
  }));
}
