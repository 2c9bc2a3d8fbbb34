/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { Icon } from './icon';
import type { PageView } from './messages';

/** What has happened: read out by a screen reader when it changes, and never in the way. */
export function Notices({ view }: { readonly view: PageView }): VNode {
  return (
    <div class="notices" role="status">
      {view.isServerRunning ? null : (
        <p class="notice doubtful">
          <Icon name="warning" /> The language server has stopped and is being started again. What stands here
          may be old.
        </p>
      )}
      {view.news === undefined ? null : (
        <p class="notice news">
          <Icon name="info" /> {view.news}
        </p>
      )}
    </div>
  );
}

/** Why there is nothing to show. */
export function Trouble({ problem }: { readonly problem: string }): VNode {
  return (
    <p class="trouble">
      <Icon name="warning" /> {problem}
    </p>
  );
}
