/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { OverviewNode } from '../../../../server/src/protocol/networkRequests';
import type { Collapse } from './mapGraph';

/** What is chosen about a map. */
export interface MapChoices {
  readonly look: 'map' | 'matrix';
  readonly collapse: Collapse;
  readonly hidden: ReadonlySet<OverviewNode['kind']>;
  readonly isFacingOnly: boolean;
  readonly search: string;
  /** Undefined: as large as fits. */
  readonly zoom: number | undefined;
}

const collapses: readonly (readonly [Collapse, string])[] = [
  ['resource', 'every resource'],
  ['subnet', 'by subnet'],
  ['tier', 'by tier'],
];

const kinds: readonly (readonly [OverviewNode['kind'], string])[] = [
  ['workload', 'workloads'],
  ['dataStore', 'data stores'],
  ['loadBalancer', 'balancers'],
  ['endpoint', 'endpoints'],
  ['natGateway', 'NAT gateways'],
  ['internetGateway', 'internet gateways'],
  ['interface', 'interfaces'],
];

/** Search, filters, and how much is drawn as one. */
export function MapControls({
  choices,
  onChange,
  onFind,
  scale,
}: {
  readonly choices: MapChoices;
  readonly onChange: (choices: MapChoices) => void;
  /** Enter in the search: the first that was found. */
  readonly onFind: () => void;
  readonly scale: number;
}): VNode {
  const set = (change: Partial<MapChoices>): void => onChange({ ...choices, ...change });
  const toggle = (kind: OverviewNode['kind']): void => {
    const hidden = new Set(choices.hidden);
    if (!hidden.delete(kind)) hidden.add(kind);
    set({ hidden });
  };
  return (
    <div class="controls">
      <label>
        Search{' '}
        <input
          type="search"
          value={choices.search}
          onInput={(event) => set({ search: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onFind();
          }}
        />
      </label>
      <label>
        Show{' '}
        <select
          value={choices.look}
          onChange={(event) => set({ look: event.currentTarget.value === 'matrix' ? 'matrix' : 'map' })}
        >
          <option value="map">the map</option>
          <option value="matrix">the matrix</option>
        </select>
      </label>
      {choices.look === 'matrix' ? null : (
        <>
          <label>
            Group{' '}
            <select
              value={choices.collapse}
              onChange={(event) => {
                const chosen = collapses.find(([value]) => value === event.currentTarget.value);
                if (chosen !== undefined) set({ collapse: chosen[0], zoom: undefined });
              }}
            >
              {collapses.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          </label>
          <span class="zoom">
            <button
              type="button"
              class="tool"
              aria-label="Smaller"
              onClick={() => set({ zoom: Math.max(0.2, scale / 1.25) })}
            >
              −
            </button>
            <span>{Math.round(scale * 100)} %</span>
            <button
              type="button"
              class="tool"
              aria-label="Larger"
              onClick={() => set({ zoom: Math.min(4, scale * 1.25) })}
            >
              +
            </button>
          </span>
          <fieldset>
            <legend class="hidden">Kinds that are shown</legend>
            {kinds.map(([kind, text]) => (
              <label key={kind}>
                <input type="checkbox" checked={!choices.hidden.has(kind)} onChange={() => toggle(kind)} />{' '}
                {text}
              </label>
            ))}
            <label>
              <input
                type="checkbox"
                checked={choices.isFacingOnly}
                onChange={() => set({ isFacingOnly: !choices.isFacingOnly })}
              />{' '}
              only what faces the internet
            </label>
          </fieldset>
        </>
      )}
    </div>
  );
}
