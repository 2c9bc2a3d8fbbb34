import {
  EventEmitter,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type TreeDataProvider,
} from 'vscode';
import type { NetworkOverview, NetworkParams } from '../../../server/src/protocol/networkRequests';
import { isProblem, type Problem, type RootModule } from '../../../server/src/protocol/requests';
import { networkRows, type NetworkRow } from './networkRows';

/** The tree of what the roots of the workspace consist of. */
export interface NetworkView {
  /** The code of these roots has changed (undefined: of all). */
  refresh(roots: readonly string[] | undefined): void;
  dispose(): void;
}

export interface NetworkSource {
  roots(): Promise<readonly RootModule[]>;
  /** Rejects where the server does not answer. */
  overview(params: NetworkParams): Promise<NetworkOverview | Problem>;
}

/** Milliseconds: a tree need not follow every key. */
const pause = 400;

/** Registers the view; it asks when somebody looks, and again when the code has changed. */
export function registerNetworkView(source: NetworkSource): NetworkView {
  const changed = new EventEmitter<undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rowsOf = async (root: string): Promise<readonly NetworkRow[]> => {
    const found = await source.overview({ root, withReaches: true }).catch(() => undefined);
    return found === undefined || isProblem(found) ? [] : networkRows(found);
  };
  const provider: TreeDataProvider<NetworkRow> = {
    onDidChangeTreeData: changed.event,
    getChildren: async (parent) => {
      if (parent?.kind === 'root') return [...(await rowsOf(parent.root))];
      if (parent !== undefined) return [...parent.children];
      const roots = await source.roots().catch(() => []);
      const [only] = roots;
      if (only !== undefined && roots.length === 1) return [...(await rowsOf(only.id))];
      return roots.map((root): NetworkRow => ({
        kind: 'root',
        root: root.id,
        id: root.id,
        label: root.label,
        description: 'root module',
        icon: 'folder',
        children: [],
      }));
    },
    getTreeItem: networkItem,
  };
  const view = window.createTreeView('reachable.network', {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  return {
    refresh: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (view.visible) changed.fire(undefined);
      }, pause);
    },
    dispose: () => {
      clearTimeout(timer);
      view.dispose();
      changed.dispose();
    },
  };
}

function networkItem(row: NetworkRow): TreeItem {
  const hasChildren = row.kind === 'root' || row.children.length > 0;
  const item = new TreeItem(
    row.label,
    hasChildren
      ? row.kind === 'vpc' || row.kind === 'root'
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed
      : TreeItemCollapsibleState.None,
  );
  item.id = `${row.root} ${row.id}`;
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon);
  item.tooltip = `${row.label}: ${row.description}`;
  item.accessibilityInformation = { label: `${row.label}, ${row.description}` };
  item.contextValue = row.kind;
  if (row.origin !== undefined)
    item.command = { command: 'reachable.openLocation', title: 'Open', arguments: [row.origin] };
  return item;
}
