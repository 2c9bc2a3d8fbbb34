import { graphlib, layout } from '@dagrejs/dagre';
import type { MapBox, MapEdge, MapGraph, MapNode, MapVpc } from './mapGraph';

/** A rectangle of the picture; `x` and `y` are its upper left corner. Pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Everything of a map with its place. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  readonly vpcs: readonly { readonly vpc: MapVpc; readonly place: Rectangle }[];
  readonly boxes: readonly { readonly box: MapBox; readonly place: Rectangle }[];
  readonly nodes: ReadonlyMap<string, { readonly node: MapNode; readonly place: Rectangle }>;
}

export const nodeSize = { width: 196, height: 40 };
const gap = 10;
const inset = 12;
const head = 34;
/** Of a box whose name has a second line under it. */
const tallHead = 46;
const maximumColumns = 4;
/** Edges that the layout looks at: more change nothing that an eye could follow. */
const maximumEdges = 300;

interface Block {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** How much smaller than it is a map may be drawn, and still be read. */
const readable = 0.65;

/** Where an arrow leads: to the right, or down where that would be too wide. */
type Direction = 'LR' | 'TB';

/**
 * Lays a map out from the inside: nodes in rows inside their subnet, subnets and gateways by dagre inside their VPC, VPCs
 * and what stands around them by dagre again. Who reaches whom goes from left to right, or down where it then fits
 * `room` (pixels) better.
 */
export function layoutMap(graph: MapGraph, room: number): MapLayout {
  const across = layoutAlong(graph, 'LR');
  if (across.width * readable <= room) return across;
  const down = layoutAlong(graph, 'TB');
  return down.width < across.width ? down : across;
}

function layoutAlong(graph: MapGraph, direction: Direction): MapLayout {
  const blockOf = new Map<string, string>();
  const vpcOf = new Map<string, string>();
  for (const vpc of graph.vpcs) {
    for (const node of vpc.nodes) blockOf.set(node.id, node.id);
    for (const box of vpc.boxes) for (const node of box.nodes) blockOf.set(node.id, box.id);
    for (const node of [...vpc.nodes, ...vpc.boxes.flatMap(({ nodes }) => nodes)]) vpcOf.set(node.id, vpc.id);
  }
  for (const node of graph.outside) {
    blockOf.set(node.id, node.id);
    vpcOf.set(node.id, node.id);
  }
  const inner = new Map(
    graph.vpcs.map((vpc) => [vpc.id, layoutVpc(vpc, joined(graph.edges, blockOf), direction)]),
  );
  const outer = arrange(
    [
      ...graph.outside.map(({ id }) => ({ id, ...nodeSize })),
      ...graph.vpcs.map(({ id }) => sized(id, inner.get(id) ?? { width: 0, height: 0 })),
    ],
    [...joined(graph.edges, vpcOf), ...graph.ties.map(({ node, vpc }) => ({ from: node, to: vpc }))],
    direction,
  );

  const nodes = new Map<string, { node: MapNode; place: Rectangle }>();
  const boxes: { box: MapBox; place: Rectangle }[] = [];
  for (const node of graph.outside) {
    const place = outer.places.get(node.id);
    if (place !== undefined) nodes.set(node.id, { node, place });
  }
  const vpcs = graph.vpcs.map((vpc) => {
    const place = outer.places.get(vpc.id) ?? { x: 0, y: 0, width: 0, height: 0 };
    const own = inner.get(vpc.id)?.places ?? new Map<string, Rectangle>();
    for (const node of vpc.nodes) nodes.set(node.id, { node, place: moved(own.get(node.id), place) });
    for (const box of vpc.boxes) {
      const boxPlace = moved(own.get(box.id), place);
      boxes.push({ box, place: boxPlace });
      box.nodes.forEach((node, index) =>
        nodes.set(node.id, { node, place: cellPlace(boxPlace, box, index) }),
      );
    }
    return { vpc, place };
  });
  return { width: outer.width, height: outer.height, vpcs, boxes, nodes };
}

interface Arranged {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Rectangle>;
}

function layoutVpc(
  vpc: MapVpc,
  edges: readonly { from: string; to: string }[],
  direction: Direction,
): Arranged {
  const blocks = [...vpc.nodes.map(({ id }) => ({ id, ...nodeSize })), ...vpc.boxes.map(boxSize)];
  const { width, height, places } = arrange(blocks, edges, direction);
  const shifted = new Map(
    [...places].map(([id, place]) => [id, { ...place, x: place.x + inset, y: place.y + head }]),
  );
  return { width: Math.max(width + 2 * inset, 240), height: height + head + inset, places: shifted };
}

function boxSize(box: MapBox): Block {
  const columns = columnsOf(box);
  const rows = Math.ceil(box.nodes.length / columns);
  return {
    id: box.id,
    width: columns * (nodeSize.width + gap) - gap + 2 * inset,
    height: rows * (nodeSize.height + gap) - gap + headOf(box) + inset,
  };
}

function headOf({ detail }: MapBox): number {
  return detail === '' ? head : tallHead;
}

function columnsOf({ nodes }: MapBox): number {
  return Math.max(1, Math.min(maximumColumns, Math.ceil(Math.sqrt(nodes.length / 3))));
}

function cellPlace(box: Rectangle, content: MapBox, index: number): Rectangle {
  const columns = columnsOf(content);
  return {
    x: box.x + inset + (index % columns) * (nodeSize.width + gap),
    y: box.y + headOf(content) + Math.floor(index / columns) * (nodeSize.height + gap),
    ...nodeSize,
  };
}

/** Edges between the blocks that their ends are in, each once, none from a block to itself. */
function joined(
  edges: readonly MapEdge[],
  blockOf: ReadonlyMap<string, string>,
): { from: string; to: string }[] {
  const pairs = new Map<string, { from: string; to: string }>();
  for (const edge of edges) {
    const from = blockOf.get(edge.from);
    const to = blockOf.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    pairs.set(`${from}\n${to}`, { from, to });
    if (pairs.size >= maximumEdges) break;
  }
  return [...pairs.values()];
}

/** Blocks at their places, along the edges. Edges to blocks that are not there are passed over. */
function arrange(
  blocks: readonly Block[],
  edges: readonly { from: string; to: string }[],
  direction: Direction,
): Arranged {
  if (blocks.length === 0) return { width: 200, height: 20, places: new Map() };
  const graph = new graphlib.Graph();
  graph.setGraph({
    rankdir: direction,
    nodesep: 18,
    ranksep: direction === 'LR' ? 70 : 44,
    marginx: 8,
    marginy: 8,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of blocks) graph.setNode(id, { width, height });
  for (const { from, to } of edges) if (graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to);
  layout(graph);
  const places = new Map(
    blocks.map(({ id, width, height }) => {
      // dagre says where the middle is.
      const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
      return [id, { x: x - width / 2, y: y - height / 2, width, height }] as const;
    }),
  );
  const right = Math.max(...[...places.values()].map(({ x, width }) => x + width));
  const bottom = Math.max(...[...places.values()].map(({ y, height }) => y + height));
  return { width: Math.ceil(right + 8), height: Math.ceil(bottom + 8), places };
}

function sized(id: string, { width, height }: { readonly width: number; readonly height: number }): Block {
  return { id, width, height };
}

function moved(inner: Rectangle | undefined, outer: Rectangle): Rectangle {
  if (inner === undefined) return outer;
  return { ...inner, x: inner.x + outer.x, y: inner.y + outer.y };
}
