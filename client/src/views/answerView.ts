import {
  Disposable,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type TreeDataProvider,
} from 'vscode';
import { keyOf } from '../questions/askedQuestion';
import type { QuestionBook } from '../questions/questionBook';
import { answerRows, type AnswerRow } from './answerRows';

/** The last answer as a native tree: for those who find their way by keyboard and screen reader. */
export function registerAnswerView(book: QuestionBook): Disposable {
  const changed = new EventEmitter<undefined>();
  const provider: TreeDataProvider<AnswerRow> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => {
      if (parent !== undefined) return [...parent.children];
      const latest = book.latest();
      return latest === undefined ? [] : [...answerRows(latest)];
    },
    getTreeItem: answerItem,
  };
  const view = window.createTreeView('reachable.answerTree', { treeDataProvider: provider });
  const listening = book.onDidChange((key) => {
    const latest = book.latest();
    if (latest === undefined || keyOf(latest.question) === key) changed.fire(undefined);
  });
  return Disposable.from(listening, view, changed);
}

const tones = {
  good: 'testing.iconPassed',
  bad: 'testing.iconFailed',
  doubtful: 'editorWarning.foreground',
} as const;

function answerItem(row: AnswerRow): TreeItem {
  const item = new TreeItem(
    row.label,
    row.children.length === 0
      ? TreeItemCollapsibleState.None
      : row.isOpen
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed,
  );
  item.iconPath = new ThemeIcon(
    row.icon,
    row.tone === undefined ? undefined : new ThemeColor(tones[row.tone]),
  );
  item.tooltip = row.label;
  item.accessibilityInformation = { label: row.words };
  if (row.origin !== undefined)
    item.command = { command: 'reachable.openOrigin', title: 'Open', arguments: [row.origin] };
  return item;
}
