/** `commands/`: what each command does. This file has them all, by name; those that ask first have a file of their own. */
import { window, workspace, type Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { PublishedOrigin } from '../../../server/src/protocol/answer';
import type { ReachesParams } from '../../../server/src/protocol/reachRequests';
import type { OriginLocation, WhyParams } from '../../../server/src/protocol/requests';
import type { AnswerDocuments } from '../answers/answerDocuments';
import { answerUri } from '../answers/answerUri';
import {
  askLiveAccount,
  compareWithAccount,
  explainFlowRecord,
  saveSnapshot,
  type LiveParts,
} from '../aws/liveCommands';
import type { LiveAccounts } from '../aws/liveAccount';
import type { LiveTexts } from '../aws/liveTexts';
import type { CommandName } from '../commandNames';
import type { AnswerPanels } from '../panel/answerPanels';
import type { MapPanel } from '../panel/mapPanel';
import { openLocation, openOrigin } from '../panel/openOrigin';
import type { ReachesPanels } from '../panel/reachesPanels';
import { recentOf } from '../picker/recent';
import { pickRoot } from '../picker/root';
import { keyOf } from '../questions/askedQuestion';
import type { QuestionBook } from '../questions/questionBook';
import { isQuestion } from '../questions/questionStore';
import { atCursor, findEndpoints } from './endpoints';
import { pickReaches } from './reaches';
import { pickWhy } from './why';

/** What the commands work on. */
export interface CommandParts {
  readonly server: LanguageClient;
  readonly book: QuestionBook;
  readonly panels: AnswerPanels;
  readonly reaches: ReachesPanels;
  readonly map: MapPanel;
  readonly documents: AnswerDocuments;
  readonly restart: () => Promise<void>;
  readonly accounts: LiveAccounts;
  readonly texts: LiveTexts;
  /** Where a snapshot is offered to be saved: outside the workspace. */
  readonly snapshots: Uri;
}

/** Every command, by name. The argument is what was clicked, or what another part of the extension gives. */
export function commandTable(
  parts: CommandParts,
): Readonly<Record<CommandName, (argument: unknown) => unknown>> {
  const { server, book, panels, reaches, map, documents, restart, accounts, texts } = parts;
  const open = async (question: WhyParams): Promise<void> => {
    void book.ask(question);
    if (workspace.getConfiguration('reachable').get('answers.openAs') === 'text')
      await documents.show(answerUri(question));
    else panels.show(question);
  };
  const list = (params: ReachesParams | undefined): void => {
    if (params !== undefined) reaches.show(params);
  };
  const withQuestion = (argument: unknown, act: (question: WhyParams) => unknown): unknown => {
    const question = questionIn(argument) ?? panels.active() ?? book.latest()?.question;
    if (question !== undefined) return act(question);
    return window.showInformationMessage(
      'Reachable: nothing was asked yet. Run "Reachable: Why Can\'t X Reach Y?".',
    );
  };
  const askIn = async (root?: string): Promise<void> => {
    const recent = recentOf(() => book.list().map(({ question }) => question));
    const question = await pickWhy(server, recent, root);
    if (question !== undefined) await open(question);
  };
  const live: LiveParts = { server, accounts, texts, askIn, open };
  return {
    why: () => askIn(),
    whoCanReachThis: async (clicked) => list(await pickReaches(server, 'to', clicked)),
    whatCanThisReach: async (clicked) => list(await pickReaches(server, 'from', clicked)),
    showMap: (clicked) => showMap(server, map, clicked),
    openLastAnswer: () => withQuestion(book.latest()?.question, open),
    openAnswer: (question) => withQuestion(question, open),
    openAnswerAsText: (question) => withQuestion(question, (one) => documents.show(answerUri(one))),
    askAgain: (question) => withQuestion(question, open),
    pinQuestion: (question) => withQuestion(question, (one) => book.pin(keyOf(one), true)),
    unpinQuestion: (question) => withQuestion(question, (one) => book.pin(keyOf(one), false)),
    removeQuestion: (question) => withQuestion(question, (one) => book.remove(keyOf(one))),
    // Only rows of our own views run these two, with what we gave them.
    openOrigin: (origin) => openOrigin(origin as PublishedOrigin),
    openLocation: (location) => openLocation(location as OriginLocation),
    selectAccount: () => accounts.select(),
    addAccount: () => accounts.add(),
    refreshAccount: () => accounts.refresh(),
    askLiveAccount: (question) =>
      askLiveAccount(live, questionIn(question) ?? panels.active() ?? book.latest()?.question),
    compareWithAccount: () => compareWithAccount(live),
    saveSnapshot: () => saveSnapshot(live, parts.snapshots),
    explainFlowRecord: () => explainFlowRecord(live),
    restartServer: restart,
  };
}

async function showMap(server: LanguageClient, map: MapPanel, clicked: unknown): Promise<void> {
  const root: unknown =
    typeof clicked === 'object' && clicked !== null ? Reflect.get(clicked, 'root') : undefined;
  if (typeof root === 'string') return map.show(root);
  const found = await findEndpoints(server, atCursor());
  if (found === undefined) return;
  const picked = found.roots.length === 1 ? found.root : await pickRoot(found, 'Show Network Map', 1);
  if (picked !== undefined) map.show(picked);
}

/** The question of a row of the view, or the question itself. */
function questionIn(argument: unknown): WhyParams | undefined {
  if (isQuestion(argument)) return argument;
  const own: unknown =
    typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'question') : undefined;
  return isQuestion(own) ? own : undefined;
}
