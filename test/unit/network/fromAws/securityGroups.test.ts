import assert from 'node:assert/strict';
import { networkInterface, networkOf, ruleText, show } from './support';

const group = {
  GroupId: 'sg-1',
  GroupName: 'web',
  VpcId: 'vpc-1',
  OwnerId: '111122223333',
  IpPermissions: [
    {
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'inside' }, { CidrIp: '192.0.2.7/32' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      PrefixListIds: [{ PrefixListId: 'pl-1' }],
      UserIdGroupPairs: [
        {
          GroupId: 'sg-9',
          UserId: '999988887777',
          VpcPeeringConnectionId: 'pcx-1',
          PeeringStatus: 'deleted',
        },
      ],
    },
    { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
    { IpProtocol: '47', IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
    { IpProtocol: 'icmpv6', FromPort: -1, ToPort: -1, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
  ],
  IpPermissionsEgress: [
    {
      IpProtocol: '-1',
      IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    },
  ],
};

describe('security groups of a snapshot', () => {
  it('have one rule for each peer of a permission', () => {
    const { securityGroups } = networkOf({ 'groups.json': { SecurityGroups: [group] } });
    assert.deepEqual(securityGroups.get('sg-1')?.rules.map(ruleText), [
      'ingress tcp 443-443 from 10.0.0.0/8',
      'ingress tcp 443-443 from 192.0.2.7/32',
      'ingress tcp 443-443 from ::/0',
      'ingress tcp 443-443 from pl-1',
      'ingress tcp 443-443 from sg-9',
      'ingress icmp 8/* from 10.0.0.0/8',
      'ingress protocol 47 from 10.0.0.0/8',
      'ingress icmpv6 */* from ::/0',
      'egress all to 0.0.0.0/0',
    ]);
    assert.equal(securityGroups.get('sg-1')?.rules[0]?.description, 'inside');
    assert.equal(securityGroups.get('sg-1')?.name, 'web');
  });

  it('cite the ids of their rules where those were collected, and say nothing twice', () => {
    const { securityGroups } = networkOf({
      'groups.json': { SecurityGroups: [group] },
      'rules.json': {
        SecurityGroupRules: [
          {
            SecurityGroupRuleId: 'sgr-1',
            GroupId: 'sg-1',
            GroupOwnerId: '111122223333',
            IsEgress: false,
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            CidrIpv4: '10.0.0.0/8',
          },
          {
            SecurityGroupRuleId: 'sgr-2',
            GroupId: 'sg-1',
            GroupOwnerId: '111122223333',
            IsEgress: false,
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            ReferencedGroupInfo: { GroupId: 'sg-9', UserId: '999988887777' },
          },
          {
            SecurityGroupRuleId: 'sgr-3',
            GroupId: 'sg-1',
            IsEgress: true,
            IpProtocol: '-1',
            FromPort: -1,
            ToPort: -1,
            CidrIpv4: '0.0.0.0/0',
          },
        ],
      },
    });
    const rules = securityGroups.get('sg-1')?.rules ?? [];
    assert.equal(rules.length, 9);
    assert.deepEqual(
      rules.slice(0, 3).map((rule) => [rule.id, ruleText(rule)]),
      [
        ['sgr-1', 'ingress tcp 443-443 from 10.0.0.0/8'],
        ['sgr-2', 'ingress tcp 443-443 from sg-9'],
        ['sgr-3', 'egress all to 0.0.0.0/0'],
      ],
    );
    assert.deepEqual(rules[0]?.origin, { arn: 'arn:aws:ec2::111122223333:security-group-rule/sgr-1' });
  });

  it('are known by id only where interfaces carry them and nobody collected them', () => {
    const { securityGroups } = networkOf({
      'interfaces.json': { NetworkInterfaces: [networkInterface('eni-1')] },
    });
    const only = securityGroups.get('sg-1');
    assert.deepEqual(only?.rules, []);
    assert.match(only?.rulesIncomplete.ingress?.why ?? '', /the snapshot has no SecurityGroups/);
    assert.match(only?.rulesIncomplete.egress?.why ?? '', /the snapshot has no SecurityGroups/);
  });

  it('have the rules of new groups where defaults are to be assumed', () => {
    const network = networkOf(
      { 'interfaces.json': { NetworkInterfaces: [networkInterface('eni-1')] } },
      true,
    );
    assert.deepEqual(network.securityGroups.get('sg-1')?.rules.map(ruleText), ['egress all to 0.0.0.0/0']);
    assert.ok(network.problems.some(({ message }) => message.includes('Assumed: sg-1')));
  });

  it('leave unknown what makes no sense, and keep the rest', () => {
    const { securityGroups } = networkOf({
      'groups.json': {
        SecurityGroups: [
          {
            GroupId: 'sg-1',
            VpcId: '',
            IpPermissions: [
              {
                IpProtocol: 'tcp',
                FromPort: 80,
                ToPort: 80,
                IpRanges: [{ CidrIp: '10.0.0.0/33' }, { CidrIp: null }, 7],
              },
              { IpProtocol: 'quic', IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
            ],
          },
        ],
      },
    });
    const found = securityGroups.get('sg-1');
    assert.equal(show(found?.vpc), 'unknown: the snapshot does not say');
    assert.deepEqual(
      found?.rules.map((rule) => ruleText(rule).replace(/unknown: .*/, 'unknown')),
      ['ingress tcp 80-80 from unknown', 'ingress unknown'],
    );
  });

  it('know the other VPCs that they are associated with', () => {
    const { securityGroups } = networkOf({
      'groups.json': { SecurityGroups: [group] },
      'associations.json': {
        SecurityGroupVpcAssociations: [
          { GroupId: 'sg-1', VpcId: 'vpc-2', State: 'associated' },
          { GroupId: 'sg-1', VpcId: 'vpc-3', State: 'disassociated' },
        ],
      },
    });
    assert.deepEqual(
      securityGroups.get('sg-1')?.associatedVpcs.map((each) => show(each)),
      ['vpc-2'],
    );
  });
});
