import assert from 'node:assert/strict';
import { answerView, hop, markupOf, textOf } from './pages';

/** The parts appear on the page, in this order. */
function checkOrder(text: string, parts: readonly string[]): void {
  const places = parts.map((part) => text.indexOf(part));
  assert.ok(!places.includes(-1), `${parts[places.indexOf(-1)] ?? ''} is not in: ${text}`);
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    places,
    text,
  );
}

describe('the panel of an answer', () => {
  it('says the verdict in a word, then what blocks it, the way, and what mends it', () => {
    checkOrder(textOf(answerView()), [
      'Blocked',
      'aws_instance.app',
      'aws_db_instance.db',
      'TCP port 5432',
      'in shop',
      'What blocks it',
      'security group aws_security_group.db',
      'No rule lets it in.',
      'database.tf:12',
      'ENI_SG_RULES_MISMATCH',
      'The way there',
      'What mends it',
      'Let the app in',
      '+ ingress {',
      'It opens aws_instance.app → aws_db_instance.db (tcp/5432).',
      'Apply…',
    ]);
  });

  it('has no sentence twice at its head', () => {
    assert.doesNotMatch(textOf(answerView()), /can not reach/);
    const reachable = answerView({ verdict: 'reachable', blockers: [], changes: [], summary: 'It can.' });
    assert.match(textOf(reachable), /^Reachable .* It can\./);
  });

  it('says of each verdict by icon and word what it is, not by colour alone', () => {
    for (const [verdict, word] of [
      ['reachable', 'Reachable'],
      ['blocked', 'Blocked'],
      ['unknown', 'Unknown'],
    ] as const) {
      const markup = markupOf(answerView({ verdict }));
      assert.match(markup, new RegExp(`<span class="badge"><svg class="icon".*?</svg> ${word}</span>`));
    }
  });

  it('names every blocker, and how many there are', () => {
    const view = answerView();
    const [blocker] =
      view.result !== undefined && 'answerJson' in view.result ? view.result.answerJson.blockers : [];
    assert.ok(blocker);
    const second = { ...blocker, component: 'aws_network_acl.db', text: 'Entry 90 denies it.' };
    checkOrder(textOf(answerView({ blockers: [blocker, second] })), [
      'What blocks it: 2 things, each by itself',
      'No rule lets it in.',
      'Entry 90 denies it.',
    ]);
  });

  it('says what nobody knows, and where to give it', () => {
    const unknowns = [{ value: 'var.office', why: 'no default, no tfvars', origin: null }];
    const text = textOf(
      answerView({ verdict: 'unknown', blockers: [], unknowns, summary: 'Nobody can say.' }),
    );
    checkOrder(text, ['Unknown', 'Nobody can say.', 'What nobody knows', 'var.office', 'terraform.tfvars']);
  });

  it('names the next suspects and the commands to check', () => {
    const text = textOf(
      answerView(
        { verdict: 'reachable', blockers: [], changes: [] },
        {},
        {
          suspects: [{ title: 'DNS', text: 'Ask `getent`.' }],
          checks: [{ title: 'Inside the app', command: 'nc -zv db 5432' }],
        },
      ),
    );
    checkOrder(text, [
      'next suspects',
      'DNS',
      'Ask getent .',
      'How to check',
      'Inside the app',
      'nc -zv db 5432',
    ]);
  });

  it('does not offer to apply what the code can not say', () => {
    const change = { title: 'Attach a gateway', edits: [], verdict: 'reachable' as const, opens: [] };
    const text = textOf(answerView({ changes: [change] }));
    assert.match(text, /The code here can not say this change by itself\./);
    assert.doesNotMatch(text, /Apply/);
  });

  it('says why there is no answer, and that it is being asked', () => {
    assert.match(
      textOf(answerView({}, { result: { problem: 'No endpoint x.' } })),
      /^No answer .* No endpoint x\./,
    );
    assert.match(textOf(answerView({}, { result: undefined })), /^Asking…/);
  });

  it('tells the news, and that the server is away, where a screen reader hears it', () => {
    const markup = markupOf(answerView({}, { news: 'It was blocked.', isServerRunning: false }));
    assert.match(
      markup,
      /<div class="notices" role="status">.*server has stopped.*It was blocked\..*<\/div>/,
    );
  });

  it('offers the live account only where one can be asked', () => {
    assert.doesNotMatch(textOf(answerView()), /live account/);
    assert.match(textOf(answerView({}, { canAskLive: true })), /Ask the live account/);
  });

  for (const name of [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](command:reachable.restartServer)',
    '"><svg onload=alert(1)>',
    '&lt;b&gt;',
  ]) {
    it(`shows ${name} in every place of a name as text`, () => {
      const evil = hop('securityGroup', name, { text: name, component: name, code: name });
      const view = answerView(
        {
          question: { from: name, to: name, protocol: 'tcp', ports: name },
          summary: name,
          verdict: 'unknown',
          path: [evil, { ...evil, verdict: 'blocked' }],
          returnPath: [evil],
          blockers: [
            {
              code: name,
              component: name,
              kind: name,
              text: name,
              reason: name,
              advice: name,
              origin: { arn: name },
            },
          ],
          unknowns: [
            {
              value: name,
              why: name,
              origin: {
                file: name,
                range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
              },
            },
          ],
          changes: [
            {
              title: name,
              edits: [],
              verdict: 'reachable',
              opens: [{ from: name, to: name, traffic: name }],
            },
          ],
          assumptions: [name],
        },
        { news: name },
        { checks: [{ title: name, command: name }], suspects: [{ title: name, text: name }] },
      );
      const markup = markupOf(view);
      assert.doesNotMatch(markup, /<(script|img|b|a)\b|<svg onload/);
      assert.ok(textOf(view).includes(name));
    });
  }

  it('has no inline style and no inline handler: the policy of the panel forbids them', () => {
    assert.doesNotMatch(markupOf(answerView()), / style=| on\w+=/);
  });
});
