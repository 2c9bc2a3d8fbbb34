/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { AnswerExtras, PublishedOrigin } from '../../../server/src/protocol/answer';
import { Icon } from './icon';
import { placeInWords } from './words';

export type OnOrigin = (origin: PublishedOrigin) => void;

/** Where the code holds a thing of a live account, by its id. */
export type InCode = AnswerExtras['inCode'];

/** The links of a thing: to its own place, and to the line of the code that holds the same thing. */
export function ThingLinks({
  component,
  origin,
  inCode,
  onOrigin,
}: {
  readonly component: string;
  readonly origin: PublishedOrigin | null;
  readonly inCode: InCode;
  readonly onOrigin: OnOrigin;
}): VNode {
  return (
    <>
      <OriginLink origin={origin} onOrigin={onOrigin} />{' '}
      <OriginLink origin={inCode?.[component] ?? null} onOrigin={onOrigin} />
    </>
  );
}

/** A link to the line, or to the page of the AWS console, that something comes from. Nothing where nobody knows it. */
export function OriginLink({
  origin,
  onOrigin,
}: {
  readonly origin: PublishedOrigin | null;
  readonly onOrigin: OnOrigin;
}): VNode | null {
  if (origin === null) return null;
  return (
    <button type="button" class="link" onClick={() => onOrigin(origin)}>
      <Icon name={'file' in origin ? 'go-to-file' : 'link-external'} />
      <span>{placeInWords(origin)}</span>
    </button>
  );
}
