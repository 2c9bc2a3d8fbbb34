import { commands, env, type LogOutputChannel, type Uri, type WebviewPanel } from 'vscode';
import { isProblem, type WhyParams } from '../../../server/src/protocol/requests';
import { keyOf, questionInWords } from '../questions/askedQuestion';
import type { QuestionBook } from '../questions/questionBook';
import { isQuestion } from '../questions/questionStore';
import type { PageMessage } from '../webview/messages';
import { applyChange } from './applyChange';
import { fillPanel, openPanel, type PagePanel } from './pagePanel';

/** The panels that show answers. */
export interface AnswerPanels {
  /** Shows a question's answer: in its own panel where it has one, else in the one whose question nobody has pinned. */
  show(question: WhyParams): void;
  isShown(key: string): boolean;
  /** The question of the panel that has the focus. */
  active(): WhyParams | undefined;
  /** Something about a question has changed. */
  repaint(key: string): void;
  /** The server has come or gone. */
  setServerRunning(isRunning: boolean): void;
  /** Fills a panel that was open when the window was reloaded. */
  restore(panel: WebviewPanel, state: unknown): void;
}

export interface AnswerPanelsOptions {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  readonly openText: (question: WhyParams) => Promise<void>;
}

/** The type of the webview; a panel that survives a reload is known by it. */
const viewType = 'reachable.answer';

/** Takes a question, and asks it of an account. */
const askLive = 'reachable.askLiveAccount';

interface Open {
  question: WhyParams;
  readonly page: PagePanel;
}

/** Makes the panels. */
export function createAnswerPanels(book: () => QuestionBook, options: AnswerPanelsOptions): AnswerPanels {
  const open = new Set<Open>();
  let isServerRunning = true;
  let canAskLive = false;

  const paint = (one: Open): void => {
    const key = keyOf(one.question);
    const asked = book().get(key);
    one.page.panel.title = questionInWords(one.question);
    one.page.show({
      kind: 'answer',
      question: one.question,
      result: asked?.result,
      news: asked?.news,
      isPinned: asked?.isPinned ?? false,
      isServerRunning,
      canAskLive,
    });
  };
  const repaint = (isMeant: (one: Open) => boolean): void => {
    for (const one of open) if (isMeant(one)) paint(one);
  };
  void commands.getCommands(true).then((all) => {
    canAskLive = all.includes(askLive);
    repaint(() => canAskLive);
  });
  const fill = (panel: WebviewPanel, question: WhyParams): Open => {
    const one: Open = {
      question,
      page: fillPanel(panel, { ...options, onMessage: (message) => void follow(message, one.question) }),
    };
    open.add(one);
    panel.onDidDispose(() => open.delete(one));
    paint(one);
    return one;
  };
  const follow = async (message: PageMessage, question: WhyParams): Promise<void> => {
    const key = keyOf(question);
    switch (message.kind) {
      case 'apply':
        return applyChange(book(), key, message.index, message.title);
      case 'askAgain':
        book().tell(key, undefined);
        await book().again(key);
        return;
      case 'togglePin':
        return book().pin(key, book().get(key)?.isPinned !== true);
      case 'copyMarkdown': {
        const result = book().get(key)?.result;
        if (result !== undefined && !isProblem(result)) await env.clipboard.writeText(result.markdown);
        return;
      }
      case 'openText':
        return options.openText(question);
      case 'askLive':
        await commands.executeCommand(askLive, question);
        return;
      default:
    }
  };
  const titled = (title: string): WhyParams | undefined =>
    book()
      .list()
      .find(({ question }) => questionInWords(question) === title)?.question;
  const reusable = (): Open | undefined =>
    [...open].find(({ question }) => book().get(keyOf(question))?.isPinned !== true);

  return {
    show: (question) => {
      const key = keyOf(question);
      const own = [...open].find((one) => keyOf(one.question) === key);
      const one = own ?? reusable();
      if (one === undefined) {
        fill(openPanel(viewType, questionInWords(question), false), question);
        return;
      }
      one.question = question;
      paint(one);
      one.page.panel.reveal(undefined, false);
    },
    isShown: (key) => [...open].some(({ question, page }) => page.panel.visible && keyOf(question) === key),
    active: () => [...open].find(({ page }) => page.panel.active)?.question,
    repaint: (key) => repaint(({ question }) => keyOf(question) === key),
    setServerRunning: (isRunning) => {
      isServerRunning = isRunning;
      repaint(() => true);
    },
    restore: (panel, state) => {
      const kept: unknown =
        typeof state === 'object' && state !== null ? Reflect.get(state, 'question') : undefined;
      // A page that was never painted has kept nothing: its title tells.
      const question = isQuestion(kept) ? kept : titled(panel.title);
      if (question === undefined) {
        panel.dispose();
        return;
      }
      fill(panel, question);
      const key = keyOf(question);
      // A server that is still starting gets the question once it has started.
      void (book().get(key) === undefined ? book().ask(question) : book().again(key));
    },
  };
}
