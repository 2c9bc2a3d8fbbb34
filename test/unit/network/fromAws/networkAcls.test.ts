import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import { networkOf, show, trafficText } from './support';

function checkEntries(entries: readonly object[], expected: readonly string[]): void {
  const { networkAcls } = networkOf({
    'acls.json': {
      NetworkAcls: [
        { NetworkAclId: 'acl-1', VpcId: 'vpc-1', IsDefault: false, Associations: [], Entries: entries },
      ],
    },
  });
  const texts = networkAcls
    .get('acl-1')
    ?.entries.map((entry) =>
      [
        entry.direction,
        show(entry.number),
        show(entry.action),
        show(entry.traffic, trafficText),
        show(entry.cidr, formatCidr),
      ].join(' '),
    );
  assert.deepEqual(texts, expected);
}

describe('network ACLs of a snapshot', () => {
  it('have their entries without the implicit denies of both families', () => {
    checkEntries(
      [
        {
          RuleNumber: 100,
          Egress: false,
          Protocol: '6',
          RuleAction: 'allow',
          CidrBlock: '10.0.0.0/8',
          PortRange: { From: 22, To: 22 },
        },
        { RuleNumber: 90, Egress: true, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' },
        {
          RuleNumber: 101,
          Egress: true,
          Protocol: '17',
          RuleAction: 'allow',
          Ipv6CidrBlock: '::/0',
          PortRange: { From: 1024, To: 65535 },
        },
        { RuleNumber: 32767, Egress: true, Protocol: '-1', RuleAction: 'deny', CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 32768, Egress: false, Protocol: '-1', RuleAction: 'deny', Ipv6CidrBlock: '::/0' },
      ],
      [
        'ingress 100 allow tcp 22-22 10.0.0.0/8',
        'egress 90 deny all 0.0.0.0/0',
        'egress 101 allow udp 1024-65535 ::/0',
      ],
    );
  });

  it('read types and codes of ICMP, where -1 is any', () => {
    checkEntries(
      [
        {
          RuleNumber: 1,
          Egress: false,
          Protocol: '1',
          RuleAction: 'allow',
          CidrBlock: '0.0.0.0/0',
          IcmpTypeCode: { Type: 8, Code: -1 },
        },
        {
          RuleNumber: 2,
          Egress: false,
          Protocol: '58',
          RuleAction: 'allow',
          Ipv6CidrBlock: '::/0',
          IcmpTypeCode: { Type: -1, Code: -1 },
        },
        {
          RuleNumber: 3,
          Egress: false,
          Protocol: '1',
          RuleAction: 'allow',
          CidrBlock: '0.0.0.0/0',
          IcmpTypeCode: { Type: 0, Code: 0 },
        },
      ],
      [
        'ingress 1 allow icmp 8/* 0.0.0.0/0',
        'ingress 2 allow icmpv6 */* ::/0',
        'ingress 3 allow icmp 0/0 0.0.0.0/0',
      ],
    );
  });

  it('leave open what an entry does not say', () => {
    checkEntries(
      [{ Egress: false, Protocol: '6', RuleAction: 'perhaps' }],
      [
        'ingress unknown: the snapshot does not say unknown: the snapshot does not say tcp 0-65535 unknown: the snapshot does not say',
      ],
    );
  });
});
