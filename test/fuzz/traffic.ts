import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver-protocol/node';
import { startServer, uriOfName, type TestServer } from '../protocol/support/server';
import type { Dice } from '../support/randomNetwork/dice';
import type { Fuzzer } from './fuzzer';
import { drawMessage, drawQuestion, type Message, type Vocabulary } from './messages';
import { mutateJson, type Json } from './mutations';

/** A server in use, and what is known to speak of. */
interface Session {
  readonly server: TestServer;
  readonly about: Vocabulary & { readonly lenses: Json[]; readonly items: Json[] };
  /** The URIs that were named in anything. */
  readonly uris: Set<string>;
  /** Requests that nobody has answered yet, by what they asked. */
  readonly waiting: Map<Promise<void>, string>;
}

/** Milliseconds after which something counts as never answered. */
const patience = 15_000;

/** A client that talks nonsense, to a real server over two streams. */
export const trafficFuzzers: readonly Fuzzer[] = [
  {
    name: 'traffic-in-any-order',
    round: async (dice) => {
      const session = await start(dice);
      const count = await talk(session, dice, 120, drawMessage);
      await settled(session);
      assert.deepEqual(session.server.errors, [], 'nothing is a fault of the server');
      await speaksLikeNew(session);
      return count;
    },
  },
  {
    name: 'traffic-malformed',
    round: async (dice) => {
      const session = await start(dice);
      const count = await talk(session, dice, 120, drawMalformed);
      await settled(session);
      await speaksLikeNew(session);
      return count;
    },
  },
  {
    name: 'traffic-at-once',
    round: async (dice) => {
      const session = await start(dice);
      const count = await flood(session, dice, 2_000);
      assert.deepEqual(session.server.errors, [], 'nothing is a fault of the server');
      await speaksLikeNew(session);
      return count;
    },
  },
];

/** So many requests before the server can read the first; half of them are called off. Waits for every answer. */
async function flood(session: Session, dice: Dice, count: number): Promise<number> {
  for (let each = 0; each < count; each += 1) {
    send(session, drawQuestion(dice, session.about), dice.chance(50) ? 'at once' : undefined);
  }
  await settled(session);
  return count;
}

/** A message whose parameters are not what the protocol says. */
function drawMalformed(dice: Dice, about: Vocabulary): Message {
  if (dice.chance(3)) return again;
  const message = drawMessage(dice, about);
  if (dice.chance(30)) return message;
  const params = dice.chance(25)
    ? dice.pick<Json>([null, [], {}, 7, 'x', [[]], true])
    : mutateJson(dice, message.params, dice.pick([10, 40]));
  return { ...message, params };
}

/** As it is: a process that is not there ends the server, and rightly so. */
const again: Message = {
  kind: 'request',
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null },
};

const systems = join(__dirname, '../fixtures/systems');

/** A workspace of two systems, each a root of its own. */
async function start(dice: Dice): Promise<Session> {
  const texts = new Map(
    ['a', 'b'].flatMap((folder) => {
      const system = join(systems, dice.pick(readdirSync(systems)));
      return readdirSync(system)
        .filter((name) => name.endsWith('.tf') && name !== 'versions.tf')
        .map((name) => [`${folder}/${name}`, readFileSync(join(system, name), 'utf8')] as const);
    }),
  );
  const server = await newServer(texts);
  const ends = new Set([...texts.values()].flatMap((text) => addressesIn(text)));
  const about = { texts, roots: ['a', 'b'], ends: [...ends], lenses: [], items: [] };
  return { server, about, uris: new Set(), waiting: new Map() };
}

function newServer(texts: ReadonlyMap<string, string>): Promise<TestServer> {
  return startServer({
    files: [...texts].map(([name, text]) => `--- ${name}\n${text}`).join('\n'),
    capabilities: { workspace: { workspaceFolders: true } },
  });
}

function addressesIn(text: string): string[] {
  return [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map(
    ([, type = '', name = '']) => `${type}.${name}`,
  );
}

/** Sends so many messages, with a pause for the server here and there. */
async function talk(
  session: Session,
  dice: Dice,
  count: number,
  draw: (dice: Dice, about: Vocabulary) => Message,
): Promise<number> {
  for (let each = 0; each < count; each += 1) {
    send(session, draw(dice, session.about), dice.pick([undefined, undefined, 'at once', 'later']));
    if (dice.chance(10)) await new Promise(setImmediate);
  }
  return count;
}

/** Sends a message; the answer, or the refusal, takes it off the list of those that wait. */
function send(session: Session, { kind, method, params }: Message, calledOff?: 'at once' | 'later'): void {
  for (const [uri] of JSON.stringify(params).matchAll(/(?<=")(file|untitled):[^"\\]*/g))
    session.uris.add(uri);
  const { connection } = session.server;
  if (kind === 'notification') {
    void connection.sendNotification(method, params);
    return;
  }
  const source = new CancellationTokenSource();
  const answered = connection.sendRequest(method, params, source.token).then(
    (result: unknown) => remember(session, method, result),
    (refusal: unknown) => {
      // Anything but a refusal is an error of the connection.
      if (!(refusal instanceof ResponseError)) throw refusal;
    },
  );
  const done = answered.finally(() => session.waiting.delete(done));
  session.waiting.set(done, `${method} ${JSON.stringify(params)}`);
  if (calledOff === 'at once') source.cancel();
  if (calledOff === 'later') setImmediate(() => source.cancel());
}

function remember({ about }: Session, method: string, result: unknown): void {
  const list = Array.isArray(result) ? (result as Json[]) : [];
  if (method === 'textDocument/codeLens') about.lenses.push(...list.slice(0, 3));
  if (method === 'textDocument/prepareCallHierarchy') about.items.push(...list.slice(0, 3));
}

async function settled({ waiting }: Session): Promise<void> {
  const count = waiting.size;
  await inTime(
    Promise.all(waiting.keys()),
    () => `${waiting.size} of ${count} requests have no answer, such as ${[...waiting.values()][0] ?? ''}`,
  );
}

/** What is promised; an exception where it takes too long. */
async function inTime<T>(promised: Promise<T>, otherwise: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(otherwise()));
    }, patience);
  });
  return Promise.race([promised, late]).finally(() => clearTimeout(timer));
}

/** With everything closed and all as it was, the server says what one says that has just been started. Stops it. */
async function speaksLikeNew({ server, about, uris }: Session): Promise<void> {
  const { connection } = server;
  for (const uri of uris)
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { reachable: {} } });
  const folders = ['', ...about.roots, 'elsewhere'].map((name) => ({ uri: uriOfName(name), name: 'one' }));
  await connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: folders.slice(0, 1), removed: folders },
  });
  const fresh = await newServer(about.texts);
  const [name = ''] = about.texts.keys();
  const said = await inTime(
    everything(server, name),
    () => `the server says no more: ${server.errors.join()}`,
  );
  const expected = await everything(fresh, name);
  await Promise.all([server.stop(), fresh.stop()]);
  assert.deepEqual(said, expected, 'what it says is what a server says that has just been started');
}

const wholeFile = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

async function everything(server: TestServer, name: string): Promise<unknown> {
  await server.open(name);
  const actions = await server.codeActions(name, wholeFile);
  const textDocument = { uri: uriOfName(name) };
  return {
    actions,
    diagnostics: await server.diagnostics(name),
    lenses: await server.connection.sendRequest('textDocument/codeLens', { textDocument }),
    hints: await server.connection.sendRequest('textDocument/inlayHint', { textDocument, range: wholeFile }),
    endpoints: await server.connection.sendRequest('reachable/endpoints', { root: uriOfName('a') }),
  };
}
