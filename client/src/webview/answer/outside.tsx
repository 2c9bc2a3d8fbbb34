/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { Check, Suspect } from '../../../../server/src/protocol/answer';
import { Icon } from '../icon';
import type { Send } from './answerPage';

/** The commands that would show the same from outside, to copy. */
export function CheckSection({
  checks,
  send,
}: {
  readonly checks: readonly Check[];
  readonly send: Send;
}): VNode | null {
  if (checks.length === 0) return null;
  return (
    <details>
      <summary>How to check</summary>
      <p>These commands only read. Where Terraform keeps the ids, they are looked up in its state.</p>
      <ul class="plain">
        {checks.map(({ title, command }) => (
          <li key={command} class="check">
            <p>{title}</p>
            <div class="command">
              <pre tabIndex={0}>{command}</pre>
              <button
                type="button"
                class="tool"
                aria-label={`Copy the command: ${title}`}
                onClick={() => send({ kind: 'copy', text: command })}
              >
                <Icon name="copy" />
              </button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What else can be wrong where the network is not. */
export function SuspectSection({ suspects }: { readonly suspects: readonly Suspect[] }): VNode | null {
  if (suspects.length === 0) return null;
  return (
    <section aria-labelledby="suspects-title">
      <h2 id="suspects-title">It still does not work? The next suspects</h2>
      <dl>
        {suspects.map(({ title, text }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{withCode(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What stands between backticks is code. */
function withCode(text: string): (string | VNode)[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
}
