import assert from 'node:assert/strict';
import { answerJson } from '../../../server/src/explain/answerJson';
import { groupBlocks, makeAnswer, makeHop } from '../../support/answers';

describe('an answer as JSON', () => {
  it('has exactly the members that are published', () => {
    const json = answerJson(makeAnswer());
    assert.deepEqual(Object.keys(json), [
      'version',
      'question',
      'verdict',
      'summary',
      'traffic',
      'possibleTraffic',
      'path',
      'returnPath',
      'blockers',
      'unknowns',
      'changes',
      'assumptions',
    ]);
    assert.equal(json.version, 1);
  });

  it('has hops with their text, code, rule and origin', () => {
    const json = answerJson(makeAnswer({ verdict: 'blocked', path: [groupBlocks], blockers: [groupBlocks] }));
    const { text, ...hop } = json.path[0] ?? assert.fail();
    assert.match(text, /^Security group/);
    assert.deepEqual(hop, {
      component: 'sg-1',
      name: 'aws_security_group.db',
      kind: 'securityGroup',
      direction: 'in',
      verdict: 'blocked',
      code: 'ENI_SG_RULES_MISMATCH',
      rule: null,
      origin: {
        file: '/w/db.tf',
        range: { start: { line: 0, character: 0 }, end: { line: 3, character: 1 } },
      },
    });
    const { reason, advice, ...blocker } = json.blockers[0] ?? assert.fail();
    assert.ok(reason !== '' && advice !== '');
    assert.deepEqual(Object.keys(blocker), ['code', 'component', 'kind', 'direction', 'text', 'origin']);
  });

  it('says null for what is not there', () => {
    const hop = answerJson(makeAnswer({ path: [makeHop()] })).path[0];
    assert.equal(hop?.code, null);
    assert.equal(hop.rule, null);
    assert.equal(hop.origin, null);
  });

  it('keeps origins in AWS', () => {
    const hop = makeHop({ origin: { arn: 'arn:aws:ec2:eu-west-1:1:security-group/sg-1' } });
    assert.deepEqual(answerJson(makeAnswer({ path: [hop] })).path[0]?.origin, hop.origin);
  });

  it('names files as it is told to, in origins and edits', () => {
    const at = { line: 1, character: 0 };
    const json = answerJson(makeAnswer({ verdict: 'blocked', path: [groupBlocks] }), {
      nameFile: (path) => path.slice('/w/'.length),
      changes: [
        { edits: [], title: 't', verdict: 'reachable', opens: [{ from: 'a', to: 'b', traffic: 'tcp/22' }] },
      ],
      textEdits: () => [{ file: '/w/x.tf', range: { start: at, end: at }, newText: 'y' }],
    });
    const origin = json.path[0]?.origin;
    assert.ok(origin !== null && origin !== undefined && 'file' in origin);
    assert.equal(origin.file, 'db.tf');
    assert.deepEqual(json.changes, [
      {
        title: 't',
        edits: [{ file: 'x.tf', range: { start: at, end: at }, newText: 'y' }],
        verdict: 'reachable',
        opens: [{ from: 'a', to: 'b', traffic: 'tcp/22' }],
      },
    ]);
  });

  it('keeps changes that the code can not say, without edits', () => {
    const changes = [{ edits: [], title: 't', verdict: 'reachable' as const, opens: [] }];
    assert.deepEqual(answerJson(makeAnswer(), { changes, textEdits: () => undefined }).changes[0]?.edits, []);
  });

  it('counts further blockers in its summary', () => {
    const { summary } = answerJson(
      makeAnswer({
        verdict: 'blocked',
        blockers: [groupBlocks, makeHop({ verdict: 'blocked', code: 'SG_HAS_NO_RULES' }), groupBlocks],
      }),
    );
    assert.match(
      summary,
      /^aws_instance\.app can not reach aws_db_instance\.db on TCP port 5432 \(PostgreSQL\): security group .* \(and 2 more blockers\)\.$/,
    );
  });

  it('calls the internet what people call it', () => {
    const question = { from: 'internet', to: 'internet-ipv6', protocol: 'tcp', ports: '443' };
    assert.equal(
      answerJson(makeAnswer({ question })).summary,
      'The internet can reach the internet over IPv6 on TCP port 443 (HTTPS).',
    );
  });

  it('says what passes where no port was asked for', () => {
    const question = { from: 'a', to: 'b', protocol: '-1', ports: '' };
    const traffic = [
      { protocol: 'tcp', ports: '22', clientPorts: '0-65535' },
      { protocol: 'icmp', ports: '', clientPorts: '' },
    ];
    assert.equal(
      answerJson(makeAnswer({ question, traffic })).summary,
      'a can reach b on TCP port 22 (SSH) and ICMP.',
    );
  });
});
