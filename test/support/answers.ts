import type { Answer, Hop } from '../../server/src/reachability/answer';

/** A hop that lets traffic through, with what a test cares about. */
export function makeHop(parts: Partial<Hop> = {}): Hop {
  return {
    component: 'sg-1',
    name: 'aws_security_group.db',
    kind: 'securityGroup',
    direction: 'in',
    verdict: 'allowed',
    code: undefined,
    decision: { facts: {}, unknowns: [] },
    origin: undefined,
    ...parts,
  };
}

/** An answer to a question about one port, with what a test cares about. */
export function makeAnswer(parts: Partial<Answer> = {}): Answer {
  return {
    question: { from: 'aws_instance.app', to: 'aws_db_instance.db', protocol: 'tcp', ports: '5432' },
    verdict: 'reachable',
    traffic: [],
    possibleTraffic: [],
    path: [],
    returnPath: [],
    blockers: [],
    unknowns: [],
    assumptions: [],
    ...parts,
  };
}

/** The hop of a group without a rule for the traffic, at a place in code. */
export const groupBlocks: Hop = makeHop({
  verdict: 'blocked',
  code: 'ENI_SG_RULES_MISMATCH',
  decision: { facts: { protocol: 'tcp', ports: '5432', source: '100.64.0.0/20' }, unknowns: [] },
  origin: { file: '/w/db.tf', range: { start: { line: 0, character: 0 }, end: { line: 3, character: 1 } } },
});
