import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
} from 'vscode-languageserver-protocol';
import { plain } from '../explain/escape';
import { componentOf } from '../explain/pages/page';
import { whoReaches, whomReaches, type ReachSummary } from '../explain/reachSummary';
import { trafficList } from '../explain/summary';
import type { ComponentKind, Id } from '../network/model';
import type { Reach, ReachEnd } from '../reachability/index';
import { resourceHeader } from '../rules/groupRules';
import type { Range } from '../util/text';
import { valueAt } from './hovers/value';
import { resourcesAt, type Cursor, type ToUri } from './locations';
import type { Model } from './model';

/** Which root and end an item stands for. */
export interface HierarchyData {
  /** The root's folder. */
  readonly root: string;
  readonly end: string;
}

/** What can be one end of a connection, and what editors show it as. */
const symbols: Readonly<Partial<Record<ComponentKind, SymbolKind>>> = {
  workloads: SymbolKind.Object,
  loadBalancers: SymbolKind.Interface,
  endpoints: SymbolKind.Event,
  securityGroups: SymbolKind.Class,
  subnets: SymbolKind.Module,
};

/** The ends at a cursor: what a reference under it refers to, else the resource around it, each instance one. */
export function hierarchyAt(model: Model, cursor: Cursor, toUri: ToUri): readonly CallHierarchyItem[] {
  const { configuration } = model;
  if (configuration === undefined) return [];
  const referred = (valueAt([model], cursor)?.values ?? []).flatMap((value) =>
    value.kind === 'reference' ? [value.address] : [],
  );
  const around = resourcesAt(configuration, cursor).map(({ address }) => address);
  const items = (addresses: readonly string[]): CallHierarchyItem[] =>
    [...new Set(addresses)].flatMap((address) => itemOf(model, address, toUri) ?? []);
  const there = items(referred);
  return there.length > 0 ? there : items(around);
}

/** Who can reach an end: each with the traffic. */
export function incomingCalls(
  model: Model,
  item: CallHierarchyItem,
  end: string,
  toUri: ToUri,
): readonly CallHierarchyIncomingCall[] {
  return reachesOf(whoReaches(model.index(), end)).map((reach) => {
    const from = reachItem(model, reach, item, toUri);
    return { from, fromRanges: [from.selectionRange] };
  });
}

/** Whom an end can reach. */
export function outgoingCalls(
  model: Model,
  item: CallHierarchyItem,
  end: string,
  toUri: ToUri,
): readonly CallHierarchyOutgoingCall[] {
  return reachesOf(whomReaches(model.index(), end)).map((reach) => ({
    to: reachItem(model, reach, item, toUri),
    fromRanges: [item.selectionRange],
  }));
}

function reachesOf(summary: ReachSummary | undefined): readonly Reach[] {
  return summary === undefined ? [] : [...summary.outside, ...summary.sure, ...summary.unsure];
}

/** An end with its traffic; the internet, which is written nowhere, stands where the other end does. */
function reachItem(model: Model, reach: Reach, other: CallHierarchyItem, toUri: ToUri): CallHierarchyItem {
  const { end, traffic, verdict, unknowns } = reach;
  const [cause] = unknowns;
  const hangs = cause === undefined ? '' : `, hangs on ${plain(cause.value)}`;
  const words = trafficList(traffic);
  const detail = verdict === 'reachable' ? words : `unknown: ${words}${hangs}`;
  const own = itemOf(model, ownerOf(model, end), toUri);
  if (own !== undefined) return { ...own, name: plain(end.name), detail };
  return {
    name: end.kind === 'internet' ? 'the internet' : plain(end.name),
    kind: SymbolKind.Namespace,
    detail,
    uri: other.uri,
    range: other.range,
    selectionRange: other.selectionRange,
    data: dataOf(model, end.id),
  };
}

function ownerOf(model: Model, { id }: ReachEnd): Id {
  return model.network().interfaces.get(id)?.owner ?? id;
}

function itemOf(model: Model, id: Id, toUri: ToUri): CallHierarchyItem | undefined {
  const network = model.network();
  const found = componentOf(network, id);
  const component = found?.component ?? network.interfaces.get(id);
  const kind = found === undefined ? SymbolKind.Object : symbols[found.kind];
  const origin = component?.origin;
  if (component === undefined || kind === undefined || origin === undefined || !('file' in origin))
    return undefined;
  return {
    name: plain(component.name),
    kind,
    uri: toUri(origin.file),
    range: origin.range,
    selectionRange: headerOf(model, id) ?? origin.range,
    data: dataOf(model, id),
  };
}

function headerOf({ configuration }: Model, id: Id): Range | undefined {
  const resource = configuration?.byAddress.get(id);
  return resource === undefined ? undefined : configuration?.locate(resourceHeader(resource))?.range;
}

function dataOf({ configuration }: Model, end: string): HierarchyData {
  return { root: configuration?.root ?? '', end };
}

/** Reads what an item brought back; undefined for one that is not ours. */
export function hierarchyData(data: unknown): HierarchyData | undefined {
  if (typeof data !== 'object' || data === null || !('root' in data) || !('end' in data)) return undefined;
  const { root, end } = data;
  return typeof root === 'string' && typeof end === 'string' ? { root, end } : undefined;
}
