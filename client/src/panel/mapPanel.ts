import type { LogOutputChannel, Uri, WebviewPanel } from 'vscode';
import type { NetworkOverview, NetworkParams } from '../../../server/src/protocol/networkRequests';
import type { ReachesParams } from '../../../server/src/protocol/reachRequests';
import { isProblem, type Problem, type WhyParams } from '../../../server/src/protocol/requests';
import { fillPanel, openPanel, type PagePanel } from './pagePanel';

/** The panel with the map of a root's network. */
export interface MapPanel {
  /** `root`: undefined for the first. */
  show(root: string | undefined): void;
  refresh(roots: readonly string[] | undefined): void;
  setServerRunning(isRunning: boolean): void;
  /** Fills a panel that was open when the window was reloaded. */
  restore(panel: WebviewPanel, state: unknown): void;
}

export interface MapPanelOptions {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  /** Rejects where the server does not answer. */
  readonly ask: (params: NetworkParams) => Promise<NetworkOverview | Problem>;
  readonly why: (question: WhyParams) => void;
  readonly reaches: (params: ReachesParams) => void;
}

const viewType = 'reachable.map';

interface Open {
  root: string | undefined;
  result: NetworkOverview | Problem | undefined;
  readonly page: PagePanel;
}

/** Makes the panel; there is one. */
export function createMapPanel(options: MapPanelOptions): MapPanel {
  let open: Open | undefined;
  let isServerRunning = true;

  const paint = ({ root, result, page }: Open): void => {
    page.panel.title =
      result === undefined || isProblem(result) ? 'Network Map' : `Network Map: ${result.rootLabel}`;
    page.show({ kind: 'map', root, result, isServerRunning });
  };
  const ask = async (one: Open): Promise<void> => {
    const { root } = one;
    const params = root === undefined ? { withReaches: true } : { root, withReaches: true };
    const result = await options.ask(params).catch(() => undefined);
    if (result === undefined || one.root !== root) return;
    one.result = result;
    if (!isProblem(result)) one.root = result.root;
    paint(one);
  };
  const fill = (panel: WebviewPanel, root: string | undefined): void => {
    const one: Open = {
      root,
      result: undefined,
      page: fillPanel(panel, {
        ...options,
        onMessage: (message) => {
          if (message.kind === 'askAgain') void ask(one);
          if (one.root === undefined) return;
          if (message.kind === 'ask') options.why({ root: one.root, from: message.from, to: message.to });
          if (message.kind === 'reaches')
            options.reaches({ root: one.root, end: message.end, direction: message.direction });
        },
      }),
    };
    open = one;
    panel.onDidDispose(() => {
      if (open === one) open = undefined;
    });
    paint(one);
    void ask(one);
  };
  return {
    show: (root) => {
      if (open === undefined) return fill(openPanel(viewType, 'Network Map', false), root);
      open.root = root;
      void ask(open);
      open.page.panel.reveal(undefined, false);
    },
    refresh: (roots) => {
      if (open === undefined) return;
      if (roots === undefined || open.root === undefined || roots.includes(open.root)) void ask(open);
    },
    setServerRunning: (isRunning) => {
      isServerRunning = isRunning;
      if (open !== undefined) paint(open);
    },
    restore: (panel, state) => {
      const root: unknown =
        typeof state === 'object' && state !== null ? Reflect.get(state, 'root') : undefined;
      fill(panel, typeof root === 'string' ? root : undefined);
    },
  };
}
