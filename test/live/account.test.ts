import assert from 'node:assert/strict';
import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeNetworkAclsCommand,
  EC2Client,
  ReplaceNetworkAclAssociationCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { ReadAccount } from '../../server/src/aws/readAccount';
import { networkFromSnapshot } from '../../server/src/network/fromAws';
import { answer, indexNetwork } from '../../server/src/reachability';
import { supplyMotoGaps } from '../agreement/motoGaps';
import { startMoto, type MotoServer } from '../support/moto';
import { checkAgainstCli, readMoto, region } from './readings';

/** What the SDK says is optional is there in the answers of these calls. */
function given(id: string | undefined): string {
  assert.ok(id);
  return id;
}

/** A public subnet with a bastion, a private one behind a NAT gateway with an application and a database. */
async function writeNetwork(ec2: EC2Client): Promise<void> {
  const vpc = given((await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId);
  const subnet = async (CidrBlock: string): Promise<string> =>
    given((await ec2.send(new CreateSubnetCommand({ VpcId: vpc, CidrBlock }))).Subnet?.SubnetId);
  const [front, back, data] = [
    await subnet('10.0.1.0/24'),
    await subnet('10.0.2.0/24'),
    await subnet('10.0.3.0/24'),
  ];
  const gateway = given(
    (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId,
  );
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId: gateway, VpcId: vpc }));
  const table = async (subnets: readonly string[], target: object): Promise<void> => {
    const RouteTableId = given(
      (await ec2.send(new CreateRouteTableCommand({ VpcId: vpc }))).RouteTable?.RouteTableId,
    );
    await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', ...target }));
    for (const SubnetId of subnets)
      await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  };
  await table([front], { GatewayId: gateway });
  const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  const { NatGateway } = await ec2.send(
    new CreateNatGatewayCommand({ SubnetId: front, AllocationId: given(AllocationId) }),
  );
  await table([back], { NatGatewayId: NatGateway?.NatGatewayId });
  const group = async (GroupName: string): Promise<string> =>
    given(
      (await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: vpc })))
        .GroupId,
    );
  const [bastion, app, db] = [await group('bastion'), await group('app'), await group('db')];
  const allow = async (GroupId: string, port: number, from: object): Promise<void> => {
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...from }],
      }),
    );
  };
  await allow(bastion, 22, { IpRanges: [{ CidrIp: '198.51.100.0/24' }] });
  await allow(app, 22, { UserIdGroupPairs: [{ GroupId: bastion }] });
  await allow(db, 5432, { UserIdGroupPairs: [{ GroupId: app }] });
  const acl = given((await ec2.send(new CreateNetworkAclCommand({ VpcId: vpc }))).NetworkAcl?.NetworkAclId);
  for (const [Egress, RuleNumber, From, To] of [
    [false, 100, 5432, 5432],
    [true, 100, 1024, 65535],
  ] as const) {
    await ec2.send(
      new CreateNetworkAclEntryCommand({
        NetworkAclId: acl,
        Egress,
        RuleNumber,
        Protocol: '6',
        RuleAction: 'allow',
        CidrBlock: '10.0.2.0/24',
        PortRange: { From, To },
      }),
    );
  }
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}));
  const association = NetworkAcls.flatMap(({ Associations = [] }) => Associations).find(
    ({ SubnetId }) => SubnetId === data,
  );
  await ec2.send(
    new ReplaceNetworkAclAssociationCommand({
      NetworkAclId: acl,
      AssociationId: given(association?.NetworkAclAssociationId),
    }),
  );
  const run = async (name: string, SubnetId: string, own: string, isPublic = false): Promise<void> => {
    await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-12c6146b',
        MinCount: 1,
        MaxCount: 1,
        NetworkInterfaces: [{ DeviceIndex: 0, SubnetId, Groups: [own], AssociatePublicIpAddress: isPublic }],
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
      }),
    );
  };
  await run('bastion', front, bastion, true);
  await run('app', back, app);
  await run('db', data, db);
}

describe('an account on moto', () => {
  let moto: MotoServer;
  let read: ReadAccount;
  before(async function () {
    this.timeout(300_000);
    moto = await startMoto();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    await writeNetwork(new EC2Client({ region, endpoint: moto.url, credentials }));
    read = await readMoto(moto);
  });
  after(() => moto.stop());

  it('is read but for what moto does not have, and that is told', () => {
    const missing = read.refused.map(({ api }) => api);
    assert.deepEqual(
      missing.filter((api) =>
        /Vpcs$|Subnets|NetworkInterfaces|SecurityGroups|NetworkAcls|RouteTables|Instances|NatGateways/.test(
          api,
        ),
      ),
      [],
    );
    const network = networkFromSnapshot(read.files, { assumeDefaults: false });
    assert.equal(network.workloads.size, 3);
    assert.ok(missing.length > 0);
  });

  it('gives the network that the AWS CLI’s own JSON of it gives', () => checkAgainstCli(moto, read)).timeout(
    120_000,
  );

  it('answers as it was built to', () => {
    const index = indexNetwork(
      networkFromSnapshot(supplyMotoGaps(read.files, new Set()), { assumeDefaults: true }),
    );
    const verdicts = (
      [
        ['198.51.100.7', 'bastion', 22],
        ['203.0.113.7', 'bastion', 22],
        ['bastion', 'app', 22],
        ['app', 'db', 5432],
        ['bastion', 'db', 5432],
        ['app', 'internet', 443],
        ['db', 'internet', 443],
        ['internet', 'app', 22],
      ] as const
    ).map(([from, to, port]) => {
      const result = answer(index, { from, to, traffic: { protocol: 6, ports: { from: port, to: port } } });
      return `${from} → ${to}: ${result.kind === 'answer' ? result.answer.verdict : 'error'}`;
    });
    assert.deepEqual(verdicts, [
      '198.51.100.7 → bastion: reachable',
      '203.0.113.7 → bastion: blocked',
      'bastion → app: reachable',
      'app → db: reachable',
      'bastion → db: blocked',
      'app → internet: reachable',
      'db → internet: blocked',
      'internet → app: blocked',
    ]);
  });
});
