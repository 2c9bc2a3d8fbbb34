/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { PublishedAnswer, PublishedHop } from '../../../../server/src/protocol/answer';
import { Icon } from '../icon';
import { OriginLink, ThingLinks, type InCode, type OnOrigin } from '../originLink';
import { hopVerdicts, trafficInWords } from '../words';

/** What a verdict hangs on, and where to give it. */
export function UnknownSection({
  unknowns,
  onOrigin,
}: {
  readonly unknowns: PublishedAnswer['unknowns'];
  readonly onOrigin: OnOrigin;
}): VNode | null {
  if (unknowns.length === 0) return null;
  return (
    <section aria-labelledby="unknowns-title">
      <h2 id="unknowns-title">What nobody knows</h2>
      <ul class="plain">
        {unknowns.map(({ value, why, origin }, index) => (
          <li key={index} class="unknown">
            <Icon name="question" class="doubtful" />
            <div>
              <code>{value}</code>: {why}
              {value.startsWith('var.') ? '. A value in terraform.tfvars would tell.' : ''}{' '}
              <OriginLink origin={origin} onOrigin={onOrigin} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What passes, or may. */
export function PassingSection({ answer }: { readonly answer: PublishedAnswer }): VNode | null {
  const { verdict, traffic, possibleTraffic } = answer;
  const shown = verdict === 'reachable' ? traffic : verdict === 'unknown' ? possibleTraffic : [];
  if (shown.length === 0) return null;
  const words = [...new Set(shown.map(({ protocol, ports }) => trafficInWords(protocol, ports)))];
  return (
    <section aria-labelledby="passing-title">
      <h2 id="passing-title">{verdict === 'reachable' ? 'What passes' : 'What may pass'}</h2>
      <ul class="plain">
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}

/** Every step in words: what the picture shows, for reading and for the keyboard. */
export function StepSection({
  answer,
  inCode,
  onOrigin,
}: {
  readonly answer: PublishedAnswer;
  readonly inCode: InCode;
  readonly onOrigin: OnOrigin;
}): VNode | null {
  if (answer.path.length === 0) return null;
  return (
    <details>
      <summary>Every step in words</summary>
      <h3>The way there</h3>
      <Steps hops={answer.path} inCode={inCode} onOrigin={onOrigin} />
      {answer.returnPath.length === 0 ? null : (
        <>
          <h3>The reply's way back</h3>
          <Steps hops={answer.returnPath} inCode={inCode} onOrigin={onOrigin} />
        </>
      )}
    </details>
  );
}

function Steps({
  hops,
  inCode,
  onOrigin,
}: {
  readonly hops: readonly PublishedHop[];
  readonly inCode: InCode;
  readonly onOrigin: OnOrigin;
}): VNode {
  return (
    <ol class="steps">
      {hops.map((hop, index) => {
        const { word, icon, class: tone } = hopVerdicts[hop.verdict];
        return (
          <li key={index}>
            <Icon name={icon} class={tone} />
            <div>
              <span class="hidden">{word}: </span>
              {hop.text}{' '}
              <ThingLinks component={hop.component} origin={hop.origin} inCode={inCode} onOrigin={onOrigin} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What had to be taken for granted. */
export function AssumptionSection({
  assumptions,
}: {
  readonly assumptions: readonly string[];
}): VNode | null {
  if (assumptions.length === 0) return null;
  return (
    <section aria-labelledby="assumptions-title">
      <h2 id="assumptions-title">Taken for granted</h2>
      <ul>
        {assumptions.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}
