import assert from 'node:assert/strict';
import { explainedCodes } from '../../../server/src/explain/codes';
import { hopAdvice, hopReason, hopText } from '../../../server/src/explain/hopText';
import type { Hop, HopKind } from '../../../server/src/reachability/answer';
import { makeHop } from '../../support/answers';

const kinds: readonly HopKind[] = [
  'source',
  'destination',
  'interface',
  'securityGroup',
  'networkAcl',
  'subnet',
  'routeTable',
  'internetGateway',
  'egressOnlyInternetGateway',
  'natGateway',
  'vpnGateway',
  'carrierGateway',
  'peeringConnection',
  'transitGateway',
  'transitGatewayRouteTable',
  'endpoint',
  'loadBalancer',
  'listener',
  'targetGroup',
  'middlebox',
  'vpc',
  'internet',
  'onPremises',
  'service',
  'unknownComponent',
];

function checkSentence(text: string): void {
  assert.match(text, /^\S.*\.$/, text);
  assert.ok(!/undefined|null|NaN|\[object|  |\s[.,:]/.test(text), text);
}

function check(parts: Partial<Hop>, expected: string): void {
  assert.equal(hopText(makeHop(parts)), expected);
}

const facts = (values: Record<string, string>, rule?: Record<string, string | number>): Hop['decision'] => ({
  facts: values,
  unknowns: [],
  ...(rule === undefined ? {} : { rule }),
});

describe('a hop in words', () => {
  it('is a sentence for every code, also without a single fact', () => {
    for (const code of explainedCodes) {
      for (const direction of ['in', 'out'] as const) {
        const hop = makeHop({ verdict: 'blocked', code, direction });
        checkSentence(hopText(hop));
        checkSentence(hopReason(hop) ?? '');
        checkSentence(hopAdvice(hop) ?? '');
      }
    }
  });

  it('is a sentence for a code that nobody has words for', () => {
    check(
      {
        verdict: 'blocked',
        code: 'SOMETHING_NEW',
        kind: 'natGateway',
        name: 'nat',
        decision: facts({ why: 'it is a Tuesday' }),
      },
      'NAT gateway nat does not let it through: it is a Tuesday.',
    );
  });

  it('is a sentence for every kind that lets pass, also without a single fact', () => {
    for (const kind of kinds) {
      for (const direction of ['in', 'out'] as const) {
        for (const phase of ['request', 'reply']) {
          checkSentence(hopText(makeHop({ kind, direction, decision: facts({ phase }) })));
          checkSentence(hopText(makeHop({ kind, direction, name: '', decision: facts({}) })));
        }
      }
    }
  });

  it('says which group has no rule for which traffic from where', () =>
    check(
      {
        verdict: 'blocked',
        code: 'ENI_SG_RULES_MISMATCH',
        decision: facts({ protocol: 'tcp', ports: '22', source: 'one of 10.0.0.0/24' }),
      },
      'Security group aws_security_group.db has no inbound rule that lets TCP port 22 (SSH) in from an address of 10.0.0.0/24.',
    ));

  it('says which ACL entry denies', () =>
    check(
      {
        kind: 'networkAcl',
        name: 'acl',
        direction: 'out',
        verdict: 'blocked',
        code: 'SUBNET_ACL_RESTRICTION',
        decision: facts(
          { protocol: 'tcp', ports: '443' },
          { number: 100, action: 'deny', direction: 'egress', protocol: '-1', cidr: '0.0.0.0/0' },
        ),
      },
      'Network ACL acl denies TCP port 443 (HTTPS) on its way out of the subnet, by entry 100 (deny all traffic to 0.0.0.0/0).',
    ));

  it('says which replies an ACL drops', () =>
    check(
      {
        kind: 'networkAcl',
        name: 'acl',
        direction: 'out',
        verdict: 'blocked',
        code: 'RETURN_PATH_ACL_RESTRICTION',
        decision: facts({ phase: 'reply', dropped: '1024-32767', destination: '10.0.0.5' }),
      },
      'Network ACL acl drops the replies on their way out of the subnet to 10.0.0.5, to the client ports 1024-32767: no entry allows it.',
    ));

  it('says by which rule a group lets in', () =>
    check(
      { decision: facts({}, { direction: 'ingress', protocol: 'tcp', ports: '5432', peer: 'sg-1' }) },
      'Security group aws_security_group.db lets it in: TCP port 5432 (PostgreSQL) from sg-1.',
    ));

  it('says that a group lets replies through by itself', () =>
    check(
      { decision: facts({ phase: 'reply', stateful: 'true' }) },
      'Security group aws_security_group.db lets the reply through: it remembers the connection.',
    ));

  it('says where a route leads', () =>
    check(
      {
        kind: 'routeTable',
        name: 'rtb',
        direction: 'out',
        decision: facts({}, { destination: '0.0.0.0/0', target: 'igw-1' }),
      },
      'Route table rtb sends it to igw-1 by its route for 0.0.0.0/0.',
    ));

  it('says what an unknown hangs on', () =>
    check(
      { verdict: 'unknown', decision: { facts: {}, unknowns: [{ value: 'var.cidr', why: 'no value' }] } },
      'Whether security group aws_security_group.db lets it through hangs on var.cidr, which nobody knows yet.',
    ));

  it('says of a route table that nobody knows where it sends it, and of a place that nobody knows it', () => {
    const unknowns = [{ value: 'module.vpc', why: 'not installed' }];
    check(
      { kind: 'routeTable', name: 'route table of a', verdict: 'unknown', decision: { facts: {}, unknowns } },
      'Where route table of a sends it hangs on module.vpc, which nobody knows yet.',
    );
    check(
      {
        kind: 'interface',
        name: 'app',
        verdict: 'unknown',
        decision: { facts: { why: 'nobody knows the subnet of app' }, unknowns },
      },
      'Nobody knows the subnet of app: it hangs on module.vpc.',
    );
  });
});
