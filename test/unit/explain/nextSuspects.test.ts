import assert from 'node:assert/strict';
import type { AnswerJson } from '../../../server/src/explain/answerJson';
import { nextSuspects } from '../../../server/src/explain/nextSuspects';

const answer: AnswerJson = {
  version: 1,
  question: { from: 'a', to: 'b', protocol: 'tcp', ports: '443' },
  verdict: 'reachable',
  summary: '',
  traffic: [],
  possibleTraffic: [],
  path: [],
  returnPath: [],
  blockers: [],
  unknowns: [],
  changes: [],
  assumptions: [],
};

/** The titles for a target of this kind. */
function checkSuspects(toKind: string | undefined, verdict: AnswerJson['verdict'], expected: string[]): void {
  const titles = nextSuspects({ ...answer, verdict }, { toKind }).map(({ title }) => title);
  assert.deepEqual(titles, expected);
}

describe('the next suspects', () => {
  it('are what lies above layer 4, where the network is none', () => {
    checkSuspects('db_instance', 'reachable', ['DNS', 'TLS', 'Credentials', 'The application']);
  });
  it('have the health checks of a load balancer among them', () => {
    checkSuspects('loadBalancer', 'reachable', [
      'DNS',
      'TLS',
      'Credentials',
      'Health checks',
      'The application',
    ]);
  });
  for (const verdict of ['blocked', 'unknown'] as const) {
    it(`are none where the answer is ${verdict}`, () => checkSuspects('db_instance', verdict, []));
  }
  it('name the policies where the target is an AWS service', () => {
    const credentials = nextSuspects(answer, { toKind: 'service' }).find(
      ({ title }) => title === 'Credentials',
    );
    assert.match(credentials?.text ?? '', /IAM policy/);
  });
});
