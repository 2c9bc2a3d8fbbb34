/** `views/`: the container in the activity bar. Each file is one tree. */
import {
  Disposable,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  window,
  type TreeDataProvider,
} from 'vscode';
import { isProblem } from '../../../server/src/protocol/requests';
import { keyOf, questionInWords, trafficInWords, type AskedQuestion } from '../questions/askedQuestion';
import type { QuestionBook } from '../questions/questionBook';

/** The questions that were asked and pinned, each with its verdict. */
export function registerQuestionsView(book: QuestionBook): Disposable {
  const changed = new EventEmitter<undefined>();
  const provider: TreeDataProvider<AskedQuestion> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => (parent === undefined ? [...book.list()] : []),
    getTreeItem: questionItem,
  };
  const view = window.createTreeView('reachable.questions', { treeDataProvider: provider });
  const listening = book.onDidChange(() => changed.fire(undefined));
  // What was asked in an earlier window is asked again once somebody looks.
  const seeing = view.onDidChangeVisibility(({ visible }) => {
    if (!visible) return;
    for (const { question, result } of book.list())
      if (result === undefined) void book.again(keyOf(question));
  });
  return Disposable.from(listening, seeing, view, changed);
}

const shown = {
  reachable: { icon: 'pass', color: 'testing.iconPassed', word: 'reachable' },
  blocked: { icon: 'error', color: 'testing.iconFailed', word: 'blocked' },
  unknown: { icon: 'question', color: 'editorWarning.foreground', word: 'unknown' },
} as const;

/** A question as a row: verdict by icon and word, ends, traffic. */
export function questionItem(asked: AskedQuestion): TreeItem {
  const { question, verdict, result, isPinned } = asked;
  const item = new TreeItem(questionInWords(question));
  const problem = result !== undefined && isProblem(result) ? result.problem : undefined;
  const { icon, color, word } =
    verdict === undefined
      ? { icon: 'circle-outline', color: 'foreground', word: 'not answered yet' }
      : shown[verdict];
  const state = problem === undefined ? word : 'no answer';
  item.id = keyOf(question);
  item.description = [state, trafficInWords(question), isPinned ? 'pinned' : '']
    .filter((part) => part !== '')
    .join(' · ');
  item.iconPath =
    problem === undefined ? new ThemeIcon(icon, new ThemeColor(color)) : new ThemeIcon('warning');
  item.tooltip =
    problem ??
    (result !== undefined && !isProblem(result) ? result.answerJson.summary : questionInWords(question));
  item.accessibilityInformation = { label: `${questionInWords(question)}, ${item.description}` };
  item.contextValue = isPinned ? 'pinnedQuestion' : 'question';
  item.command = { command: 'reachable.openAnswer', title: 'Open', arguments: [question] };
  return item;
}
