import assert from 'node:assert/strict';
import { reachMarkdown, reachText, type ReachList } from '../../../server/src/explain/reachText';

const list = (reaches: ReachList['reaches'], end = 'aws_db_instance.main'): ReachList => ({
  end,
  direction: 'to',
  reaches,
});
const web: ReachList['reaches'][number] = {
  end: { id: 'aws_instance.web', name: 'aws_instance.web', kind: 'workload' },
  verdict: 'reachable',
  traffic: [{ protocol: 'tcp', ports: '5432', clientPorts: '0-65535' }],
  unknowns: [],
};

describe('who can reach an end, in words', () => {
  it('is a line for each', () => {
    assert.equal(
      reachText(list([web])),
      'Who can reach aws_db_instance.main\n  ✓ aws_instance.web: TCP port 5432 (PostgreSQL)\n',
    );
  });
  it('says what an uncertain one hangs on', () => {
    const unknown = { value: 'var.office', why: 'it has no value' };
    assert.match(
      reachText(list([{ ...web, verdict: 'unknown', unknowns: [unknown, unknown] }])),
      /\? aws_instance\.web: TCP port 5432 \(PostgreSQL\), perhaps: it hangs on var\.office\n/,
    );
  });
  it('says so where there is nobody', () => {
    assert.equal(reachText(list([])), 'Nobody can reach aws_db_instance.main.\n');
    assert.equal(reachText({ ...list([]), direction: 'from' }), 'aws_db_instance.main can reach nobody.\n');
  });
  it('has no markup of names in its Markdown', () => {
    const text = reachMarkdown(list([web], '[x](command:evil)<script>'));
    assert.doesNotMatch(text, /\]\(command|<script/);
  });
});
