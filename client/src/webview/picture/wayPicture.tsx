/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { iconOfKind, type IconName } from '../icon';
import { iconPaths } from '../icons.generated';
import { hopVerdicts } from '../words';
import { lineX, textX, type FrameBox, type Segment, type Station, type WayLayout } from './wayLayout';

/** A way that is laid out, as SVG. A click on a station tells its hop. */
export function WayPicture({
  layout,
  x,
  y,
  title,
  onHop,
}: {
  readonly layout: WayLayout;
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly onHop: (hop: number) => void;
}): VNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <text class="way-title" x={4} y={16}>
        {title}
      </text>
      <g transform="translate(0 26)">
        {layout.frames.map((frame) => (
          <Frame key={`${frame.kind} ${frame.y}`} frame={frame} />
        ))}
        {layout.segments.map((segment) => (
          <Line key={segment.from} segment={segment} />
        ))}
        {layout.stations.map((station) => (
          <Stop key={station.y} station={station} onHop={onHop} />
        ))}
      </g>
    </g>
  );
}

function Frame({ frame }: { readonly frame: FrameBox }): VNode {
  const { kind, x, y, width, height } = frame;
  return (
    <g class={`frame ${kind}`}>
      <title>{frame.fullLabel}</title>
      <rect x={x} y={y} width={width} height={height} rx={6} />
      <SmallIcon name="layout" x={textX} y={y + 6} size={12} />
      <text x={textX + 17} y={y + 16}>
        {frame.label}
      </text>
    </g>
  );
}

function Line({ segment }: { readonly segment: Segment }): VNode {
  const { from, to, isTravelled } = segment;
  return <line class={isTravelled ? 'way' : 'way not-travelled'} x1={lineX} x2={lineX} y1={from} y2={to} />;
}

function Stop({
  station,
  onHop,
}: {
  readonly station: Station;
  readonly onHop: (hop: number) => void;
}): VNode {
  const { hop, y, verdict } = station;
  const isBlocked = verdict === 'blocked';
  return (
    <g
      class={`station ${verdict} ${hop === undefined ? '' : 'linked'}`.trim()}
      onClick={hop === undefined ? undefined : () => onHop(hop)}
    >
      <title>{station.fullTitle}</title>
      {station.shape === 'gate' ? <Gate station={station} /> : <Disc station={station} />}
      <text class="name" x={textX} y={isBlocked ? y - 4 : y - 3}>
        {station.title}
      </text>
      <text class="words" x={textX} y={isBlocked ? y + 16 : y + 14}>
        {station.words}
      </text>
    </g>
  );
}

/** A bar across the way: open in the middle where it lets through, closed where it does not. */
function Gate({ station: { y, verdict } }: { readonly station: Station }): VNode {
  const half = verdict === 'blocked' ? 22 : 17;
  const icon = verdict === 'notReached' ? 'circle-slash' : hopVerdicts[verdict].icon;
  const radius = verdict === 'blocked' ? 14 : 10;
  return (
    <g class="gate">
      <rect x={lineX - half} y={y - 3} width={2 * half} height={6} rx={3} />
      <circle cx={lineX} cy={y} r={radius} />
      <SmallIcon name={icon} x={lineX - radius + 2} y={y - radius + 2} size={2 * radius - 4} />
    </g>
  );
}

function Disc({ station: { y, kind, verdict } }: { readonly station: Station }): VNode {
  const icon = verdict === 'blocked' || verdict === 'unknown' ? hopVerdicts[verdict].icon : iconOfKind(kind);
  const radius = verdict === 'blocked' ? 14 : 12;
  return (
    <g class="disc">
      <circle cx={lineX} cy={y} r={radius} />
      <SmallIcon name={icon} x={lineX - 7} y={y - 7} size={14} />
    </g>
  );
}

/** An icon at a place of a picture. */
export function SmallIcon({
  name,
  x,
  y,
  size,
}: {
  readonly name: IconName;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}): VNode {
  return <path class="glyph" d={iconPaths[name]} transform={`translate(${x} ${y}) scale(${size / 16})`} />;
}
