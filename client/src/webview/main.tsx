/** @jsxRuntime automatic @jsxImportSource preact */
import { render } from 'preact';
import { pngData, svgText } from './exportPicture';
import type { PageMessage, PageView } from './messages';
import { Page } from './page';
import './styles.css';

/** What VS Code gives a webview. */
declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();
const send = (message: PageMessage): void => host.postMessage(message);
let view: PageView | undefined;

/** What the page takes of the window for its picture: all of it for a map, the second column of an answer that has two. */
function pictureWidth(): number {
  const all = document.body.clientWidth - 40;
  const room =
    view?.kind === 'map'
      ? all
      : (document.querySelector('.picture-room')?.clientWidth ?? Math.min(all, 1000));
  return Math.max(150, Math.floor(room));
}

function paint(): void {
  if (view === undefined) return;
  const props = { view, send, onExport };
  render(<Page {...props} width={pictureWidth()} />, document.body);
  // The first paint of an answer makes the room that its picture then takes.
  if (view.kind === 'answer') render(<Page {...props} width={pictureWidth()} />, document.body);
}

function verdictOf(shown: PageView | undefined): string | undefined {
  const result = shown?.kind === 'answer' ? shown.result : undefined;
  return result === undefined || 'problem' in result ? undefined : result.answerJson.verdict;
}

async function exportPicture(format: 'svg' | 'png'): Promise<void> {
  const picture = document.querySelector<SVGSVGElement>('svg.picture');
  if (picture === null) return;
  send({ kind: 'export', format, data: format === 'svg' ? svgText(picture) : await pngData(picture) });
}

function onExport(format: 'svg' | 'png'): void {
  exportPicture(format).catch((error: unknown) => send({ kind: 'failed', text: `Export: ${String(error)}` }));
}

window.addEventListener('message', ({ data }: MessageEvent<PageView>) => {
  const hasNews = data.news !== undefined && data.news !== view?.news;
  // Both stand at the top.
  if (hasNews || verdictOf(view) !== verdictOf(data)) window.scrollTo(0, 0);
  view = data;
  // What a window that is opened again needs to ask anew.
  host.setState(
    data.kind === 'map' ? { kind: 'map', root: data.root } : { kind: data.kind, question: data.question },
  );
  paint();
});
window.addEventListener('error', ({ message }) => send({ kind: 'failed', text: message }));
window.addEventListener('unhandledrejection', ({ reason }) => send({ kind: 'failed', text: String(reason) }));
let lastWidth = 0;
window.addEventListener('resize', () => {
  if (document.body.clientWidth === lastWidth) return;
  lastWidth = document.body.clientWidth;
  paint();
});
send({ kind: 'ready' });
