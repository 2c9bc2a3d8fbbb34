import assert from 'node:assert/strict';
import type { Network } from '../../../../server/src/network/model';
import { networkInterface, networkOf, show, subnet, vpc } from './support';

function workloadTexts({ workloads }: Network): string[] {
  return [...workloads.values()].map((each) => {
    const ports = each.listens.map(({ port }) => show(port)).join(' ');
    return `${each.kind} ${each.name} [${each.interfaces.join(' ')}] ${each.placement} ${each.clientPorts}${ports === '' ? '' : ` :${ports}`}`;
  });
}

const place = {
  'vpcs.json': { Vpcs: [vpc('vpc-1')] },
  'subnets.json': {
    Subnets: [
      subnet('subnet-1'),
      subnet('subnet-2', { CidrBlock: '10.0.2.0/24', AvailabilityZone: 'eu-west-1b' }),
    ],
  },
};

describe('workloads of a snapshot', () => {
  it('instances are at all their interfaces, and call from the ports of their system', () => {
    const network = networkOf({
      'enis.json': {
        NetworkInterfaces: [
          networkInterface('eni-b', { Attachment: { InstanceId: 'i-1', DeviceIndex: 1 } }),
          networkInterface('eni-a', { Attachment: { InstanceId: 'i-1', DeviceIndex: 0 } }),
          networkInterface('eni-c', { Attachment: { InstanceId: 'i-2', DeviceIndex: 0 } }),
          networkInterface('eni-d', { Attachment: { InstanceId: 'i-3', DeviceIndex: 0 } }),
        ],
      },
      'instances.json': {
        Reservations: [
          {
            ReservationId: 'r-1',
            OwnerId: '1',
            Instances: [
              { InstanceId: 'i-1', PlatformDetails: 'Linux/UNIX', Tags: [{ Key: 'Name', Value: 'app' }] },
              { InstanceId: 'i-2', Platform: 'windows' },
            ],
          },
        ],
      },
    });
    assert.deepEqual(workloadTexts(network), [
      'instance app [eni-a eni-b] all linux',
      'instance i-2 [eni-c] all windows',
      'instance i-3 [eni-d] all unknown',
    ]);
  });

  const database = (name: string, members: object = {}): object => ({
    DBInstanceIdentifier: name,
    DBInstanceArn: `arn:aws:rds:eu-west-1:1:db:${name}`,
    Engine: 'postgres',
    Endpoint: { Address: `${name}.example`, Port: 5432 },
    AvailabilityZone: 'eu-west-1a',
    PubliclyAccessible: false,
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-db', Status: 'active' }],
    DBSubnetGroup: { Subnets: [{ SubnetIdentifier: 'subnet-1' }, { SubnetIdentifier: 'subnet-2' }] },
    ...members,
  });
  const databaseInterface = (id: string, members: object = {}): object =>
    networkInterface(id, {
      Description: 'RDSNetworkInterface',
      RequesterManaged: true,
      RequesterId: 'amazon-rds',
      Groups: [{ GroupId: 'sg-db' }],
      ...members,
    });

  it('databases find their interface by groups, subnets and zone', () => {
    const network = networkOf({
      ...place,
      'dbs.json': {
        DBInstances: [
          database('orders'),
          database('stock', { AvailabilityZone: 'eu-west-1b', Endpoint: { Port: 3306 } }),
        ],
      },
      'enis.json': {
        NetworkInterfaces: [
          databaseInterface('eni-1'),
          databaseInterface('eni-2', { SubnetId: 'subnet-2' }),
          databaseInterface('eni-3', { Groups: [{ GroupId: 'sg-other' }] }),
        ],
      },
    });
    assert.deepEqual(workloadTexts(network), [
      'db_instance orders [eni-1] any aws :5432',
      'db_instance stock [eni-2] any aws :3306',
      'db_instance the database at eni-3 [eni-3] all aws',
    ]);
    assert.equal(network.interfaces.get('eni-2')?.owner, 'arn:aws:rds:eu-west-1:1:db:stock');
  });

  it('databases that nothing tells apart are each behind any of the interfaces', () => {
    const network = networkOf({
      ...place,
      'dbs.json': { DBInstances: [database('a'), database('b')] },
      'enis.json': { NetworkInterfaces: [databaseInterface('eni-1'), databaseInterface('eni-2')] },
    });
    assert.deepEqual(workloadTexts(network), [
      'db_instance a [eni-1 eni-2] any aws :5432',
      'db_instance b [eni-1 eni-2] any aws :5432',
    ]);
  });

  it('databases without a listed interface are somewhere in their subnets', () => {
    const network = networkOf({
      ...place,
      'dbs.json': { DBInstances: [database('orders', { PubliclyAccessible: true })] },
    });
    const [workload] = [...network.workloads.values()];
    const found = workload?.interfaces.map((id) => network.interfaces.get(id));
    assert.deepEqual(
      found?.map((each) => show(each?.subnet)),
      ['subnet-1', 'subnet-2'],
    );
    assert.deepEqual(
      found?.map((each) => each?.securityGroups.map((group) => show(group))),
      [['sg-db'], ['sg-db']],
    );
    assert.deepEqual(
      found?.map((each) =>
        show(each?.addresses[0]?.publicAddress, (value) => (value === undefined ? 'none' : 'one')),
      ),
      ['one', 'one'],
    );
  });

  it('functions share the interfaces of their subnets and groups', () => {
    const shared = (id: string, members: object): object =>
      networkInterface(id, {
        InterfaceType: 'lambda',
        Description: 'AWS Lambda VPC ENI-resize-1f2e3d4c-5b6a-4789-8abc-0123456789ab',
        ...members,
      });
    const fn = (name: string, config: object): object => ({
      FunctionName: name,
      FunctionArn: `arn:aws:lambda:eu-west-1:1:function:${name}`,
      VpcConfig: config,
    });
    const network = networkOf({
      ...place,
      'enis.json': {
        NetworkInterfaces: [
          shared('eni-1', {}),
          shared('eni-2', { Description: 'AWS Lambda VPC ENI: other', Groups: [{ GroupId: 'sg-2' }] }),
        ],
      },
      'functions.json': {
        Functions: [
          fn('resize', { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'], VpcId: 'vpc-1' }),
          fn('thumb', { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'], VpcId: 'vpc-1' }),
          fn('outside', { SubnetIds: [], SecurityGroupIds: [], VpcId: '' }),
        ],
      },
    });
    assert.deepEqual(workloadTexts(network), [
      'lambda_function resize [eni-1] any aws',
      'lambda_function thumb [eni-1 arn:aws:lambda:eu-west-1:1:function:thumb/interface-in-subnet-2] any aws',
      'lambda_function outside [] any aws',
      'lambda_function other [eni-2] any aws',
    ]);
    assert.equal(network.workloads.get('arn:aws:lambda:eu-west-1:1:function:outside')?.outsideVpc, true);
  });

  it('tasks are their service, by the interface that they name or the attachment that the interface names', () => {
    const task = (id: string, members: object): object => ({
      taskArn: `arn:aws:ecs:eu-west-1:1:task/main/${id}`,
      clusterArn: 'arn:aws:ecs:eu-west-1:1:cluster/main',
      group: 'service:web',
      ...members,
    });
    const attachment = (id: string): object => ({ Description: `arn:aws:ecs:eu-west-1:1:attachment/${id}` });
    const network = networkOf({
      'tasks.json': {
        tasks: [
          task('1', {
            attachments: [
              {
                id: 'aaa',
                type: 'ElasticNetworkInterface',
                details: [{ name: 'networkInterfaceId', value: 'eni-1' }],
              },
            ],
          }),
          task('2', { attachments: [{ id: 'bbb', type: 'eni', details: [] }] }),
          task('3', {
            group: 'family:migrate',
            attachments: [{ id: 'ccc', details: [{ name: 'networkInterfaceId', value: 'eni-3' }] }],
          }),
        ],
      },
      'enis.json': {
        NetworkInterfaces: [
          networkInterface('eni-1', attachment('aaa')),
          networkInterface('eni-2', attachment('bbb')),
          networkInterface('eni-3', attachment('ccc')),
          networkInterface('eni-4', attachment('ddd')),
        ],
      },
    });
    assert.deepEqual(workloadTexts(network), [
      'ecs_service web [eni-1 eni-2] any linux',
      'ecs_task 3 [eni-3] any linux',
      'ecs_task the task at eni-4 [eni-4] any linux',
    ]);
    assert.equal(network.interfaces.get('eni-2')?.owner, 'arn:aws:ecs:eu-west-1:1:service/main/web');
  });

  it('services answer on their own ports', () => {
    const network = networkOf({
      'enis.json': {
        NetworkInterfaces: [
          networkInterface('eni-1', { Description: 'Amazon EKS main' }),
          networkInterface('eni-2', { Description: 'Amazon EKS main' }),
          networkInterface('eni-3', { Description: 'EFS mount target for fs-0a1 (fsmt-0a1)' }),
          networkInterface('eni-4', { Description: 'ElastiCache sessions-0001-001' }),
        ],
      },
      'caches.json': {
        CacheClusters: [
          {
            CacheClusterId: 'sessions-0001-001',
            Engine: 'redis',
            CacheNodes: [{ Endpoint: { Port: 6380 } }],
          },
        ],
      },
    });
    assert.deepEqual(workloadTexts(network), [
      'eks_cluster main [eni-1 eni-2] any aws :443',
      'efs_file_system fs-0a1 [eni-3] any aws :2049',
      'elasticache_cluster sessions-0001-001 [eni-4] any aws :6380',
    ]);
  });
});
