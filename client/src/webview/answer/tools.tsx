/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { Icon, type IconName } from '../icon';
import type { AnswerView } from '../messages';
import type { Send } from './answerPage';

type ToolKind = 'askAgain' | 'askLive' | 'copyMarkdown' | 'openText' | 'togglePin';

/** What can be done with an answer. */
export function AnswerTools({ view, send }: { readonly view: AnswerView; readonly send: Send }): VNode {
  const tool = (kind: ToolKind) => () => send({ kind });
  const hasAnswer = view.result !== undefined && !('problem' in view.result);
  return (
    <div class="tools" role="toolbar" aria-label="This answer">
      <Tool icon="refresh" text="Ask again" onClick={tool('askAgain')} />
      {view.canAskLive ? <Tool icon="cloud" text="Ask the live account" onClick={tool('askLive')} /> : null}
      <Tool
        icon={view.isPinned ? 'pinned' : 'pin'}
        text={view.isPinned ? 'Unpin' : 'Pin'}
        isPressed={view.isPinned}
        onClick={tool('togglePin')}
      />
      {hasAnswer ? (
        <>
          <Tool icon="copy" text="Copy as Markdown" onClick={tool('copyMarkdown')} />
          <Tool icon="file-text" text="Open as text" onClick={tool('openText')} />
        </>
      ) : null}
    </div>
  );
}

/** A button of a toolbar. */
export function Tool({
  icon,
  text,
  label,
  onClick,
  isPressed,
}: {
  readonly icon: IconName;
  readonly text: string;
  /** What a screen reader says, where the text alone does not tell. */
  readonly label?: string;
  readonly onClick: () => void;
  readonly isPressed?: boolean;
}): VNode {
  return (
    <button type="button" class="tool" onClick={onClick} aria-pressed={isPressed} aria-label={label}>
      <Icon name={icon} />
      <span>{text}</span>
    </button>
  );
}
