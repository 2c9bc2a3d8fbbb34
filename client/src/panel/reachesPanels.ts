import { env, type LogOutputChannel, type Uri, type WebviewPanel } from 'vscode';
import type { ReachesList, ReachesParams } from '../../../server/src/protocol/reachRequests';
import { isProblem, type Problem, type WhyParams } from '../../../server/src/protocol/requests';
import type { PageMessage } from '../webview/messages';
import { fillPanel, openPanel, type PagePanel } from './pagePanel';

/** The panel that lists who can reach something, or whom it can reach. */
export interface ReachesPanels {
  show(params: ReachesParams): void;
  /** The code of these roots has changed (undefined: of all). */
  refresh(roots: readonly string[] | undefined): void;
  setServerRunning(isRunning: boolean): void;
  /** Fills a panel that was open when the window was reloaded. */
  restore(panel: WebviewPanel, state: unknown): void;
}

export interface ReachesPanelsOptions {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  /** Rejects where the server does not answer. */
  readonly ask: (params: ReachesParams) => Promise<ReachesList | Problem>;
  readonly why: (question: WhyParams) => void;
  readonly openText: (params: ReachesParams) => Promise<void>;
}

const viewType = 'reachable.reaches';

interface Open {
  params: ReachesParams;
  result: ReachesList | Problem | undefined;
  readonly page: PagePanel;
}

/** Makes the panel; it is one, and shows the last list that was asked for. */
export function createReachesPanels(options: ReachesPanelsOptions): ReachesPanels {
  let open: Open | undefined;
  let isServerRunning = true;

  const paint = ({ params, result, page }: Open): void => {
    page.panel.title =
      params.direction === 'to' ? `Who can reach ${params.end}` : `Whom ${params.end} can reach`;
    page.show({ kind: 'reaches', question: params, result, isServerRunning });
  };
  const ask = async (one: Open): Promise<void> => {
    const { params } = one;
    const result = await options.ask(params).catch(() => undefined);
    if (result === undefined || one.params !== params) return;
    one.result = result;
    paint(one);
  };
  const turnTo = (one: Open, params: ReachesParams): void => {
    one.params = params;
    one.result = undefined;
    paint(one);
    void ask(one);
  };
  const follow = (message: PageMessage, one: Open): void => {
    const { params, result } = one;
    switch (message.kind) {
      case 'askAgain':
        void ask(one);
        break;
      case 'reaches':
        turnTo(one, { root: params.root, end: message.end, direction: message.direction });
        break;
      case 'ask':
        options.why({ root: params.root, from: message.from, to: message.to });
        break;
      case 'copyMarkdown':
        if (result !== undefined && !isProblem(result)) void env.clipboard.writeText(result.markdown);
        break;
      case 'openText':
        void options.openText(params);
        break;
      default:
    }
  };
  const fill = (panel: WebviewPanel, params: ReachesParams): void => {
    const one: Open = {
      params,
      result: undefined,
      page: fillPanel(panel, { ...options, onMessage: (message) => follow(message, one) }),
    };
    open = one;
    panel.onDidDispose(() => {
      if (open === one) open = undefined;
    });
    turnTo(one, params);
  };
  return {
    show: (params) => {
      if (open === undefined) return fill(openPanel(viewType, params.end, false), params);
      turnTo(open, params);
      open.page.panel.reveal(undefined, false);
    },
    refresh: (roots) => {
      if (open !== undefined && (roots === undefined || roots.includes(open.params.root))) void ask(open);
    },
    setServerRunning: (isRunning) => {
      isServerRunning = isRunning;
      if (open !== undefined) paint(open);
    },
    restore: (panel, state) => {
      const params: unknown =
        typeof state === 'object' && state !== null ? Reflect.get(state, 'question') : undefined;
      if (isReachesParams(params)) fill(panel, params);
      else panel.dispose();
    },
  };
}

/** Whether a value of any shape asks for a list. */
export function isReachesParams(value: unknown): value is ReachesParams {
  if (typeof value !== 'object' || value === null) return false;
  const isText = ['root', 'end'].every((key) => typeof Reflect.get(value, key) === 'string');
  return isText && ['to', 'from'].includes(String(Reflect.get(value, 'direction')));
}
