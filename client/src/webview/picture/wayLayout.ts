import type { HopFrames, PublishedHop } from '../../../../server/src/protocol/answer';
import { isGate, kindInWords, hopVerdicts } from '../words';
import { shorten } from './shorten';

/** One way as a picture: stations on a line from top to bottom, inside the frames of VPCs and subnets. Pixels. */
export interface WayLayout {
  readonly height: number;
  readonly frames: readonly FrameBox[];
  readonly stations: readonly Station[];
  readonly segments: readonly Segment[];
}

export interface FrameBox {
  readonly kind: 'vpc' | 'subnet';
  readonly label: string;
  readonly fullLabel: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Station {
  /** The hop's place in the answer; undefined for an end that nothing arrives at. */
  readonly hop: number | undefined;
  readonly y: number;
  readonly kind: string;
  readonly verdict: PublishedHop['verdict'] | 'notReached';
  readonly shape: 'gate' | 'stop';
  readonly title: string;
  readonly fullTitle: string;
  readonly words: string;
}

/** A piece of the line between two stations. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly isTravelled: boolean;
}

/** Where the line runs, and where the text beside it starts. */
export const lineX = 38;
export const textX = 66;

const rowHeight = 46;
const blockedHeight = 58;
const frameHead = 24;
const frameFoot = 8;
const insets = { vpc: 2, subnet: 12 } as const;

/** Lays out a way. `notReached` is the end that a blocked way does not come to. */
export function layoutWay(
  hops: readonly PublishedHop[],
  frames: readonly HopFrames[],
  width: number,
  notReached?: string,
): WayLayout {
  const boxes: FrameBox[] = [];
  const stations: Station[] = [];
  const open: { kind: 'vpc' | 'subnet'; label: string; y: number }[] = [];
  let y = 4;
  const close = (keep: number): void => {
    while (open.length > keep) {
      const frame = open.pop();
      if (frame === undefined) return;
      y += frameFoot;
      const x = insets[frame.kind];
      const inner = width - 2 * x;
      const height = y - frame.y;
      const label = shorten(frame.label, width - x - textX - 26);
      boxes.push({ kind: frame.kind, label, fullLabel: frame.label, x, y: frame.y, width: inner, height });
      y += 4;
    }
  };
  const enter = ({ vpc, subnet }: HopFrames): void => {
    const wanted = [
      ...(vpc === undefined ? [] : [{ kind: 'vpc' as const, label: vpc }]),
      ...(subnet === undefined ? [] : [{ kind: 'subnet' as const, label: subnet }]),
    ];
    const same = wanted.findIndex(
      ({ kind, label }, depth) => open[depth]?.kind !== kind || open[depth].label !== label,
    );
    close(same === -1 ? wanted.length : same);
    for (const frame of wanted.slice(open.length)) {
      open.push({ ...frame, y });
      y += frameHead;
    }
  };
  const room = width - textX - 18;

  hops.forEach((hop, index) => {
    enter(frames[index] ?? {});
    const height = hop.verdict === 'blocked' ? blockedHeight : rowHeight;
    const title = hop.name === '' ? kindInWords(hop.kind) : hop.name;
    stations.push({
      hop: index,
      y: y + height / 2,
      kind: hop.kind,
      verdict: hop.verdict,
      shape: isGate(hop.kind) ? 'gate' : 'stop',
      title: shorten(title, room, hop.verdict === 'blocked' ? 1.32 : 1),
      fullTitle: hop.text,
      words: shorten(wordsOf(hop), room, 0.92),
    });
    y += height;
  });
  if (notReached !== undefined) {
    // What comes after the block stands where the blocking gate stands, as far as anybody can tell.
    stations.push({
      hop: undefined,
      y: y + rowHeight / 2,
      kind: 'destination',
      verdict: 'notReached',
      shape: 'stop',
      title: shorten(notReached, room),
      fullTitle: `${notReached}: nothing arrives here`,
      words: 'nothing arrives here',
    });
    y += rowHeight;
  }
  close(0);
  return { height: y + 4, frames: boxes.reverse(), stations, segments: segmentsOf(stations) };
}

function segmentsOf(stations: readonly Station[]): Segment[] {
  let isTravelled = true;
  return stations.slice(1).map((to, index) => {
    const from = stations[index];
    if (from?.verdict === 'blocked') isTravelled = false;
    return { from: from?.y ?? 0, to: to.y, isTravelled };
  });
}

function wordsOf({ kind, verdict, name }: PublishedHop): string {
  const { word } = hopVerdicts[verdict];
  if (kind === 'source' || kind === 'destination') return verdict === 'allowed' ? kind : `${kind}: ${word}`;
  return name === '' ? word : `${kindInWords(kind)}: ${word}`;
}
