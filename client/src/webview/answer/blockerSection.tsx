/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { PublishedBlocker } from '../../../../server/src/protocol/answer';
import { Icon, iconOfKind } from '../icon';
import { ThingLinks, type InCode, type OnOrigin } from '../originLink';
import { kindInWords } from '../words';

/** Everything that blocks, the first of it large. */
export function BlockerSection({
  blockers,
  inCode,
  onOrigin,
}: {
  readonly blockers: readonly PublishedBlocker[];
  readonly inCode: InCode;
  readonly onOrigin: OnOrigin;
}): VNode | null {
  const [first, ...others] = blockers;
  if (first === undefined) return null;
  return (
    <section aria-labelledby="blockers-title">
      <h2 id="blockers-title">
        {others.length === 0 ? 'What blocks it' : `What blocks it: ${blockers.length} things, each by itself`}
      </h2>
      <Blocker blocker={first} inCode={inCode} onOrigin={onOrigin} isFirst />
      {others.map((blocker, index) => (
        <Blocker key={index} blocker={blocker} inCode={inCode} onOrigin={onOrigin} isFirst={false} />
      ))}
    </section>
  );
}

function Blocker({
  blocker,
  inCode,
  onOrigin,
  isFirst,
}: {
  readonly blocker: PublishedBlocker;
  readonly inCode: InCode;
  readonly onOrigin: OnOrigin;
  readonly isFirst: boolean;
}): VNode {
  return (
    <article class={isFirst ? 'blocker first' : 'blocker'}>
      <h3>
        <Icon name="error" class="bad" />
        <Icon name={iconOfKind(blocker.kind)} />
        <span>
          <span class="kind">{kindInWords(blocker.kind)}</span> {blocker.component}
        </span>
      </h3>
      <p>{blocker.text}</p>
      <p class="links">
        <ThingLinks
          component={blocker.component}
          origin={blocker.origin}
          inCode={inCode}
          onOrigin={onOrigin}
        />
        {blocker.code === null ? null : <code>{blocker.code}</code>}
      </p>
      {isFirst && `${blocker.reason}${blocker.advice}` !== '' ? (
        <p class="advice">
          {blocker.reason} {blocker.advice}
        </p>
      ) : null}
    </article>
  );
}
