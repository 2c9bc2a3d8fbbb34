/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { PublishedOrigin } from '../../../../server/src/protocol/answer';
import type { WhyAnswer } from '../../../../server/src/protocol/requests';
import type { AnswerView, PageMessage } from '../messages';
import { Notices, Trouble } from '../notices';
import { AnswerPicture } from '../picture/answerPicture';
import { BlockerSection } from './blockerSection';
import { ChangeSection } from './changeSection';
import { AssumptionSection, PassingSection, StepSection, UnknownSection } from './facts';
import { CheckSection, SuspectSection } from './outside';
import { AnswerTools, Tool } from './tools';
import { VerdictHeader } from './verdictHeader';

/** How a page tells the extension something. */
export type Send = (message: PageMessage) => void;

/**
 * The panel of an answer. In reading order: the verdict, what blocks it, what nobody knows, the picture and its steps,
 * what mends it.
 * @param width pixels that the picture may take
 */
export function AnswerPage({
  view,
  width,
  send,
  onExport,
}: {
  readonly view: AnswerView;
  readonly width: number;
  readonly send: Send;
  readonly onExport: (format: 'svg' | 'png') => void;
}): VNode {
  const { result } = view;
  const answer = result === undefined || 'problem' in result ? undefined : result;
  return (
    <main class="page answer">
      <VerdictHeader view={view} />
      <Notices view={view} />
      <AnswerTools view={view} send={send} />
      {result !== undefined && 'problem' in result ? <Trouble problem={result.problem} /> : null}
      {answer === undefined ? null : (
        <AnswerBody answer={answer} width={width} send={send} onExport={onExport} />
      )}
    </main>
  );
}

function AnswerBody({
  answer,
  width,
  send,
  onExport,
}: {
  readonly answer: WhyAnswer;
  readonly width: number;
  readonly send: Send;
  readonly onExport: (format: 'svg' | 'png') => void;
}): VNode {
  const { answerJson, extras } = answer;
  const open = (origin: PublishedOrigin): void => send({ kind: 'open', origin });
  return (
    <div class="columns">
      <div class="reasons">
        <BlockerSection blockers={answerJson.blockers} inCode={extras.inCode} onOrigin={open} />
        <UnknownSection unknowns={answerJson.unknowns} onOrigin={open} />
        <PassingSection answer={answerJson} />
      </div>
      <div class="pictured">
        <section aria-labelledby="picture-title">
          <div class="heading">
            <h2 id="picture-title">The way</h2>
            <Tool icon="save" text="SVG" label="Export the picture as SVG" onClick={() => onExport('svg')} />
            <Tool icon="save" text="PNG" label="Export the picture as PNG" onClick={() => onExport('png')} />
          </div>
          <div class="picture-room">
            <AnswerPicture answer={answer} width={width} onOrigin={open} />
          </div>
        </section>
        <StepSection answer={answerJson} inCode={extras.inCode} onOrigin={open} />
      </div>
      <div class="remedies">
        <ChangeSection changes={answerJson.changes} send={send} />
        <SuspectSection suspects={extras.suspects} />
        <AssumptionSection assumptions={answerJson.assumptions} />
        <CheckSection checks={extras.checks} send={send} />
      </div>
    </div>
  );
}
