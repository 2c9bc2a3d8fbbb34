/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { PublishedOrigin } from '../../../server/src/protocol/answer';
import { Icon } from './icon';
import { placeInWords } from './words';

export type OnOrigin = (origin: PublishedOrigin) => void;

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
