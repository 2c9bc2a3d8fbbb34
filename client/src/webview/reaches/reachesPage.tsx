/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { ReachedEnd, ReachesList } from '../../../../server/src/protocol/reachRequests';
import type { Send } from '../answer/answerPage';
import { Tool } from '../answer/tools';
import { Icon, iconOfKind } from '../icon';
import type { ReachesView } from '../messages';
import { Notices, Trouble } from '../notices';
import { endInWords, verdicts } from '../words';

/** Who can reach an end, or whom it can reach; each with a way to ask why. */
export function ReachesPage({ view, send }: { readonly view: ReachesView; readonly send: Send }): VNode {
  const { result, question } = view;
  const list = result === undefined || 'problem' in result ? undefined : result;
  const end = endInWords(list?.end ?? question.end);
  return (
    <main class="page reaches">
      <header>
        <h1>{question.direction === 'to' ? `Who can reach ${end}` : `Whom ${end} can reach`}</h1>
      </header>
      <Notices view={view} />
      <div class="tools" role="toolbar" aria-label="This list">
        <Tool icon="refresh" text="Ask again" onClick={() => send({ kind: 'askAgain' })} />
        <Tool
          icon="arrow-right"
          text={question.direction === 'to' ? 'What can it reach?' : 'Who can reach it?'}
          onClick={() =>
            send({
              kind: 'reaches',
              end: question.end,
              direction: question.direction === 'to' ? 'from' : 'to',
            })
          }
        />
        {list === undefined ? null : (
          <>
            <Tool icon="copy" text="Copy as Markdown" onClick={() => send({ kind: 'copyMarkdown' })} />
            <Tool icon="file-text" text="Open as text" onClick={() => send({ kind: 'openText' })} />
          </>
        )}
      </div>
      {result === undefined ? <p>Asking…</p> : null}
      {result !== undefined && 'problem' in result ? <Trouble problem={result.problem} /> : null}
      {list === undefined ? null : <Reaches list={list} asked={question.end} send={send} />}
    </main>
  );
}

function Reaches({
  list,
  asked,
  send,
}: {
  readonly list: ReachesList;
  readonly asked: string;
  readonly send: Send;
}): VNode {
  if (list.reaches.length === 0) {
    return (
      <p>
        {list.direction === 'to' ? 'Nobody: everything is blocked.' : 'Nobody: it can open no connection.'}
      </p>
    );
  }
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{list.direction === 'to' ? 'Who' : 'Whom'}</th>
          <th scope="col">With what</th>
          <th scope="col">Verdict</th>
          <th scope="col">
            <span class="hidden">Why</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.reaches.map((reached) => (
          <Row key={reached.id} reached={reached} list={list} asked={asked} send={send} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  reached,
  list,
  asked,
  send,
}: {
  readonly reached: ReachedEnd;
  readonly list: ReachesList;
  readonly asked: string;
  readonly send: Send;
}): VNode {
  const { word, icon, class: tone } = verdicts[reached.verdict];
  const ask = (): void =>
    send(
      list.direction === 'to'
        ? { kind: 'ask', from: reached.id, to: asked }
        : { kind: 'ask', from: asked, to: reached.id },
    );
  return (
    <tr>
      <th scope="row">
        <Icon name={iconOfKind(reached.kind)} /> {endInWords(reached.name)}
      </th>
      <td>{reached.traffic}</td>
      <td>
        <Icon name={icon} class={tone} /> {word}
        {reached.hangsOn.length === 0 ? null : <span>, it hangs on {reached.hangsOn.join(', ')}</span>}
      </td>
      <td>
        <button type="button" class="link" onClick={ask} aria-label={`Why: ${reached.name}`}>
          Why?
        </button>
      </td>
    </tr>
  );
}
