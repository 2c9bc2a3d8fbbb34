import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CodeActionRequest,
  CodeLensRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  FileChangeType,
  HoverRequest,
  InlayHintRequest,
  type Position,
} from 'vscode-languageserver-protocol';
import { changedNotification } from '../../server/src/protocol/networkRequests';
import { isProblem, whyRequest } from '../../server/src/protocol/requests';
import type { ServerProcess } from '../bench/serverProcess';

/** What somebody who edits waits for, in milliseconds each time. */
export interface Waits {
  readonly keys: number[];
  readonly requests: number[];
  readonly questions: number[];
}

/** The workspace that is edited: one file of many in each of many roots. */
export interface Place {
  readonly folder: string;
  readonly roots: number;
  /** Files of a root that are edited in turn. */
  readonly files: number;
}

const rule = `  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
`;
/** What the rule is typed behind. */
const anchor = '  vpc_id      = aws_vpc.main.id\n';
/** Milliseconds between two keys. */
const rhythm = 25;
const openAtOnce = 4;

/**
 * Somebody who types a rule into one file after the other, letter by letter, takes it back, saves now and then, and keeps
 * asking; each call is one visit to one file. All files are in the end as they were.
 */
export function typist(
  server: ServerProcess,
  { folder, roots, files }: Place,
): (waits: Waits) => Promise<void> {
  const opened: string[] = [];
  const versions = new Map<string, number>();
  const question = keepAsking(server);
  let visit = 0;

  const change = async (file: string, from: Position, to: Position, text: string): Promise<number> => {
    const version = (versions.get(file) ?? 1) + 1;
    versions.set(file, version);
    const told = server.diagnostics(file, (found) => found.version === version);
    const start = performance.now();
    void server.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: server.uri(file), version },
      contentChanges: [{ range: { start: from, end: to }, text }],
    });
    await told;
    return performance.now() - start;
  };
  const save = (file: string, text: string): void => {
    writeFileSync(join(folder, file), text);
    void server.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: server.uri(file), type: FileChangeType.Changed }],
    });
  };
  const show = async (file: string): Promise<void> => {
    if (opened.includes(file)) return;
    const told = server.diagnostics(file, () => true);
    server.open(file);
    versions.set(file, 1);
    opened.push(file);
    await told;
    const oldest = opened.length > openAtOnce ? opened.shift() : undefined;
    if (oldest === undefined) return;
    void server.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: server.uri(oldest) },
    });
  };
  const look = async (file: string, position: Position): Promise<void> => {
    const { connection } = server;
    const textDocument = { uri: server.uri(file) };
    const range = { start: { line: 0, character: 0 }, end: position };
    await connection.sendRequest(HoverRequest.type, { textDocument, position });
    await connection.sendRequest(CodeLensRequest.type, { textDocument });
    await connection.sendRequest(InlayHintRequest.type, { textDocument, range });
    await connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
  };

  return async (waits) => {
    const root = (visit * 37) % roots;
    const file = `root_${root}/service_${visit % files}.tf`;
    visit += 1;
    await show(file);
    question.about(root, visit % files, waits.questions);
    const text = server.text(file);
    const start = {
      line: text.slice(0, text.indexOf(anchor) + anchor.length).split('\n').length - 1,
      character: 0,
    };
    let at: Position = start;
    for (const [index, letter] of rule.split(/(?:)/u).entries()) {
      waits.keys.push(await change(file, at, at, letter));
      at = letter === '\n' ? { line: at.line + 1, character: 0 } : { ...at, character: at.character + 1 };
      if (index % 12 === 0) {
        const before = performance.now();
        await look(file, at);
        waits.requests.push(performance.now() - before);
      }
      await new Promise((resolve) => setTimeout(resolve, rhythm));
    }
    if (visit % 3 === 0) save(file, text.replace(anchor, anchor + rule));
    await change(file, start, at, '');
    if (visit % 3 === 0) save(file, text);
  };
}

/** A question that is asked anew whenever the server says that its root has changed, as the panel does. */
function keepAsking(server: ServerProcess): {
  about(root: number, service: number, waits: number[]): void;
} {
  let asked: { readonly root: string; readonly to: string; readonly waits: number[] } | undefined;
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (asked === undefined || isAsking) return;
    isAsking = true;
    const { root, to, waits } = asked;
    const start = performance.now();
    const answer = await server.connection.sendRequest(whyRequest, { root, from: 'internet', to });
    waits.push(performance.now() - start);
    isAsking = false;
    if (isProblem(answer)) throw new Error(answer.problem);
  };
  server.connection.onNotification(changedNotification, ({ roots }) => {
    if (asked !== undefined && roots.includes(asked.root)) void ask();
  });
  return {
    about: (root, service, waits) => {
      asked = { root: server.uri(`root_${root}`), to: `aws_security_group.service_${service}`, waits };
      void ask();
    },
  };
}
