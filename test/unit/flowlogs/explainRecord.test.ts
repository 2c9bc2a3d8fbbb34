import assert from 'node:assert/strict';
import { explainRecord, type Cause } from '../../../server/src/flowlogs/explainRecord';
import { readRecords } from '../../../server/src/flowlogs/records';
import { explanationText } from '../../../server/src/flowlogs/words';
import { parseFormat } from '../../../server/src/flowlogs/format';
import type { NetworkIndex } from '../../../server/src/reachability';
import { flowLogNetwork } from './network';

const network = flowLogNetwork();

/** The cause in a few words: `acl-app in 200`, `acl-db out *`, `sg-web`, `sg-app near 8080 from sg-web`, `allowedToday`. */
function shortCause(cause: Cause, direction: string | undefined): string {
  switch (cause.kind) {
    case 'networkAcl': {
      const number = cause.entry?.number;
      const way = direction === 'egress' ? 'out' : 'in';
      return `${cause.acl.id} ${way} ${number?.known === true ? number.value : '*'}`;
    }
    case 'securityGroup': {
      const near = cause.nearest.map(({ rule }) => {
        const traffic =
          rule.traffic.known && rule.traffic.value.kind === 'ports' ? rule.traffic.value.from : 'any';
        return `${traffic}`;
      });
      return [cause.groups.join('+'), ...(near.length > 0 ? [`near ${near.join()}`] : [])].join(' ');
    }
    case 'blockPublicAccess':
      return `block public access ${cause.mode}`;
    case 'unknown':
      return `unknown: ${cause.why}`;
    default:
      return cause.kind;
  }
}

/** Explains the last record of a text. */
function explain(
  text: string,
  format?: string,
  index: NetworkIndex = network,
): ReturnType<typeof explainRecord> {
  const { records, wrong } = readRecords(text, format === undefined ? undefined : parseFormat(format));
  assert.deepEqual(wrong, []);
  const record = records.at(-1);
  assert.ok(record);
  return explainRecord(index, record, records);
}

function checkCause(text: string, expected: string | RegExp, format?: string): void {
  const { cause, packet } = explain(text, format);
  const found = shortCause(cause, packet?.direction);
  if (typeof expected === 'string') assert.equal(found, expected);
  else assert.match(found, expected);
}

/** A record in the default format. */
const v2 = (
  eni: string,
  source: string,
  destination: string,
  ports: string,
  protocol: number,
  action = 'REJECT',
): string => {
  const [from = '0', to = '0'] = ports.split('>');
  return `2 111122223333 ${eni} ${source} ${destination} ${from} ${to} ${protocol} 3 180 1700000000 1700000060 ${action} OK`;
};

const cases: Readonly<
  Record<string, readonly (readonly [what: string, record: string, cause: string | RegExp])[]>
> = {
  'into an interface': [
    [
      'a port that no rule of the group names',
      v2('eni-web', '198.51.100.7', '10.0.1.10', '51000>8443', 6),
      'sg-web near 443,22',
    ],
    [
      'SSH from an address that the rule for SSH leaves out',
      v2('eni-web', '192.0.2.9', '10.0.1.10', '51000>22', 6),
      'sg-web near 22',
    ],
    [
      'a port for which only another group is admitted',
      v2('eni-app', '10.0.3.30', '10.0.2.20', '51000>8080', 6),
      'sg-app near 8080',
    ],
    [
      'another port from a group that is admitted',
      v2('eni-app', '10.0.1.10', '10.0.2.20', '51000>8081', 6),
      'sg-app near 8080,22',
    ],
    [
      'anything, where the group has no rules',
      v2('eni-lonely', '10.0.1.10', '10.0.1.11', '51000>80', 6),
      'sg-none',
    ],
    [
      'UDP where TCP is admitted',
      v2('eni-web', '198.51.100.7', '10.0.1.10', '51000>443', 17),
      'sg-web near 443,22,any',
    ],
    [
      'DNS from an address that is not in the prefix list',
      v2('eni-app', '10.0.1.11', '10.0.2.20', '51000>53', 17),
      'sg-app near 53',
    ],
    [
      'SSH that an ACL entry denies before the group admits it',
      v2('eni-app', '198.51.100.7', '10.0.2.20', '51000>22', 6),
      'acl-app in 200',
    ],
    [
      'HTTPS from outside for which the ACL has no entry',
      v2('eni-app', '198.51.100.7', '10.0.2.20', '51000>443', 6),
      'acl-app in *',
    ],
    [
      'PostgreSQL from a subnet that the ACL leaves out',
      v2('eni-db', '10.0.1.10', '10.0.3.30', '51000>5432', 6),
      'acl-db in *',
    ],
    ['PostgreSQL by UDP', v2('eni-db', '10.0.2.20', '10.0.3.30', '51000>5432', 17), 'acl-db in *'],
    [
      'within one subnet, which no ACL filters',
      v2('eni-app', '10.0.2.22', '10.0.2.20', '51000>8081', 6),
      'sg-app near 9090,22',
    ],
    ['GRE', v2('eni-web', '198.51.100.7', '10.0.1.10', '0>0', 47), /^sg-web/],
    [
      'an unanswered ping from where pings are not admitted',
      v2('eni-web', '192.0.2.9', '10.0.1.10', '0>0', 1),
      'sg-web near any',
    ],
    [
      'a ping of which nobody knows the type',
      v2('eni-web', '198.51.100.7', '10.0.1.10', '0>0', 1),
      /^unknown: it hangs on the ICMP type/,
    ],
    ['to a secondary address', v2('eni-app', '10.0.3.30', '10.0.2.21', '51000>8080', 6), 'sg-app near 8080'],
    ['what is admitted today', v2('eni-web', '198.51.100.7', '10.0.1.10', '51000>443', 6), 'allowedToday'],
    [
      'what a group of the same kind may send',
      v2('eni-app', '10.0.2.22', '10.0.2.20', '51000>9090', 6),
      'allowedToday',
    ],
    [
      'from the address of the prefix list',
      v2('eni-app', '10.0.1.10', '10.0.2.20', '51000>53', 17),
      'allowedToday',
    ],
  ],
  'out of an interface': [
    [
      'a port that no rule of the group names',
      v2('eni-app', '10.0.2.20', '203.0.113.80', '51000>8443', 6),
      /^sg-app/,
    ],
    [
      'HTTP that the group lets out and the ACL does not',
      v2('eni-app', '10.0.2.20', '203.0.113.80', '51000>80', 6),
      'acl-app out *',
    ],
    [
      'syslog that an ACL entry denies',
      v2('eni-app', '10.0.2.20', '10.0.1.10', '51000>514', 17),
      'acl-app out 90',
    ],
    [
      'PostgreSQL to somebody who is not in the group',
      v2('eni-app', '10.0.2.20', '10.0.1.11', '51000>5432', 6),
      'sg-app near 5432',
    ],
    [
      'anything, where the group has no rules',
      v2('eni-db', '10.0.3.30', '10.0.2.20', '51000>443', 6),
      'sg-db',
    ],
    ['HTTPS, which both let out', v2('eni-app', '10.0.2.20', '203.0.113.80', '51000>443', 6), 'allowedToday'],
  ],
  replies: [
    [
      'to a port that the ACL leaves out',
      v2('eni-db', '10.0.3.30', '10.0.2.20', '5432>51000', 6),
      'acl-db out *',
    ],
    [
      'to a port that the ACL lets through',
      v2('eni-db', '10.0.3.30', '10.0.2.20', '5432>30000', 6),
      'notTracked',
    ],
    [
      'from the internet, which the ACL lets in',
      v2('eni-app', '203.0.113.80', '10.0.2.20', '443>51000', 6),
      'notTracked',
    ],
    [
      'by UDP, which the ACL does not let in',
      v2('eni-app', '203.0.113.80', '10.0.2.20', '53>51000', 17),
      'acl-app in *',
    ],
    [
      'told by the accepted record of the same connection, as in the example of AWS (a ping that comes in and is not answered)',
      [
        v2('eni-db', '10.0.2.20', '10.0.3.30', '0>0', 1, 'ACCEPT'),
        v2('eni-db', '10.0.3.30', '10.0.2.20', '0>0', 1),
      ].join('\n'),
      'acl-db out *',
    ],
    [
      'told by the accepted record, against what the ports look like',
      [
        v2('eni-db', '10.0.2.20', '10.0.3.30', '5432>5432', 6, 'ACCEPT'),
        v2('eni-db', '10.0.3.30', '10.0.2.20', '5432>5432', 6),
      ].join('\n'),
      'notTracked',
    ],
  ],
  'that are no rejection': [
    ['ACCEPT', v2('eni-web', '198.51.100.7', '10.0.1.10', '51000>443', 6, 'ACCEPT'), 'accepted'],
    ['NODATA', '2 111122223333 eni-web - - - - - - - 1700000000 1700000060 - NODATA', 'noData'],
    ['SKIPDATA', '2 111122223333 eni-web - - - - - - - 1700000000 1700000060 - SKIPDATA', 'skipData'],
  ],
  'that nobody can explain': [
    [
      'of an interface that is gone',
      v2('eni-0gone', '10.0.1.10', '10.0.9.9', '51000>443', 6),
      /eni-0gone is not in this network/,
    ],
    [
      'between addresses that are not the interface’s',
      v2('eni-web', '10.9.9.9', '10.8.8.8', '51000>443', 6),
      /neither of the record's addresses/,
    ],
  ],
};

for (const [group, records] of Object.entries(cases)) {
  describe(`records in the default format ${group}`, () => {
    for (const [what, record, cause] of records) it(what, () => checkCause(record, cause));
  });
}

describe('records in other formats', () => {
  const v3 =
    '${version} ${vpc-id} ${subnet-id} ${instance-id} ${interface-id} ${account-id} ${type} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${pkt-srcaddr} ${pkt-dstaddr} ${protocol} ${bytes} ${packets} ${start} ${end} ${action} ${tcp-flags} ${log-status}';
  const line3 = (packet: string, flags: number, action = 'REJECT'): string => {
    const [
      source = '',
      destination = '',
      from = '',
      to = '',
      realSource = source,
      realDestination = destination,
    ] = packet.split(' ');
    return `3 vpc-1 subnet-app i-1 eni-app 111122223333 IPv4 ${source} ${destination} ${from} ${to} ${realSource} ${realDestination} 6 100 2 1700000000 1700000060 ${action} ${flags} OK`;
  };

  it('version 3: SYN opens a connection, whatever the ports look like', () =>
    checkCause(line3('203.0.113.80 10.0.2.20 443 51000', 2), 'sg-app near 22', v3));

  it('version 3: SYN-ACK answers', () =>
    checkCause(line3('10.0.2.20 203.0.113.80 8080 443', 18), 'notTracked', v3));

  it('version 3: SYN-ACK with FIN in the same interval answers too', () =>
    checkCause(line3('10.0.2.20 203.0.113.80 8080 51000', 19), 'acl-app out *', v3));

  it('version 3: neither SYN nor SYN-ACK is the middle of a connection', () =>
    checkCause(line3('203.0.113.80 10.0.2.20 51000 8080', 0), 'notTracked', v3));

  it('version 3: RST in the middle of a connection, which the ACL drops', () =>
    checkCause(line3('203.0.113.80 10.0.2.20 51000 22', 4), 'acl-app in 200', v3));

  it('version 3: the real address behind the primary one', () =>
    checkCause(line3('10.0.1.10 10.0.2.20 51000 8443 10.0.1.10 10.0.2.21', 2), 'sg-app near 8080,22', v3));

  it('version 3: the real source counts, not who passed it on', () =>
    checkCause(line3('10.0.1.10 10.0.2.20 51000 8080 10.0.3.30 10.0.2.20', 2), 'sg-app near 8080', v3));

  it('version 4: with its place', () =>
    checkCause(
      '4 eni-web 10.0.1.10 192.0.2.9 443 51000 6 REJECT eu-west-1 euw1-az1 - - 198.51.100.7 OK',
      'notTracked',
      '${version} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${action} ${region} ${az-id} ${sublocation-type} ${sublocation-id} ${pkt-dstaddr} ${log-status}',
    ));

  const v5 =
    'version interface-id srcaddr dstaddr srcport dstport protocol action flow-direction traffic-path pkt-dst-aws-service';

  it('version 5: the direction is the one it says', () =>
    checkCause(`${v5}\n5 eni-app 10.9.9.9 10.8.8.8 51000 443 6 REJECT ingress - -`, 'acl-app in *'));

  it('version 5: egress by an internet gateway', () =>
    checkCause(`${v5}\n5 eni-app 10.0.2.20 203.0.113.80 51000 80 6 REJECT egress 8 S3`, 'acl-app out *'));

  it('version 7: with the task it belongs to', () =>
    checkCause(
      '7 eni-app 10.0.2.20 10.0.1.11 51000 5432 6 REJECT shop arn:aws:ecs:eu-west-1:111122223333:cluster/shop web',
      'sg-app near 5432',
      'version interface-id srcaddr dstaddr srcport dstport protocol action ecs-cluster-name ecs-cluster-arn ecs-service-name',
    ));

  const v8 = 'version interface-id srcaddr dstaddr srcport dstport protocol action reject-reason';

  it('version 8: Block Public Access says so itself', () =>
    checkCause(
      `${v8}\n8 eni-web 198.51.100.7 10.0.1.10 51000 443 6 REJECT BPA`,
      'block public access ingress',
    ));

  it('version 8: encryption controls say so themselves', () =>
    checkCause(`${v8}\n8 eni-web 10.0.3.30 10.0.1.10 51000 443 6 REJECT EC`, 'encryption'));

  it('version 8: without a reason it is a group or an ACL', () =>
    checkCause(`${v8}\n8 eni-web 198.51.100.7 10.0.1.10 51000 8443 6 REJECT -`, 'sg-web near 443,22'));

  it('version 9: a record without an interface', () =>
    checkCause(
      '9 - nat-0gone 198.51.100.7 10.0.1.10 51000 443 6 REJECT',
      /nat-0gone is not in this network/,
      'version interface-id resource-id srcaddr dstaddr srcport dstport protocol action',
    ));

  it('version 10: with the state of encryption', () =>
    checkCause(
      '10 eni-web 192.0.2.9 10.0.1.10 51000 22 6 REJECT 0',
      'sg-web near 22',
      'version interface-id srcaddr dstaddr srcport dstport protocol action encryption-status',
    ));

  it('version 11: with the next hop', () =>
    checkCause(
      '11 eni-app 10.0.2.20 203.0.113.80 51000 80 6 REJECT eni-0hop subnet-public',
      'acl-app out *',
      'version interface-id srcaddr dstaddr srcport dstport protocol action next-hop-interface-id next-hop-subnet-id',
    ));
});

describe('a network of which a part is unknown', () => {
  it('is not blamed: without ACLs nobody knows', () => {
    const { cause } = explain(
      v2('eni-web', '198.51.100.7', '10.0.1.10', '51000>443', 6),
      undefined,
      flowLogNetwork(['NetworkAcls']),
    );
    assert.match(shortCause(cause, 'ingress'), /^unknown: .*NetworkAcls/);
  });

  it('is blamed where the rest denies all the same, with a word about it', () => {
    const { cause, notes } = explain(
      v2('eni-web', '198.51.100.7', '10.0.1.10', '51000>8443', 6),
      undefined,
      flowLogNetwork(['NetworkAcls']),
    );
    assert.equal(shortCause(cause, 'ingress'), 'sg-web near 443,22');
    assert.match(notes.join(' '), /What stands before it may have rejected it already/);
  });
});

describe('what is said', () => {
  const said = (text: string, format?: string): string => explanationText(explain(text, format));

  it('names the entry, and that replies need one', () => {
    assert.equal(
      said(v2('eni-db', '10.0.3.30', '10.0.2.20', '5432>51000', 6)),
      "TCP port 51000 from 10.0.3.30 to 10.0.2.20, leaving db, a reply (it goes from port 5432 to a client's port): network ACL acl-db rejected it: no outbound entry matches, so its last one (*) denies. Security groups let replies pass by themselves; a network ACL needs an entry for them, to the ports that clients use.",
    );
  });

  it('names the nearest rule of the group', () => {
    assert.equal(
      said(v2('eni-web', '192.0.2.9', '10.0.1.10', '51000>22', 6)),
      'TCP port 22 (SSH) from 192.0.2.9 to 10.0.1.10, coming in at web, opening a connection (it goes to port 22): security group sg-web has no inbound rule for it. Nearest to it: TCP port 22 (SSH) from 198.51.100.0/24.',
    );
  });

  it('is honest about what is allowed today', () => {
    assert.match(
      said(v2('eni-web', '198.51.100.7', '10.0.1.10', '51000>443', 6)),
      /: it is allowed today\. Either something was changed since the record was made/,
    );
  });
});
