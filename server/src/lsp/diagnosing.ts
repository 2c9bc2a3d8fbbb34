import type { Connection } from 'vscode-languageserver';
import { changedNotification } from '../protocol/networkRequests';
import type { Finding } from '../rules/rule';
import type { Workspace } from '../workspace/workspace';
import type { Analysis } from './analysis';
import type { Faults } from './faults';
import type { OpenDocuments } from './openDocuments';
import { createPublisher } from './publisher';
import { createSchedule } from './schedule';
import { uriOf } from './uris';

/** What the other parts of the server work with, once the grammar is loaded and the client has initialized. */
export interface Ready {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
}

/** Keeps the diagnostics of open documents' roots up to date. */
export interface Diagnosing {
  /** Does something to the workspace, in the order of the messages; tells the client which roots it affects, and diagnoses them. */
  apply(change: (workspace: Workspace) => readonly string[]): void;
  /** Diagnoses every root again: the settings have changed. */
  again(): void;
}

export function createDiagnosing(
  connection: Connection,
  documents: OpenDocuments,
  ready: Promise<Ready>,
  faults: Faults,
  diagnosed: () => void,
): Diagnosing {
  const publisher = createPublisher(
    (uri, diagnostics, version) =>
      void connection.sendDiagnostics({
        uri,
        diagnostics: [...diagnostics],
        ...(version === undefined ? {} : { version }),
      }),
    documents.toUri,
    documents.versionOf,
  );
  const tell = (error: unknown): void =>
    connection.console.error(
      `Diagnostics: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );

  const publish = (analysis: Analysis, root: string, findings: readonly Finding[]): void => {
    const open = documents.paths().filter((path) => analysis.rootsOf(path).includes(root));
    publisher.update(root, findings, open);
  };
  const diagnose = async (root: string, isStale: () => boolean): Promise<void> => {
    const { analysis } = await ready;
    let findings: readonly Finding[] | undefined;
    try {
      findings = await analysis.findings(root, isStale);
    } catch (error) {
      faults.tell(root, error);
      // What was found before may be wrong by now.
      publish(analysis, root, []);
      return;
    }
    if (findings === undefined || isStale()) return;
    faults.well(root);
    publish(analysis, root, findings);
    diagnosed();
  };
  const schedule = createSchedule<string>((root, isStale) => diagnose(root, isStale).catch(tell));

  let watched: ReadonlySet<string> = new Set();
  const review = (analysis: Analysis, affected: readonly string[]): void => {
    if (affected.length > 0)
      void connection.sendNotification(changedNotification, { roots: affected.map(uriOf) });
    const wanted = new Set(documents.paths().flatMap((path) => analysis.rootsOf(path)));
    for (const root of watched) {
      if (wanted.has(root)) continue;
      schedule.cancel(root);
      publisher.forget(root);
    }
    const news = [...wanted].filter((root) => !watched.has(root));
    watched = wanted;
    for (const root of new Set([...news, ...affected])) if (wanted.has(root)) schedule.request(root);
  };
  const apply = (change: (workspace: Workspace) => readonly string[]): void => {
    ready.then(({ workspace, analysis }) => review(analysis, change(workspace))).catch(tell);
  };
  return { apply, again: () => apply(() => [...watched]) };
}
