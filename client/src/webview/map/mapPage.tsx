/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { NetworkOverview, OverviewNode } from '../../../../server/src/protocol/networkRequests';
import type { Send } from '../answer/answerPage';
import { Tool } from '../answer/tools';
import type { MapView } from '../messages';
import { Notices, Trouble } from '../notices';
import { MapControls, type MapChoices } from './mapControls';
import { MapDetails } from './mapDetails';
import { firstCollapse, mapGraph, type MapEdge, type MapGraph, type MapNode } from './mapGraph';
import { layoutMap } from './mapLayout';
import { MapPicture } from './mapPicture';
import { MatrixTable } from './matrixTable';

/** Edges up to which all are drawn; beyond, those of the selected node and of the internet. */
const drawnEdges = 60;

/** The map of a root's network, and the matrix as another look at the same. */
export function MapPage({
  view,
  width,
  send,
  onExport,
}: {
  readonly view: MapView;
  readonly width: number;
  readonly send: Send;
  readonly onExport: (format: 'svg' | 'png') => void;
}): VNode {
  const { result } = view;
  const overview = result === undefined || 'problem' in result ? undefined : result;
  return (
    <main class="page map">
      <div class="heading">
        <h1>Network map{overview === undefined ? '' : `: ${overview.rootLabel}`}</h1>
        <Tool
          icon="refresh"
          text="Again"
          label="Draw the map again"
          onClick={() => send({ kind: 'askAgain' })}
        />
        <Tool icon="save" text="SVG" label="Export the map as SVG" onClick={() => onExport('svg')} />
        <Tool icon="save" text="PNG" label="Export the map as PNG" onClick={() => onExport('png')} />
      </div>
      <Notices view={view} />
      {result === undefined ? <p>Looking at the network…</p> : null}
      {result !== undefined && 'problem' in result ? <Trouble problem={result.problem} /> : null}
      {overview === undefined ? null : (
        <Map key={overview.root} overview={overview} width={width} send={send} />
      )}
    </main>
  );
}

function Map({
  overview,
  width,
  send,
}: {
  readonly overview: NetworkOverview;
  readonly width: number;
  readonly send: Send;
}): VNode {
  const [choices, setChoices] = useState<MapChoices>(() => ({
    look: 'map',
    collapse: firstCollapse(overview),
    hidden: new Set<OverviewNode['kind']>(),
    isFacingOnly: false,
    search: '',
    zoom: undefined,
  }));
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const { collapse, hidden, isFacingOnly, look } = choices;
  const graph = useMemo(
    () => mapGraph(overview, { collapse, hidden, isFacingOnly }),
    [overview, collapse, hidden, isFacingOnly],
  );
  const layout = useMemo(() => layoutMap(graph, width), [graph, width]);
  const search = choices.search.trim().toLowerCase();
  const names = useMemo(
    () => new globalThis.Map(overview.nodes.map(({ id, name }) => [id, name])),
    [overview],
  );
  const isMatch = (node: MapNode): boolean =>
    search === '' ||
    [node.label, ...node.members.map((id) => names.get(id) ?? id)].some((name) =>
      name.toLowerCase().includes(search),
    );
  const matches = search === '' ? undefined : [...layout.nodes.values()].filter((one) => isMatch(one.node));
  useEffect(() => {
    document.querySelector('.node.selected')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  const node = selected === undefined ? undefined : layout.nodes.get(selected)?.node;
  const fitting = Math.max(0.45, Math.min(1, width / layout.width));
  if (overview.nodes.length <= 1 && overview.vpcs.length === 0)
    return <p>There is no network in this code.</p>;
  return (
    <>
      <MapControls
        choices={choices}
        onChange={setChoices}
        onFind={() => setSelected(matches?.[0]?.node.id)}
        scale={choices.zoom ?? fitting}
      />
      {look === 'matrix' ? (
        <MatrixTable overview={overview} search={search} send={send} />
      ) : (
        <>
          <p class="hint" role="status">
            {hint(graph, node, matches?.length)}
          </p>
          <div class="map-room" tabIndex={0} role="region" aria-label="Map">
            <MapPicture
              map={layout}
              edges={shownEdges(graph, selected)}
              scale={choices.zoom ?? fitting}
              selected={selected}
              isMatch={isMatch}
              onSelect={(id) => setSelected(id === selected ? undefined : id)}
            />
          </div>
          {node === undefined ? null : (
            <MapDetails overview={overview} graph={graph} node={node} send={send} />
          )}
        </>
      )}
    </>
  );
}

function shownEdges({ edges }: MapGraph, selected: string | undefined): readonly MapEdge[] {
  if (selected !== undefined) return edges.filter(({ from, to }) => from === selected || to === selected);
  return edges.length <= drawnEdges ? edges : edges.filter(({ from }) => from === 'internet');
}

function hint({ edges }: MapGraph, node: MapNode | undefined, matches: number | undefined): string {
  const found = matches === undefined ? '' : `${matches} found. `;
  if (node !== undefined)
    return `${found}${node.label} is selected: its connections are drawn, and listed below.`;
  if (edges.length <= drawnEdges) return `${found}An arrow leads from who can open a connection to whom.`;
  return `${found}${edges.length} connections can be opened. Those from the internet are drawn; select something to see its own.`;
}
