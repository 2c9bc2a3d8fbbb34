import assert from 'node:assert/strict';
import { keyOf, withResult, type AskedQuestion } from '../../../../client/src/questions/askedQuestion';
import { answerView } from '../webview/pages';
import type { Verdict } from '../../../../server/src/protocol/answer';
import type { WhyResult } from '../../../../server/src/protocol/requests';

const question = { root: 'file:///shop', from: 'a', to: 'b' };
const asked: AskedQuestion = {
  question,
  isPinned: false,
  result: undefined,
  verdict: undefined,
  news: undefined,
};

function answered(verdict: Verdict): WhyResult {
  const { result } = answerView({ verdict });
  assert.ok(result !== undefined);
  return result;
}

/** The news after these verdicts, each with its second. */
function checkNews(
  steps: readonly (readonly [second: number, verdict: Verdict])[],
  expected: string | undefined,
): void {
  const last = steps.reduce(
    (one, [second, verdict]) => withResult(one, answered(verdict), second * 1000),
    asked,
  );
  assert.equal(last.news, expected);
}

describe('a question that is asked anew', () => {
  it('has no news at first, nor while its verdict stays', () => {
    checkNews([[0, 'blocked']], undefined);
    checkNews(
      [
        [0, 'blocked'],
        [9, 'blocked'],
      ],
      undefined,
    );
  });

  it('tells that its verdict has changed', () => {
    checkNews(
      [
        [0, 'blocked'],
        [9, 'reachable'],
      ],
      'The code has changed. It was blocked, and is reachable now.',
    );
  });

  it('does not tell of verdicts of half-typed code', () => {
    checkNews(
      [
        [0, 'blocked'],
        [9, 'unknown'],
        [10, 'reachable'],
      ],
      'The code has changed. It was blocked, and is reachable now.',
    );
    checkNews(
      [
        [0, 'blocked'],
        [9, 'unknown'],
        [10, 'blocked'],
      ],
      undefined,
    );
  });

  it('tells of an applied change and what came of it in one', () => {
    const before = withResult(asked, answered('blocked'), 0);
    const after = withResult({ ...before, news: 'Applied: Let it in.' }, answered('reachable'), 9000);
    assert.equal(after.news, 'Applied: Let it in. It was blocked, and is reachable now.');
  });

  it('keeps its last verdict where there is no answer', () => {
    const after = withResult(withResult(asked, answered('blocked'), 0), { problem: 'gone' }, 1);
    assert.equal(after.verdict, 'blocked');
    assert.deepEqual(after.result, { problem: 'gone' });
  });
});

describe("a question's key", () => {
  it('is the same for the same question, whatever the order of its fields', () => {
    assert.equal(keyOf({ to: 'b', from: 'a', root: 'file:///shop' }), keyOf(question));
  });
  it('tells traffic and roots apart', () => {
    const keys = [
      question,
      { ...question, root: 'file:///other' },
      { ...question, traffic: { protocol: 'tcp', ports: '22' } },
      { ...question, traffic: { protocol: 'tcp' } },
    ].map(keyOf);
    assert.equal(new Set(keys).size, keys.length);
  });
});
