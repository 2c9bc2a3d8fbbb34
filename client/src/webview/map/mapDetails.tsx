/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { NetworkOverview } from '../../../../server/src/protocol/networkRequests';
import type { Send } from '../answer/answerPage';
import { Icon, iconOfKind } from '../icon';
import type { MapEdge, MapGraph, MapNode } from './mapGraph';
import { edgeInWords } from './mapPicture';

/** Rows that a list shows at once. */
const maximumRows = 40;

/** What is known of the selected node: its code, its groups, who can reach it and whom it can reach. */
export function MapDetails({
  overview,
  graph,
  node,
  send,
}: {
  readonly overview: NetworkOverview;
  readonly graph: MapGraph;
  readonly node: MapNode;
  readonly send: Send;
}): VNode {
  const members = node.members.flatMap((id) => overview.nodes.find((one) => one.id === id) ?? []);
  const groupNames = new Map(overview.groups.map(({ id, name }) => [id, name]));
  const groups = [...new Set(members.flatMap((member) => member.groups))];
  const [only] = members;
  const among = graph.within.get(node.id);
  const canAsk = node.kind !== 'peering' && node.kind !== 'transitGateway';
  return (
    <section class="details" aria-labelledby="details-title">
      <h2 id="details-title">
        <Icon name={iconOfKind(node.kind)} /> {node.label}
      </h2>
      <p>{node.what}</p>
      {members.length > 1 ? (
        <details>
          <summary>{members.length} resources</summary>
          <ul class="plain">
            {members.map((member) => (
              <li key={member.id}>
                <Opener origin={member.origin} text={member.name} send={send} />
              </li>
            ))}
          </ul>
        </details>
      ) : (
        <p>{only === undefined ? null : <Opener origin={only.origin} text="Open the code" send={send} />}</p>
      )}
      {groups.length === 0 ? null : (
        <p>Security groups: {groups.map((id) => groupNames.get(id) ?? id).join(', ')}</p>
      )}
      {members.length === 1 && canAsk && node.kind !== 'internet' ? (
        <p class="links">
          <button
            type="button"
            class="link"
            onClick={() => send({ kind: 'reaches', end: node.members[0] ?? node.id, direction: 'to' })}
          >
            Who can reach this?
          </button>
          <button
            type="button"
            class="link"
            onClick={() => send({ kind: 'reaches', end: node.members[0] ?? node.id, direction: 'from' })}
          >
            What can this reach?
          </button>
        </p>
      ) : null}
      {among === undefined ? null : (
        <>
          <h3>Among themselves</h3>
          <p>Some of them can reach each other: {edgeInWords(among)}.</p>
        </>
      )}
      <Neighbours title="Who can reach it" graph={graph} node={node} side="to" send={send} />
      <Neighbours title="Whom it can reach" graph={graph} node={node} side="from" send={send} />
    </section>
  );
}

function Opener({
  origin,
  text,
  send,
}: {
  readonly origin: NetworkOverview['nodes'][number]['origin'];
  readonly text: string;
  readonly send: Send;
}): VNode {
  if (origin === undefined) return <span>{text}</span>;
  return (
    <button type="button" class="link" onClick={() => send({ kind: 'openLocation', location: origin })}>
      <Icon name="go-to-file" />
      <span>{text}</span>
    </button>
  );
}

function Neighbours({
  title,
  graph,
  node,
  side,
  send,
}: {
  readonly title: string;
  readonly graph: MapGraph;
  readonly node: MapNode;
  readonly side: 'to' | 'from';
  readonly send: Send;
}): VNode {
  const edges = graph.edges.filter((edge) => edge[side] === node.id);
  const nodes = new Map(
    [
      ...graph.outside,
      ...graph.vpcs.flatMap((vpc) => [...vpc.nodes, ...vpc.boxes.flatMap((box) => box.nodes)]),
    ].map((one) => [one.id, one]),
  );
  const row = (edge: MapEdge): VNode => {
    const other = nodes.get(side === 'to' ? edge.from : edge.to);
    const [from, to] = [nodes.get(edge.from)?.members ?? [], nodes.get(edge.to)?.members ?? []];
    const isPair = from.length === 1 && to.length === 1;
    return (
      <li key={`${edge.from} ${edge.to}`}>
        <Icon name={iconOfKind(other?.kind ?? '')} /> {other?.label}: {edgeInWords(edge)}{' '}
        {isPair ? (
          <button
            type="button"
            class="link"
            aria-label={`Why: ${other?.label ?? ''}`}
            onClick={() => send({ kind: 'ask', from: from[0] ?? '', to: to[0] ?? '' })}
          >
            Why?
          </button>
        ) : null}
      </li>
    );
  };
  return (
    <>
      <h3>{title}</h3>
      {edges.length === 0 ? <p>Nobody.</p> : <ul class="plain">{edges.slice(0, maximumRows).map(row)}</ul>}
      {edges.length > maximumRows ? <p>… and {edges.length - maximumRows} more</p> : null}
    </>
  );
}
