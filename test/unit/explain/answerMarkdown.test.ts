import assert from 'node:assert/strict';
import { answerJson } from '../../../server/src/explain/answerJson';
import { answerMarkdown } from '../../../server/src/explain/answerMarkdown';
import { groupBlocks, makeAnswer, makeHop } from '../../support/answers';

describe('an answer as Markdown', () => {
  it('has the verdict, the way, the blockers and the changes', () => {
    const answer = makeAnswer({ verdict: 'blocked', path: [groupBlocks], blockers: [groupBlocks] });
    const place = { line: 3, character: 0 };
    const json = answerJson(answer, {
      nameFile: (path) => path.replace('/w/', ''),
      changes: [{ edits: [], title: 'Let app in', verdict: 'reachable', opens: [] }],
      textEdits: () => [
        { file: '/w/db.tf', range: { start: place, end: place }, newText: '\n  ingress {}\n' },
      ],
    });
    assert.equal(
      answerMarkdown(json, (origin) => ('file' in origin ? `${origin.file}#L1` : undefined)),
      `**Blocked.** aws\\_instance.app can not reach aws\\_db\\_instance.db on TCP port 5432 \\(PostgreSQL\\): security group aws\\_security\\_group.db has no inbound rule that lets TCP port 5432 \\(PostgreSQL\\) in from 100.64.0.0/20.

### The way there

1. ❌ Security group aws\\_security\\_group.db has no inbound rule that lets TCP port 5432 \\(PostgreSQL\\) in from 100.64.0.0/20. ([db.tf:1:1](db.tf#L1))

### What blocks it

1. Security group aws\\_security\\_group.db has no inbound rule that lets TCP port 5432 \\(PostgreSQL\\) in from 100.64.0.0/20. \`ENI_SG_RULES_MISMATCH\` ([db.tf:1:1](db.tf#L1))
   A security group lets through only what one of its rules allows; everything else is dropped without an answer, which looks like a timeout. Add a rule for this traffic. Where both sides carry security groups, name the other group rather than its addresses.

### What mends it

1. Let app in

   \`db.tf:4\`

   \`\`\`hcl
     ingress {}
   \`\`\`

   It opens nothing else.

`,
    );
  });

  it('makes no markup of names', () => {
    const evil = makeHop({
      name: '[x](command:evil) <img src=x> **b** `c`',
      verdict: 'blocked',
      code: 'SG_HAS_NO_RULES',
    });
    const text = answerMarkdown(
      answerJson(makeAnswer({ verdict: 'blocked', path: [evil], blockers: [evil] })),
    );
    assert.ok(!/\[x\]\(/.test(text));
    assert.ok(!text.includes('<img'));
    assert.ok(!text.includes('**b**'));
    assert.ok(!text.includes('command:evil'));
  });

  it('lets no change end its code block', () => {
    const at = { line: 0, character: 0 };
    const json = answerJson(makeAnswer({ verdict: 'blocked' }), {
      changes: [{ edits: [], title: 't', verdict: 'reachable', opens: [] }],
      textEdits: () => [{ file: 'a.tf', range: { start: at, end: at }, newText: '```\n# <script>\n' }],
    });
    assert.match(answerMarkdown(json), /\n {3}````hcl\n {3}```\n {3}# <script>\n {3}````\n/);
  });
});
