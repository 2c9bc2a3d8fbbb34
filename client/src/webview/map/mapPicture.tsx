/** @jsxRuntime automatic @jsxImportSource preact */
import type { TargetedKeyboardEvent, VNode } from 'preact';
import { iconOfKind } from '../icon';
import { shorten } from '../picture/shorten';
import { SmallIcon } from '../picture/wayPicture';
import type { MapEdge, MapNode, MapTraffic } from './mapGraph';
import type { MapLayout, Rectangle } from './mapLayout';
import { neighbour } from './neighbour';

/** A map that is laid out, as SVG. Nodes are buttons. */
export function MapPicture({
  map,
  edges,
  scale,
  selected,
  isMatch,
  onSelect,
}: {
  readonly map: MapLayout;
  /** Those that are drawn. */
  readonly edges: readonly MapEdge[];
  readonly scale: number;
  readonly selected: string | undefined;
  /** Whether a node is what is searched for; others step back. */
  readonly isMatch: (node: MapNode) => boolean;
  readonly onSelect: (id: string) => void;
}): VNode {
  const { width, height } = map;
  const nodes = [...map.nodes.values()];
  // More of them, drawn as heavily, would cover what they lead to.
  const isFew = edges.length <= 24;
  // One of them is in the order of the Tab key; the arrow keys lead from it to the others.
  const first = map.nodes.has(selected ?? '') ? selected : nodes[0]?.node.id;
  const step = (event: TargetedKeyboardEvent<SVGSVGElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll<SVGGElement>('.node')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = neighbour(
      nodes.map(({ place }) => place),
      at,
      event.key,
    );
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  };
  return (
    <svg
      onKeyDown={step}
      class="picture map-picture"
      width={width * scale}
      height={height * scale}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="The network"
    >
      <defs>
        <marker
          id="arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="9"
          markerHeight="9"
          orient="auto"
        >
          <path class="arrow-head" d="M0 0L8 4L0 8z" />
        </marker>
      </defs>
      {map.vpcs.map(({ vpc, place }) => (
        <Frame key={vpc.id} kind="vpc" label={vpc.label} detail={vpc.detail} place={place} />
      ))}
      {map.boxes.map(({ box, place }) => (
        <Frame key={box.id} kind="subnet" label={box.label} detail={box.detail} place={place} />
      ))}
      {edges.map((edge) => (
        <Edge
          key={`${edge.from} ${edge.to}`}
          edge={edge}
          map={map}
          isSelected={isFew && [edge.from, edge.to].includes(selected ?? '')}
        />
      ))}
      {nodes.map(({ node, place }) => (
        <Node
          key={node.id}
          isFirst={node.id === first}
          node={node}
          place={place}
          isSelected={node.id === selected}
          isQuiet={!isMatch(node)}
          onSelect={onSelect}
        />
      ))}
    </svg>
  );
}

function Frame({
  kind,
  label,
  detail,
  place,
}: {
  readonly kind: 'vpc' | 'subnet';
  readonly label: string;
  readonly detail: string;
  readonly place: Rectangle;
}): VNode {
  const text = detail === '' ? label : `${label}  ${detail}`;
  return (
    <g class={`frame ${kind}`}>
      <title>{text}</title>
      <rect x={place.x} y={place.y} width={place.width} height={place.height} rx={8} />
      <SmallIcon name="layout" x={place.x + 10} y={place.y + 10} size={13} />
      <text x={place.x + 28} y={place.y + 21}>
        {shorten(shortName(kind === 'vpc' ? text : label), place.width - 36, 0.88)}
      </text>
      {kind === 'vpc' || detail === '' ? null : (
        <text class="detail" x={place.x + 28} y={place.y + 36}>
          {shorten(detail, place.width - 36, 0.82)}
        </text>
      )}
    </g>
  );
}

function Node({
  node,
  place,
  isFirst,
  isSelected,
  isQuiet,
  onSelect,
}: {
  readonly node: MapNode;
  readonly isFirst: boolean;
  readonly place: Rectangle;
  readonly isSelected: boolean;
  readonly isQuiet: boolean;
  readonly onSelect: (id: string) => void;
}): VNode {
  const { x, y, width, height } = place;
  const words = node.label === node.what ? node.label : `${node.label}, ${node.what}`;
  return (
    <g
      class={`node ${isSelected ? 'selected' : ''} ${isQuiet ? 'quiet' : ''} ${node.facesInternet ? 'facing' : ''}`}
      role="button"
      tabindex={isFirst ? 0 : -1}
      aria-pressed={isSelected}
      onClick={() => onSelect(node.id)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onSelect(node.id);
      }}
    >
      {/* What is drawn may be cut short: this says all of it. */}
      <title>{node.facesInternet ? `${words}, faces the internet` : words}</title>
      <rect x={x} y={y} width={width} height={height} rx={5} />
      <SmallIcon name={iconOfKind(node.kind)} x={x + 9} y={y + 12} size={16} />
      <text class="name" x={x + 33} y={y + (node.label === node.what ? 24 : 17)}>
        {shorten(shortName(node.label), width - (node.facesInternet ? 62 : 40), 0.92)}
      </text>
      {node.label === node.what ? null : (
        <text class="words" x={x + 33} y={y + 32}>
          {shorten(node.what, width - 40, 0.85)}
        </text>
      )}
      {node.facesInternet ? <SmallIcon name="globe" x={x + width - 21} y={y + 6} size={13} /> : null}
    </g>
  );
}

/** Under its own icon and words, a name needs no `aws_` before it. */
function shortName(name: string): string {
  return name.replace(/(^|\.)aws_/, '$1');
}

function Edge({
  edge,
  map,
  isSelected,
}: {
  readonly edge: MapEdge;
  readonly map: MapLayout;
  readonly isSelected: boolean;
}): VNode | null {
  const from = map.nodes.get(edge.from)?.place;
  const to = map.nodes.get(edge.to)?.place;
  if (from === undefined || to === undefined) return null;
  return (
    <g class={`edge ${edge.verdict} ${isSelected ? 'selected' : ''}`}>
      <title>{edgeInWords(edge)}</title>
      <path d={curve(from, to)} marker-end="url(#arrow)" />
    </g>
  );
}

/** `TCP port 443 (HTTPS), TCP port 80 (HTTP) (perhaps)` */
export function edgeInWords({ traffic, verdict }: MapTraffic): string {
  const words =
    traffic.length <= 4
      ? traffic.join(', ')
      : `${traffic.slice(0, 3).join(', ')} and ${traffic.length - 3} more`;
  return verdict === 'unknown' ? `${words} (perhaps)` : words;
}

/** From the side of one that looks at the other to the other's; in a bow where they stand above each other. */
function curve(from: Rectangle, to: Rectangle): string {
  const [startY, endY] = [from.y + from.height / 2, to.y + to.height / 2];
  if (to.x >= from.x + from.width) return path(from.x + from.width, startY, to.x, endY, 1, 1);
  if (from.x >= to.x + to.width) return path(from.x, startY, to.x + to.width, endY, -1, -1);
  const [startX, endX] = [from.x + from.width / 2, to.x + to.width / 2];
  const [below, above] = [to.y - from.y - from.height, from.y - to.y - to.height];
  // In one column, others may stand between the two.
  const isClear = from.x !== to.x || Math.max(below, above) < near;
  if (isClear && below >= 0) return down(startX, from.y + from.height, endX, to.y);
  if (isClear && above >= 0) return down(startX, from.y, endX, to.y + to.height);
  return path(from.x + from.width, startY, to.x + to.width, endY, 1, -1);
}

/** Pixels between two in one column, with nothing between them. */
const near = 40;

function down(x1: number, y1: number, x2: number, y2: number): string {
  const bow = (y2 - y1) / 2;
  return `M${x1} ${y1}C${x1} ${y1 + bow} ${x2} ${y2 - bow} ${x2} ${y2}`;
}

function path(x1: number, y1: number, x2: number, y2: number, leave: 1 | -1, arrive: 1 | -1): string {
  const bow = Math.max(30, Math.abs(x2 - x1) / 2.5);
  return `M${x1} ${y1}C${x1 + leave * bow} ${y1} ${x2 - arrive * bow} ${y2} ${x2} ${y2}`;
}
