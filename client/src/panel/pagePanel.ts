/** `panel/`: webviews. Each file is one kind of page: what it shows, and what follows from a click. */
import { env, Uri, ViewColumn, window, type LogOutputChannel, type WebviewPanel } from 'vscode';
import { readPageMessage, type PageMessage, type PageView } from '../webview/messages';
import { exportPicture } from './exportPicture';
import { openLocation, openOrigin } from './openOrigin';
import { panelHtml } from './panelHtml';

/** A webview with one of our pages. */
export interface PagePanel {
  readonly panel: WebviewPanel;
  /** Shows this from now on. */
  show(view: PageView): void;
}

export interface PageOptions {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  /** What a click means on this kind of page; what all pages have in common is done already. */
  readonly onMessage: (message: PageMessage) => void;
}

/** Opens a panel beside the editor. */
export function openPanel(viewType: string, title: string, preserveFocus: boolean): WebviewPanel {
  const viewColumn = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
  return window.createWebviewPanel(viewType, title, { viewColumn, preserveFocus }, {});
}

/** Puts a page into a panel: a new one, or one that VS Code brings back after a reload. */
export function fillPanel(panel: WebviewPanel, { extension, log, onMessage }: PageOptions): PagePanel {
  const { webview } = panel;
  let shown: PageView | undefined;
  let isReady = false;
  panel.iconPath = Uri.joinPath(extension, 'images/panel.svg');
  webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist')] };
  webview.onDidReceiveMessage((sent: unknown) => {
    const message = readPageMessage(sent);
    if (message === undefined) return;
    switch (message.kind) {
      case 'ready':
        // Also after a page that was hidden is shown again: it starts anew.
        isReady = true;
        if (shown !== undefined) void webview.postMessage(shown);
        break;
      case 'failed':
        log.error(`Panel: ${message.text}`);
        break;
      case 'open':
        void openOrigin(message.origin);
        break;
      case 'openLocation':
        void openLocation(message.location);
        break;
      case 'copy':
        void env.clipboard.writeText(message.text);
        break;
      case 'export':
        void exportPicture(message.format, message.data, panel.title);
        break;
      default:
        onMessage(message);
    }
  });
  webview.html = panelHtml(webview, extension, panel.title);
  return {
    panel,
    show: (view) => {
      shown = view;
      if (isReady) void webview.postMessage(view);
    },
  };
}
