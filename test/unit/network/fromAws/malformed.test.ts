import assert from 'node:assert/strict';
import fc from 'fast-check';
import { networkFromSnapshot } from '../../../../server/src/network/fromAws';
import { networkInterface, networkOf, show, subnet, vpc } from './support';

const messages = (files: Readonly<Record<string, unknown>>): string[] =>
  networkOf(files).problems.map(({ message }) => message);

describe('a snapshot that is not as it should be', () => {
  it('cut in the middle keeps the elements that were complete, tells file and line, and knows that some are missing', () => {
    const whole = JSON.stringify(
      { Subnets: [subnet('subnet-1'), subnet('subnet-2'), subnet('subnet-3')] },
      undefined,
      4,
    );
    const cut = whole.slice(0, whole.indexOf('subnet-3') + 20);
    const network = networkOf({ 'eu/subnets.json': cut });
    assert.deepEqual([...network.subnets.keys()], ['subnet-1', 'subnet-2']);
    const line = cut.split('\n').length;
    assert.match(
      network.problems[0]?.message ?? '',
      new RegExp(`^eu/subnets\\.json: .* at line ${line}\\. What is complete in it is used`),
    );
    assert.equal(network.notCollected.subnets?.why, 'eu/subnets.json is malformed');
  });

  it('with a comma that is missing loses the element that it is in, not the others', () => {
    const text =
      '{"Vpcs": [\n {"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"},\n {"VpcId": "vpc-2" "CidrBlock": "10.1.0.0/16"},\n {"VpcId": "vpc-3"}\n]}';
    const network = networkOf({ 'vpcs.json': text });
    assert.deepEqual([...network.vpcs.keys()], ['vpc-1', 'vpc-3']);
    assert.match(network.problems[0]?.message ?? '', /^vpcs\.json: .* at line 3/);
  });

  it('does not take a group whose rules are cut for one with fewer rules', () => {
    const text = JSON.stringify({
      SecurityGroups: [
        {
          GroupId: 'sg-1',
          IpPermissions: [
            { IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '0.0.0.0/0' }] },
          ],
        },
      ],
    });
    const network = networkOf({
      'groups.json': text.slice(0, text.indexOf('0.0.0.0/0')),
      'enis.json': { NetworkInterfaces: [networkInterface('eni-1')] },
    });
    assert.match(
      network.securityGroups.get('sg-1')?.rulesIncomplete.ingress?.why ?? '',
      /groups\.json is malformed/,
    );
  });

  it('does not take a group for complete of which only a part of the listed rules was read', () => {
    const rule = (id: string, from: number): object => ({
      SecurityGroupRuleId: id,
      GroupId: 'sg-1',
      IsEgress: false,
      IpProtocol: 'tcp',
      FromPort: from,
      ToPort: from,
      CidrIpv4: '10.0.0.0/8',
    });
    const text = JSON.stringify({ SecurityGroupRules: [rule('sgr-1', 22), rule('sgr-2', 443)] });
    const enis = { NetworkInterfaces: [networkInterface('eni-1')] };
    const part = networkOf({ 'rules.json': text.slice(0, text.indexOf('443')), 'enis.json': enis });
    const group = part.securityGroups.get('sg-1');
    assert.equal(group?.rules.length, 1);
    assert.match(group.rulesIncomplete.ingress?.why ?? '', /rules\.json is malformed/);
    const whole = networkOf({ 'rules.json': text, 'enis.json': enis });
    assert.equal(whole.securityGroups.get('sg-1')?.rulesIncomplete.ingress, undefined);
  });

  it('that is empty, or no JSON, or holds no object, is told', () => {
    assert.match(messages({ 'a.json': '' })[0] ?? '', /^a\.json: it is empty/);
    assert.match(messages({ 'a.json': '[1, 2]' })[0] ?? '', /^a\.json: it is not a JSON object/);
    assert.match(
      messages({ 'a.json': 'An error occurred (UnauthorizedOperation)' })[0] ?? '',
      /^a\.json: .* at line 1/,
    );
    assert.deepEqual(messages({ 'a.json': { Buckets: [] } }), [
      'No file of the snapshot holds anything that is known here.',
    ]);
  });

  it('with a byte order mark is read', () => {
    assert.deepEqual(
      [...networkOf({ 'a.json': `\uFEFF${JSON.stringify({ Vpcs: [vpc('vpc-1')] })}` }).vpcs.keys()],
      ['vpc-1'],
    );
  });

  it('with a thing twice takes it once, and tells when the two differ', () => {
    const same = { 'a.json': { Vpcs: [vpc('vpc-1')] }, 'b.json': { Vpcs: [vpc('vpc-1')] } };
    assert.deepEqual(messages(same), []);
    const network = networkOf({
      'a.json': { Vpcs: [vpc('vpc-1')] },
      'b.json': { Vpcs: [vpc('vpc-1', { IsDefault: true })] },
    });
    assert.equal(network.vpcs.get('vpc-1')?.isDefault, false);
    assert.deepEqual(
      network.problems.map(({ message }) => message),
      ['vpc-1 is in a.json and in b.json, and they differ. The first is used.'],
    );
  });

  it('with a thing that has no id leaves it out, and tells', () => {
    assert.deepEqual(messages({ 'a.json': { Subnets: [subnet('subnet-1'), { VpcId: 'vpc-1' }] } }), [
      'a.json: something in Subnets has no SubnetId. It is left out.',
    ]);
  });

  it('in pages is the union of them, in one file or in several', () => {
    const { vpcs, notCollected } = networkOf({
      'a.json': [{ Vpcs: [vpc('vpc-1')] }, { Vpcs: [vpc('vpc-2')], NextToken: null }],
      'b.json': { Vpcs: [vpc('vpc-3')] },
    });
    assert.deepEqual([...vpcs.keys()], ['vpc-1', 'vpc-2', 'vpc-3']);
    assert.equal(notCollected.vpcs, undefined);
  });

  it('by account and Region knows where each thing is, and which Region lacks a file', () => {
    const network = networkOf({
      'accounts/111122223333/eu-west-1/Vpcs.json': { Vpcs: [vpc('vpc-1', { OwnerId: undefined })] },
      'accounts/111122223333/eu-west-1/Acls.json': { NetworkAcls: [] },
      'accounts/444455556666/us-east-1/Vpcs.json': { Vpcs: [vpc('vpc-2', { OwnerId: undefined })] },
    });
    assert.deepEqual(
      [...network.vpcs.values()].map((each) => [each.account, each.region]),
      [
        ['111122223333', 'eu-west-1'],
        ['444455556666', 'us-east-1'],
      ],
    );
    assert.equal(network.notCollected.networkAcls?.why, 'it was not collected in us-east-1 of 444455556666');
  });

  it('whose manifest lists refused calls does not know those kinds', () => {
    const { notCollected } = networkOf({
      'manifest.json': {
        schema: 1,
        account: '1',
        region: 'eu-west-1',
        errors: { DescribeNetworkAcls: 'UnauthorizedOperation' },
      },
      'acls.json': { NetworkAcls: [] },
    });
    assert.match(notCollected.networkAcls?.why ?? '', /describe-network-acls failed: UnauthorizedOperation/);
  });

  it('never throws, and never loses an untouched file, wherever its text is cut or bent', () => {
    const acls = {
      NetworkAcls: [
        {
          NetworkAclId: 'acl-1',
          VpcId: 'vpc-1',
          Associations: [{ SubnetId: 'subnet-1' }],
          Entries: [{ RuleNumber: 1, Protocol: '6', PortRange: { From: 1, To: 2 } }],
        },
      ],
    };
    const enis = {
      NetworkInterfaces: [
        networkInterface('eni-1', { Description: 'ELB app/web/1' }),
        networkInterface('eni-2', { Attachment: { InstanceId: 'i-1' } }),
      ],
    };
    const text = JSON.stringify({ ...acls, ...enis });
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(text.length),
        fc.constantFrom('', '{', ']', 'null', '"', '7'),
        (from, to, put) => {
          const bent = text.slice(0, Math.min(from, to)) + put + text.slice(Math.max(from, to));
          const files = [
            { path: 'bent.json', text: bent },
            { path: 'whole.json', text: JSON.stringify({ Vpcs: [vpc('vpc-1')] }) },
          ];
          assert.deepEqual([...networkFromSnapshot(files, { assumeDefaults: false }).vpcs.keys()], ['vpc-1']);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('with values of all wrong types never throws', () => {
    const keys = [
      'Vpcs',
      'Subnets',
      'NetworkInterfaces',
      'SecurityGroups',
      'NetworkAcls',
      'RouteTables',
      'NatGateways',
      'TransitGatewayAttachments',
      'LoadBalancers',
      'DBInstances',
      'tasks',
      'Functions',
      'Reservations',
      'PrefixLists',
      'VpcEndpoints',
    ];
    const members = [
      'VpcId',
      'SubnetId',
      'NetworkInterfaceId',
      'GroupId',
      'IpPermissions',
      'Entries',
      'Routes',
      'Associations',
      'PrivateIpAddresses',
      'Groups',
      'Attachment',
      'Cidrs',
      'CidrBlock',
      'Instances',
      'attachments',
      'DBInstanceArn',
      'LoadBalancerArn',
      'TransitGatewayAttachmentId',
      'RouteTableId',
      'NetworkAclId',
      'FunctionArn',
      'VpcConfig',
    ];
    const record = fc.dictionary(fc.constantFrom(...members), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 8 });
    const file = fc.dictionary(fc.constantFrom(...keys), fc.array(record, { maxLength: 3 }), { maxKeys: 4 });
    fc.assert(
      fc.property(file, fc.boolean(), (content, assumeDefaults) => {
        assert.ok(networkOf({ 'a.json': content }, assumeDefaults).vpcs.size >= 0);
      }),
      { numRuns: 500 },
    );
  });

  it('that points to things which are not there keeps the ids', () => {
    const { interfaces, subnets } = networkOf({
      'enis.json': { NetworkInterfaces: [networkInterface('eni-1', { SubnetId: 'subnet-gone' })] },
      'subnets.json': { Subnets: [subnet('subnet-1', { VpcId: 'vpc-gone' })] },
    });
    assert.equal(show(interfaces.get('eni-1')?.subnet), 'subnet-gone');
    assert.equal(show(subnets.get('subnet-1')?.vpc), 'vpc-gone');
    assert.match(show(subnets.get('subnet-1')?.routeTable), /^unknown/);
  });

  it('with more rules or entries than anybody can have says that the rest is not known', () => {
    const blocks = Array.from(
      { length: 250_000 },
      (_, at) => `8.${at >> 16}.${(at >> 8) & 255}.${at & 255}/32`,
    );
    const { securityGroups, prefixLists } = networkOf({
      'groups.json': JSON.stringify({
        SecurityGroups: [
          {
            GroupId: 'sg-1',
            IpPermissions: [
              {
                IpProtocol: 'tcp',
                FromPort: 443,
                ToPort: 443,
                IpRanges: blocks.map((CidrIp) => ({ CidrIp })),
              },
            ],
            IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
          },
        ],
      }),
      'lists.json': JSON.stringify({ PrefixLists: [{ PrefixListId: 'pl-1', Cidrs: blocks }] }),
    });
    const why = 'there are 250,000 of them, and 100,000 are looked at';
    const group = securityGroups.get('sg-1');
    assert.deepEqual(group?.rulesIncomplete, { ingress: { value: 'the ingress rules of sg-1', why } });
    assert.equal(group.rules.length, 100_001);
    assert.deepEqual(prefixLists.get('pl-1')?.entriesIncomplete, { value: 'the entries of pl-1', why });
    assert.equal(prefixLists.get('pl-1')?.entries.length, 100_000);
  });
});
