import assert from 'node:assert/strict';
import { compareNetworks, isSame, type Comparison } from '../../../server/src/compare/compare';
import { plainSide } from '../../../server/src/compare/side';
import { comparisonText } from '../../../server/src/compare/words';
import { codeSide } from '../../../server/src/features/codeSide';
import { modelOf, modelOfNetwork, type Model } from '../../../server/src/features/model';
import { networkFromSnapshot } from '../../../server/src/network/fromAws';
import { readStateFile } from '../../../server/src/terraform/state';
import { configurationFromState } from '../../../server/src/terraform/state/toConfiguration';
import { evaluateFixture } from '../../support/terraform';

const code = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "shop" }
}
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "db" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.app.id]
  }
}
resource "aws_instance" "app" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
  tags                   = { Name = "app" }
}
resource "aws_instance" "db" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.db.id
  vpc_security_group_ids = [aws_security_group.db.id]
  tags                   = { Name = "db" }
}
`;

interface World {
  /** Lists besides. */
  readonly more?: Readonly<Record<string, readonly object[]>>;
  readonly routes?: readonly object[];
  /** Of `app`. */
  readonly publicAddress?: string;
  readonly dbRules?: readonly object[];
  readonly appRules?: readonly object[];
  readonly aclEntries?: readonly object[];
  readonly instances?: readonly (readonly [id: string, name: string, subnet: string, group: string])[];
}

const entry = (direction: 'in' | 'out', RuleNumber: number, RuleAction: string): object => ({
  Egress: direction === 'out',
  RuleNumber,
  RuleAction,
  Protocol: '-1',
  CidrBlock: '0.0.0.0/0',
});

const postgres = (group: string): object => ({
  IpProtocol: 'tcp',
  FromPort: 5432,
  ToPort: 5432,
  UserIdGroupPairs: [{ GroupId: group }],
});

const fromAnywhere = (port: number, cidr = '0.0.0.0/0'): object => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: cidr }],
});

/** What the code above makes in AWS, with changes. */
function account({
  dbRules = [postgres('sg-app')],
  appRules = [],
  aclEntries = [entry('in', 100, 'allow'), entry('out', 100, 'allow')],
  instances = [
    ['i-app', 'app', 'subnet-app', 'sg-app'],
    ['i-db', 'db', 'subnet-db', 'sg-db'],
  ],
  routes = [],
  publicAddress,
  more = {},
}: World = {}): Model {
  const lists: Record<string, readonly object[]> = {
    Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', Tags: [{ Key: 'Name', Value: 'shop' }] }],
    Subnets: [
      { SubnetId: 'subnet-app', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', MapPublicIpOnLaunch: false },
      { SubnetId: 'subnet-db', VpcId: 'vpc-1', CidrBlock: '10.0.2.0/24', MapPublicIpOnLaunch: false },
    ],
    RouteTables: [
      {
        RouteTableId: 'rtb-main',
        VpcId: 'vpc-1',
        Associations: [{ Main: true, RouteTableId: 'rtb-main' }],
        Routes: [
          {
            DestinationCidrBlock: '10.0.0.0/16',
            GatewayId: 'local',
            State: 'active',
            Origin: 'CreateRouteTable',
          },
          ...routes,
        ],
      },
    ],
    NetworkAcls: [
      {
        NetworkAclId: 'acl-1',
        VpcId: 'vpc-1',
        IsDefault: true,
        Associations: ['subnet-app', 'subnet-db'].map((SubnetId) => ({ SubnetId, NetworkAclId: 'acl-1' })),
        Entries: aclEntries,
      },
    ],
    SecurityGroups: [
      group(
        'sg-default',
        'default',
        [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-default' }] }],
        true,
      ),
      group('sg-app', 'app', appRules, true),
      group('sg-db', 'db', dbRules, false),
    ],
    Reservations: [
      {
        Instances: instances.map(([InstanceId, name]) => ({
          InstanceId,
          Tags: [{ Key: 'Name', Value: name }],
          State: { Name: 'running' },
        })),
      },
    ],
    NetworkInterfaces: instances.map(([InstanceId, name, SubnetId, GroupId], index) => ({
      NetworkInterfaceId: `eni-${InstanceId}`,
      SubnetId,
      VpcId: 'vpc-1',
      PrivateIpAddress: `10.0.${name === 'db' ? 2 : 1}.${10 + index}`,
      Groups: [{ GroupId }],
      Attachment: { InstanceId, DeviceIndex: 0 },
      SourceDestCheck: true,
      ...(name === 'app' && publicAddress !== undefined ? { Association: { PublicIp: publicAddress } } : {}),
    })),
    InternetGateways: [],
    VpcPeeringConnections: [],
    TransitGateways: [],
    TransitGatewayAttachments: [],
    VpcEndpoints: [],
    LoadBalancers: [],
    ...more,
  };
  const files = Object.entries(lists).map(([key, list]) => ({
    path: `eu-west-1/${key}.json`,
    text: JSON.stringify({ [key]: list }),
  }));
  return modelOfNetwork(networkFromSnapshot(files, { assumeDefaults: true }));
}

function group(
  GroupId: string,
  GroupName: string,
  IpPermissions: readonly object[],
  opensAll: boolean,
): object {
  const IpPermissionsEgress = opensAll ? [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] : [];
  return { GroupId, GroupName, VpcId: 'vpc-1', IpPermissions, IpPermissionsEgress };
}

async function compare(
  text: string,
  world: World,
  state?: string,
): Promise<{ comparison: Comparison; said: string }> {
  const left = modelOf((await evaluateFixture(text)).configuration);
  const right = account(world);
  const known = state === undefined ? undefined : configurationFromState(readStateFile(state));
  const comparison = compareNetworks(
    { ...codeSide(left, known), index: left.index() },
    { ...plainSide(right.network()), index: right.index() },
    true,
  );
  const said = comparisonText(
    comparison,
    { left: left.network(), right: right.network() },
    { left: 'the code', right: 'the account', nameFile: (path) => path.split('/').at(-1) ?? path },
  );
  return { comparison, said };
}

describe('code and account', () => {
  it('tells an office that somebody let in by hand, though the internet as a whole gets in as before', async () => {
    const { said } = await compare(
      `${code}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route" "internet" {
  route_table_id         = aws_vpc.main.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}
resource "aws_security_group_rule" "office" {
  type              = "ingress"
  security_group_id = aws_security_group.app.id
  protocol          = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_blocks       = ["203.0.113.0/24"]
}
resource "aws_eip" "app" {
  instance = aws_instance.app.id
}
`,
      {
        publicAddress: '192.0.2.9',
        appRules: [fromAnywhere(22, '203.0.113.0/24'), fromAnywhere(22, '198.51.100.0/24')],
        routes: [
          {
            DestinationCidrBlock: '0.0.0.0/0',
            GatewayId: 'igw-1',
            State: 'active',
            Origin: 'CreateRoute',
          },
        ],
        more: {
          InternetGateways: [
            { InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1', State: 'available' }] },
          ],
        },
      },
    );
    assert.match(
      said,
      /Traffic that differs \(1 pair\):\n {2}198\.51\.100\.0\/24 → aws_instance\.app = app \(i-app\)\n {4}only in the account: tcp\/22\n {4}only in the account: inbound TCP port 22 \(SSH\) from 198\.51\.100\.0\/24 of security group/,
    );
  });

  it('names the usual protocols, and counts the others', async () => {
    const all = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-app' }] };
    const { said } = await compare(
      code
        .replace('ip_protocol       = "-1"', 'ip_protocol = "tcp"\n  from_port = 0\n  to_port = 65535')
        .replace(
          'from_port       = 5432\n    to_port         = 5432\n    protocol        = "tcp"',
          'from_port = 0\n    to_port = 0\n    protocol = "-1"',
        ),
      { dbRules: [all] },
    );
    assert.match(said, /only in the account: icmp, udp, icmpv6 and \d+ other protocols\n/);
  });

  it('knows the prefix lists that AWS keeps in every account', async () => {
    const { said } = await compare(
      `${code}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_vpc.main.main_route_table_id]
}
`,
      {
        routes: [
          {
            DestinationPrefixListId: 'pl-6da54004',
            GatewayId: 'vpce-1',
            State: 'active',
            Origin: 'CreateRoute',
          },
        ],
        more: {
          VpcEndpoints: [
            {
              VpcEndpointId: 'vpce-1',
              VpcEndpointType: 'Gateway',
              VpcId: 'vpc-1',
              ServiceName: 'com.amazonaws.eu-west-1.s3',
              State: 'available',
              RouteTableIds: ['rtb-main'],
            },
          ],
          ManagedPrefixLists: [
            { PrefixListId: 'pl-6da54004', PrefixListName: 'com.amazonaws.eu-west-1.s3', OwnerId: 'AWS' },
            { PrefixListId: 'pl-1', PrefixListName: 'com.amazonaws.eu-west-1.vpc-lattice', OwnerId: 'AWS' },
            {
              PrefixListId: 'pl-2',
              PrefixListName: 'com.amazonaws.global.cloudfront.origin-facing',
              OwnerId: 'AWS',
            },
          ],
        },
      },
    );
    assert.match(said, /are the same network/);
  });

  it('that agree have no difference in rules or traffic', async () => {
    const { comparison } = await compare(code, {});
    assert.deepEqual([comparison.rules, comparison.traffic.differences], [[], []]);
    assert.deepEqual(comparison.pairing.ambiguous, []);
  });

  it('are paired by name, by block and by place', async () => {
    const { comparison } = await compare(code, {});
    const pairs = new Map(comparison.pairing.pairs.map(({ left, right, by }) => [left, `${right} by ${by}`]));
    assert.equal(pairs.get('aws_vpc.main'), 'vpc-1 by name');
    assert.equal(pairs.get('aws_subnet.app'), 'subnet-app by place');
    assert.equal(pairs.get('aws_security_group.db'), 'sg-db by name');
    assert.equal(pairs.get('aws_instance.db'), 'i-db by name');
  });

  it('differ by a rule that somebody added in the console, which the next apply removes', async () => {
    const { comparison, said } = await compare(code, {
      dbRules: [postgres('sg-app'), fromAnywhere(22, '10.0.1.0/24')],
    });
    assert.deepEqual(
      comparison.traffic.differences.map(({ from, to, left, right, onlyLeft, onlyRight, why }) => ({
        ends: `${from.left} → ${to.left}`,
        verdicts: `${left}, ${right}`,
        onlyLeft,
        onlyRight,
        why: why.map(({ only, nextApply }) => `${only} ${nextApply ?? ''}`),
      })),
      [
        {
          ends: 'aws_instance.app → aws_instance.db',
          verdicts: 'reachable, reachable',
          onlyLeft: [],
          onlyRight: [{ protocol: 'tcp', ports: '22' }],
          why: ['right removed'],
        },
      ],
    );
    assert.match(
      said,
      /aws_instance\.app = app \(i-app\) → aws_instance\.db = db \(i-db\)\n {4}only in the account: tcp\/22\n {4}only in the account: inbound TCP port 22 \(SSH\) from 10\.0\.1\.0\/24 of security group aws_security_group\.db = db \(sg-db\); the next apply removes it/,
    );
  });

  it('differ by a rule that was never applied, which the next apply adds', async () => {
    const { comparison, said } = await compare(code, { dbRules: [] });
    const [only] = comparison.traffic.differences;
    assert.deepEqual(
      [only?.left, only?.right, only?.onlyLeft],
      ['reachable', 'blocked', [{ protocol: 'tcp', ports: '5432' }]],
    );
    assert.match(
      said,
      /only in the code: inbound TCP port 5432 \(PostgreSQL\) from aws_security_group\.app .*\(main\.tf:\d+:\d+\); the next apply adds it/,
    );
  });

  it('differ by a rule of a group that the code does not own, which an apply keeps', async () => {
    const { comparison } = await compare(code, { appRules: [fromAnywhere(9100, '10.0.2.0/24')] });
    assert.deepEqual(
      comparison.rules.map(({ only, left, nextApply }) => [only, left, nextApply]),
      [['right', 'aws_security_group.app', 'kept']],
    );
  });

  it('differ by an ACL entry that somebody changed', async () => {
    const { comparison } = await compare(code, {
      aclEntries: [entry('in', 50, 'deny'), entry('in', 100, 'allow'), entry('out', 100, 'allow')],
    });
    const [only] = comparison.traffic.differences;
    assert.deepEqual([only?.left, only?.right], ['reachable', 'blocked']);
    assert.deepEqual(
      only?.why.map(({ kind, rule }) => [kind, rule['number'], rule['action']]),
      [['networkAcl', 50, 'deny']],
    );
  });

  it('do not differ where the code does not know', async () => {
    const unknown = code.replace('from_port       = 5432', 'from_port       = var.port');
    const { comparison } = await compare(`${unknown}\nvariable "port" {}`, {});
    assert.deepEqual(comparison.traffic.differences, []);
    assert.ok(comparison.traffic.unknown > 0);
    assert.ok(comparison.rules.every(({ maybe }) => maybe?.value.includes('var.port')));
  });

  it('tell what is in one of them only', async () => {
    const { comparison, said } = await compare(code, {
      instances: [
        ['i-app', 'app', 'subnet-app', 'sg-app'],
        ['i-other', 'bastion', 'subnet-db', 'sg-app'],
      ],
    });
    assert.deepEqual(
      [comparison.pairing.onlyLeft, comparison.pairing.onlyRight].map((side) =>
        side.filter(({ kind }) => kind === 'workloads').map(({ id }) => id),
      ),
      [['aws_instance.db'], ['i-other']],
    );
    assert.match(said, /Only in the account:\n(.*\n)* {2}workload: bastion \(i-other\)/);
  });

  it('tell what could be several things, and do not guess', async () => {
    const twins: World['instances'] = [
      ['i-a', 'app', 'subnet-app', 'sg-app'],
      ['i-b', 'app', 'subnet-app', 'sg-app'],
      ['i-db', 'db', 'subnet-db', 'sg-db'],
    ];
    const { comparison, said } = await compare(code, { instances: twins });
    assert.deepEqual(comparison.pairing.ambiguous, [
      { kind: 'workloads', left: 'aws_instance.app', candidates: ['i-a', 'i-b'] },
    ]);
    assert.match(said, /several things could be the same.*\n {2}workload aws_instance\.app: i-a and i-b/);
  });

  it('are paired by the state where there is one', async () => {
    const twins: World['instances'] = [
      ['i-a', 'app', 'subnet-app', 'sg-app'],
      ['i-b', 'app', 'subnet-app', 'sg-app'],
      ['i-db', 'db', 'subnet-db', 'sg-db'],
    ];
    const { comparison } = await compare(code, { instances: twins }, JSON.stringify(stateOfApp));
    assert.deepEqual(
      comparison.pairing.pairs.filter(({ by }) => by === 'state').map(({ left, right }) => [left, right]),
      [['aws_instance.app', 'i-b']],
    );
    assert.deepEqual(comparison.pairing.ambiguous, []);
  });
});

const stateOfApp = {
  version: 4,
  resources: [
    {
      mode: 'managed',
      type: 'aws_instance',
      name: 'app',
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: 1, attributes: { id: 'i-b', subnet_id: 'subnet-app' } }],
    },
  ],
};

describe('two snapshots', () => {
  const between = (before: World, after: World): Comparison => {
    const [left, right] = [account(before), account(after)];
    return compareNetworks(
      { ...plainSide(left.network()), index: left.index() },
      { ...plainSide(right.network()), index: right.index() },
      false,
    );
  };

  it('of one account are the same', () => assert.ok(isSame(between({}, {}))));

  it('differ by what was changed between them, and say nothing of Terraform', () => {
    const { traffic } = between({}, { dbRules: [] });
    assert.deepEqual(
      traffic.differences.map(({ left, right, why }) => [
        left,
        right,
        why.map(({ only, nextApply }) => [only, nextApply]),
      ]),
      [['reachable', 'blocked', [['left', undefined]]]],
    );
  });
});
