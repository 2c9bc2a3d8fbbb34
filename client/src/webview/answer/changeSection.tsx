/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { PublishedChange, PublishedEdit } from '../../../../server/src/protocol/answer';
import { Icon } from '../icon';
import type { Send } from './answerPage';

/** What would mend it: each change with its text, what it opens, and a way to apply it. */
export function ChangeSection({
  changes,
  send,
}: {
  readonly changes: readonly PublishedChange[];
  readonly send: Send;
}): VNode | null {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title">{changes.length === 1 ? 'What mends it' : 'What mends it: one of these'}</h2>
      {changes.map((change, index) => (
        <Change key={change.title} change={change} index={index} send={send} />
      ))}
    </section>
  );
}

function Change({
  change,
  index,
  send,
}: {
  readonly change: PublishedChange;
  readonly index: number;
  readonly send: Send;
}): VNode {
  const { title, edits, verdict } = change;
  return (
    <article class="change">
      <h3>
        <Icon name="lightbulb" />
        <span>{title}</span>
      </h3>
      {edits.map((edit, place) => (
        <Edit key={place} edit={edit} />
      ))}
      <p class="opens">{opensInWords(change)}</p>
      {verdict === 'reachable' ? null : <p>Tried out: the answer would be {verdict} still.</p>}
      {edits.length === 0 ? (
        <p>The code here can not say this change by itself.</p>
      ) : (
        <button type="button" class="primary" onClick={() => send({ kind: 'apply', index, title })}>
          Apply…
        </button>
      )}
    </article>
  );
}

function Edit({ edit }: { readonly edit: PublishedEdit }): VNode {
  const { start, end } = edit.range;
  const replaces = start.line !== end.line || start.character !== end.character;
  const lines = edit.newText.replace(/^\n+|\n+$/g, '').split('\n');
  return (
    <figure class="edit">
      <figcaption>
        {replaces ? 'Replace at' : 'Add at'} {edit.file.split('/').at(-1)}:{start.line + 1}
      </figcaption>
      <pre tabIndex={0}>{lines.map((line) => `+ ${line}`).join('\n')}</pre>
    </figure>
  );
}

const shownPairs = 4;

function opensInWords({ opens }: PublishedChange): string {
  if (opens.length === 0) return 'It opens nothing else.';
  const pairs = opens.slice(0, shownPairs).map(({ from, to, traffic }) => `${from} → ${to} (${traffic})`);
  const more = opens.length > shownPairs ? `, and ${opens.length - shownPairs} more` : '';
  return `It opens ${pairs.join(', ')}${more}.`;
}
