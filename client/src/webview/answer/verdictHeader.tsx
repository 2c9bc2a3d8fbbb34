/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { Icon } from '../icon';
import type { AnswerView } from '../messages';
import { endInWords, trafficInWords, verdicts } from '../words';

/** The verdict by icon and word, the question, and the answer in one sentence. */
export function VerdictHeader({ view }: { readonly view: AnswerView }): VNode {
  const { result, question } = view;
  if (result === undefined || 'problem' in result) {
    return (
      <header class="verdict asking">
        <h1>
          {result === undefined ? 'Asking…' : 'No answer'}
          <Question from={question.from} to={question.to} traffic="" root="" />
        </h1>
      </header>
    );
  }
  const { verdict, summary, blockers, question: asked } = result.answerJson;
  const { word, icon, class: tone } = verdicts[verdict];
  return (
    <header class={`verdict ${tone}`}>
      <h1>
        <span class="badge">
          <Icon name={icon} /> {word}
        </span>
        <Question
          from={asked.from}
          to={asked.to}
          traffic={trafficInWords(asked.protocol, asked.ports)}
          root={result.rootLabel}
        />
      </h1>
      {/* What blocks it says the same, right below. */}
      {blockers.length === 0 ? <p class="summary">{summary}</p> : null}
    </header>
  );
}

function Question({
  from,
  to,
  traffic,
  root,
}: {
  readonly from: string;
  readonly to: string;
  readonly traffic: string;
  readonly root: string;
}): VNode {
  return (
    <span class="question">
      <span class="end">{endInWords(from)}</span>
      <Icon name="arrow-right" />
      <span class="hidden"> to </span>
      <span class="end">{endInWords(to)}</span>
      {traffic === '' ? null : <span class="traffic">{traffic}</span>}
      {root === '' ? null : <span class="root">in {root}</span>}
    </span>
  );
}
