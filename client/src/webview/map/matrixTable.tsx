/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { NetworkOverview, OverviewReaches } from '../../../../server/src/protocol/networkRequests';
import type { Send } from '../answer/answerPage';

/** Classes that a table shows: more do not fit an eye. */
const maximumClasses = 40;

/** Who can reach whom as a table: a row for who opens the connection, a column for whom it is to. */
export function MatrixTable({
  overview,
  search,
  send,
}: {
  readonly overview: NetworkOverview;
  readonly search: string;
  readonly send: Send;
}): VNode {
  const { reaches } = overview;
  if (reaches === undefined) return <p>Nobody has looked yet who can reach whom.</p>;
  const names = new Map(overview.nodes.map(({ id, name }) => [id, name]));
  const label = (place: number): string => className(reaches, names, place);
  const wanted = reaches.classes
    .map((_, place) => place)
    .filter(
      (place) =>
        search === '' ||
        (reaches.classes[place] ?? []).some((id) => (names.get(id) ?? id).toLowerCase().includes(search)),
    );
  const shown = wanted.slice(0, maximumClasses);
  const cells = new Map(reaches.cells.map((cell) => [`${cell.from} ${cell.to}`, cell]));
  return (
    <div class="matrix-room" tabIndex={0} role="region" aria-label="Who can reach whom">
      {wanted.length > shown.length ? (
        <p>
          The first {shown.length} of {wanted.length}: a search narrows them down.
        </p>
      ) : null}
      <table class="matrix">
        <thead>
          <tr>
            <td />
            {shown.map((to) => (
              <th key={to} scope="col">
                <span>{label(to)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((from) => (
            <tr key={from}>
              <th scope="row">{label(from)}</th>
              {shown.map((to) => (
                <td key={to}>
                  <Cell
                    cell={cells.get(`${from} ${to}`)}
                    words={`${label(from)} → ${label(to)}`}
                    onClick={() =>
                      send({
                        kind: 'ask',
                        from: reaches.classes[from]?.[0] ?? '',
                        to: target(reaches, from, to),
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  cell,
  words,
  onClick,
}: {
  readonly cell: OverviewReaches['cells'][number] | undefined;
  readonly words: string;
  readonly onClick: () => void;
}): VNode | null {
  if (cell === undefined) return null;
  const text = `${words}: ${cell.traffic}${cell.verdict === 'unknown' ? ' (perhaps)' : ''}`;
  return (
    <button type="button" class={`cell ${cell.verdict}`} title={text} aria-label={text} onClick={onClick}>
      {cell.verdict === 'unknown' ? '?' : '✓'}
    </button>
  );
}

function className({ classes }: OverviewReaches, names: ReadonlyMap<string, string>, place: number): string {
  const ends = classes[place] ?? [];
  const [first = ''] = ends;
  const name = names.get(first) ?? first;
  return ends.length <= 1 ? name : `${name} and ${ends.length - 1} more`;
}

/** Of one class with itself, two different members are meant. */
function target({ classes }: OverviewReaches, from: number, to: number): string {
  const ends = classes[to] ?? [];
  return (from === to ? ends[1] : ends[0]) ?? '';
}
