import assert from 'node:assert/strict';
import { answerJson } from '../../../server/src/explain/answerJson';
import { answerText, opensInWords } from '../../../server/src/explain/answerText';
import { ansiStyle, documentStyle } from '../../../server/src/explain/style';
import type { Answer } from '../../../server/src/reachability/answer';
import type { ProposedChange } from '../../../server/src/reachability/change';
import { groupBlocks, makeAnswer, makeHop } from '../../support/answers';

const change: ProposedChange = {
  edits: [],
  title: 'Let aws_security_group.app in to aws_security_group.db on tcp/5432',
  verdict: 'reachable',
  opens: [{ from: 'aws_instance.app', to: 'aws_db_instance.db', traffic: 'tcp/5432' }],
};

const place = { line: 3, character: 0 };

function checkText(answer: Answer, expected: string, changes: readonly ProposedChange[] = []): void {
  const json = answerJson(answer, {
    changes,
    nameFile: (path) => path.replace('/w/', ''),
    textEdits: () => [
      { file: '/w/db.tf', range: { start: place, end: place }, newText: '\n\n  ingress {}\n' },
    ],
  });
  assert.equal(answerText(json), expected);
}

describe('an answer as text', () => {
  it('says by which balancer a service is reached that is not reached directly', () => {
    const traffic = [{ protocol: 'tcp', ports: '443', clientPorts: '0-65535' }];
    const through = [
      { balancer: 'aws_lb.web', name: 'aws_lb.web', verdict: 'reachable' as const, traffic, unknowns: [] },
    ];
    checkText(
      makeAnswer({ verdict: 'blocked', blockers: [], through }),
      `BLOCKED
aws_instance.app can not reach aws_db_instance.db on TCP port 5432 (PostgreSQL); through aws_lb.web
it can, on TCP port 443 (HTTPS).

Through a load balancer
  ✓ Through aws_lb.web it can be reached, on TCP port 443 (HTTPS).
`,
    );
  });

  it('says what blocks, why, where, and what mends it', () => {
    checkText(
      makeAnswer({
        verdict: 'blocked',
        path: [makeHop({ kind: 'source', name: 'aws_instance.app' }), groupBlocks],
        blockers: [groupBlocks],
      }),
      `BLOCKED
aws_instance.app can not reach aws_db_instance.db on TCP port 5432 (PostgreSQL): security group
aws_security_group.db has no inbound rule that lets TCP port 5432 (PostgreSQL) in from
100.64.0.0/20.

The way there
  ✓ aws_instance.app opens the connection.
  ✗ Security group aws_security_group.db has no inbound rule that lets TCP port 5432 (PostgreSQL) in
    from 100.64.0.0/20.
      db.tf:1:1

What blocks it
  1. Security group aws_security_group.db has no inbound rule that lets TCP port 5432 (PostgreSQL)
     in from 100.64.0.0/20. [ENI_SG_RULES_MISMATCH]
     db.tf:1:1
     A security group lets through only what one of its rules allows; everything else is dropped
     without an answer, which looks like a timeout. Add a rule for this traffic. Where both sides
     carry security groups, name the other group rather than its addresses.

What mends it
  1. Let aws_security_group.app in to aws_security_group.db on tcp/5432
     add at db.tf:4
     +   ingress {}
     It opens aws_instance.app → aws_db_instance.db (tcp/5432).
`,
      [change],
    );
  });

  it('says the reason of several blockers of one kind once', () => {
    const two = makeAnswer({
      verdict: 'blocked',
      blockers: [groupBlocks, { ...groupBlocks, direction: 'out' }],
    });
    const text = answerText(answerJson(two));
    assert.equal(text.split('A security group lets through only').length - 1, 1);
    assert.match(text, /What blocks it: 2 things, each by itself/);
  });

  it('says what passes', () => {
    checkText(
      makeAnswer({ traffic: [{ protocol: 'tcp', ports: '5432', clientPorts: '1024-65535' }] }),
      `REACHABLE
aws_instance.app can reach aws_db_instance.db on TCP port 5432 (PostgreSQL).

What passes
  TCP port 5432 (PostgreSQL), from client ports 1024-65535
`,
    );
  });

  it('names what an unknown verdict hangs on', () => {
    checkText(
      makeAnswer({
        verdict: 'unknown',
        possibleTraffic: [{ protocol: 'tcp', ports: '5432', clientPorts: '0-65535' }],
        unknowns: [{ value: 'var.office_cidrs', why: 'it has no default and no value' }],
        assumptions: ['the NAT instance forwards'],
      }),
      `UNKNOWN
Nobody can say yet whether aws_instance.app can reach aws_db_instance.db on TCP port 5432
(PostgreSQL): it hangs on var.office_cidrs, it has no default and no value.

What may pass: TCP port 5432 (PostgreSQL)

What nobody knows
  ? var.office_cidrs: it has no default and no value

Taken for granted
  - the NAT instance forwards
`,
    );
  });

  it('sends nothing of a name to the terminal as a command', () => {
    const evil = makeHop({ name: 'a\u001b[2Jb' });
    const text = answerText(answerJson(makeAnswer({ path: [evil] })), ansiStyle);
    assert.ok(!text.includes('\u001b[2J'));
    assert.match(text, /a�\[2Jb/);
  });

  it('colours only where asked to', () => {
    const json = answerJson(makeAnswer());
    assert.ok(!answerText(json).includes('\u001b'));
    assert.ok(answerText(json, ansiStyle).includes('\u001b[32m'));
  });

  it('leaves the breaking of lines to an editor', () => {
    const blocked = makeAnswer({ verdict: 'blocked', path: [groupBlocks], blockers: [groupBlocks] });
    const [, summary, empty] = answerText(answerJson(blocked), documentStyle).split('\n');
    assert.match(summary ?? '', /^aws_instance\.app can not reach .{100,} in from 100\.64\.0\.0\/20\.$/);
    assert.equal(empty, '');
  });

  it('counts what a change opens beyond the first few', () => {
    const pairs = ['a', 'b', 'c'].map((from) => ({ from, to: 'db', traffic: 'tcp/22' }));
    assert.equal(opensInWords(pairs, 2), 'It opens a → db (tcp/22), b → db (tcp/22), and 1 more pair.');
    assert.equal(opensInWords([]), 'It opens nothing else.');
  });
});
