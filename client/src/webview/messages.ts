/**
 * `client/src/webview/`: the pages of the panel and the map. This file has what the extension and a page say to each
 * other. A page shows what it is sent and tells what was clicked; it knows neither VS Code's API nor the server.
 */
import type { PublishedOrigin } from '../../../server/src/protocol/answer';
import type { NetworkOverview } from '../../../server/src/protocol/networkRequests';
import type { ReachesList, ReachesParams } from '../../../server/src/protocol/reachRequests';
import type { OriginLocation, Problem, WhyAnswer, WhyParams } from '../../../server/src/protocol/requests';

/** What a page shows. `result` is undefined until there is one. */
export type PageView = AnswerView | ReachesView | MapView;

interface ViewOf<Kind extends string, Result> {
  readonly kind: Kind;
  readonly result: Result | Problem | undefined;
  /** What happened since the last look, in a sentence: a verdict that changed, a change that was applied. */
  readonly news?: string | undefined;
  /** False while the language server is away: what is shown may be old. */
  readonly isServerRunning: boolean;
}

export interface AnswerView extends ViewOf<'answer', WhyAnswer> {
  readonly question: WhyParams;
  readonly isPinned: boolean;
  /** Whether there is a command that asks an account. */
  readonly canAskLive: boolean;
}

export interface ReachesView extends ViewOf<'reaches', ReachesList> {
  readonly question: ReachesParams;
}

export interface MapView extends ViewOf<'map', NetworkOverview> {
  readonly root: string | undefined;
}

/** What a page tells. */
export type PageMessage =
  | { readonly kind: 'ready' }
  /** A page's own script has failed: for the log. */
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'open'; readonly origin: PublishedOrigin }
  | { readonly kind: 'openLocation'; readonly location: OriginLocation }
  /** `title` and `index` of a change of the answer that the page shows. */
  | { readonly kind: 'apply'; readonly index: number; readonly title: string }
  | { readonly kind: 'askAgain' | 'askLive' | 'copyMarkdown' | 'openText' | 'togglePin' | 'showMap' }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'ask'; readonly from: string; readonly to: string }
  | { readonly kind: 'reaches'; readonly end: string; readonly direction: 'to' | 'from' }
  /** `data`: an SVG's text, or a PNG as base64. */
  | { readonly kind: 'export'; readonly format: 'svg' | 'png'; readonly data: string };

/** Reads a page's message; undefined for what is none: a page is not trusted more than any other input. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (name: string): unknown => Reflect.get(value, name);
  const text = (name: string): boolean => typeof field(name) === 'string';
  const fits: Readonly<Record<PageMessage['kind'], () => boolean>> = {
    ready: () => true,
    failed: () => text('text'),
    open: () => isOrigin(field('origin')),
    openLocation: () => isLocation(field('location')),
    apply: () => Number.isInteger(field('index')) && text('title'),
    askAgain: () => true,
    askLive: () => true,
    copyMarkdown: () => true,
    openText: () => true,
    togglePin: () => true,
    showMap: () => true,
    copy: () => text('text'),
    ask: () => text('from') && text('to'),
    reaches: () => text('end') && ['to', 'from'].includes(String(field('direction'))),
    export: () => ['svg', 'png'].includes(String(field('format'))) && text('data'),
  };
  const kind = field('kind');
  if (typeof kind !== 'string' || !Object.hasOwn(fits, kind)) return undefined;
  // The fields of this kind have been looked at.
  return fits[kind as PageMessage['kind']]() ? (value as PageMessage) : undefined;
}

function isOrigin(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (typeof Reflect.get(value, 'arn') === 'string') return true;
  return typeof Reflect.get(value, 'file') === 'string' && isRange(Reflect.get(value, 'range'));
}

function isLocation(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return typeof Reflect.get(value, 'uri') === 'string' && isRange(Reflect.get(value, 'range'));
}

function isRange(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ['start', 'end'].every((side) => {
    const position = Object(Reflect.get(value, side)) as object;
    return ['line', 'character'].every((name) => Number.isInteger(Reflect.get(position, name)));
  });
}
