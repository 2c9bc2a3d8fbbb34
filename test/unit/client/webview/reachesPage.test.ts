import assert from 'node:assert/strict';
import type { ReachesView } from '../../../../client/src/webview/messages';
import { markupOf, textOf } from './pages';

const view = (
  reaches: Extract<NonNullable<ReachesView['result']>, { reaches: unknown }>['reaches'],
): ReachesView => ({
  kind: 'reaches',
  question: { root: 'file:///shop', end: 'aws_db_instance.db', direction: 'to' },
  result: { end: 'aws_db_instance.db', direction: 'to', reaches, text: '', markdown: '' },
  isServerRunning: true,
});

describe('the list of who can reach an end', () => {
  it('has a row for each, with what, the verdict in words, and what it hangs on', () => {
    const row = { id: 'a', name: 'aws_instance.a', kind: 'workload', traffic: 'TCP port 5432' } as const;
    const text = textOf(
      view([
        { ...row, verdict: 'reachable', hangsOn: [] },
        { ...row, id: 'b', name: 'aws_instance.b', verdict: 'unknown', hangsOn: ['var.x'] },
      ]),
    );
    assert.match(text, /^Who can reach aws_db_instance\.db/);
    assert.match(text, /aws_instance\.a TCP port 5432 Reachable Why\?/);
    assert.match(text, /aws_instance\.b TCP port 5432 Unknown , it hangs on var\.x Why\?/);
  });

  it('says so where there is nobody', () => {
    assert.match(textOf(view([])), /Nobody: everything is blocked\./);
  });

  it('shows names as text', () => {
    const name = '<img src=x onerror=alert(1)>';
    const row = {
      id: name,
      name,
      kind: 'workload',
      traffic: name,
      verdict: 'unknown',
      hangsOn: [name],
    } as const;
    assert.doesNotMatch(markupOf(view([row])), /<img/);
  });
});
