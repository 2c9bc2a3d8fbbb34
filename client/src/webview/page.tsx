/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { AnswerPage, type Send } from './answer/answerPage';
import { MapPage } from './map/mapPage';
import type { PageView } from './messages';
import { ReachesPage } from './reaches/reachesPage';

/** What every page needs besides what it shows. */
export interface PageProps {
  readonly view: PageView;
  /** Pixels that a picture may take. */
  readonly width: number;
  readonly send: Send;
  readonly onExport: (format: 'svg' | 'png') => void;
}

/** The page for what is to be shown. */
export function Page({ view, width, send, onExport }: PageProps): VNode {
  switch (view.kind) {
    case 'answer':
      return <AnswerPage view={view} width={width} send={send} onExport={onExport} />;
    case 'reaches':
      return <ReachesPage view={view} send={send} />;
    case 'map':
      return <MapPage view={view} width={width} send={send} onExport={onExport} />;
  }
}
