import type { Dice } from '../support/randomNetwork/dice';
import { uriOfName } from '../protocol/support/server';
import { cut, type Json } from './mutations';

/** Something that a client sends. */
export interface Message {
  readonly kind: 'request' | 'notification';
  readonly method: string;
  readonly params: Json;
}

/** What a client that makes no sense may speak of. */
export interface Vocabulary {
  /** The files of the workspace, and what is in them, below the fixture's root. */
  readonly texts: ReadonlyMap<string, string>;
  /** The folders of its root modules. */
  readonly roots: readonly string[];
  /** Ends of questions. */
  readonly ends: readonly string[];
  /** What the server has sent to be sent back: lenses and items of the call hierarchy. */
  readonly lenses: readonly Json[];
  readonly items: readonly Json[];
}

type Draw = (dice: Dice, about: Vocabulary) => Message;

const request = (method: string, params: Json): Message => ({ kind: 'request', method, params });
const notify = (method: string, params: Json): Message => ({ kind: 'notification', method, params });

/**
 * A message that the protocol's types allow, though no client in its right mind sends it: about documents that are not
 * open, or not there, with versions that go back, at positions behind the end, in any order.
 */
export function drawMessage(dice: Dice, about: Vocabulary): Message {
  const draw = dice.chance(45) ? dice.pick(notifications) : dice.pick(requests);
  return draw(dice, about);
}

/** A request that asks something of the workspace's text, as editors send them by the thousand. */
export function drawQuestion(dice: Dice, about: Vocabulary): Message {
  return dice.pick(requests)(dice, about);
}

const notifications: readonly Draw[] = [
  (dice, about) => {
    const name = nameOf(dice, about);
    return notify('textDocument/didOpen', {
      textDocument: {
        uri: uriOf(dice, name),
        languageId: dice.pick(['terraform', 'opentofu', 'plaintext', '']),
        version: versionOf(dice),
        text: textOf(dice, about, name),
      },
    });
  },
  (dice, about) => change(dice, about),
  (dice, about) => change(dice, about),
  (dice, about) => change(dice, about),
  (dice, about) =>
    notify('textDocument/didClose', { textDocument: { uri: uriOf(dice, nameOf(dice, about)) } }),
  (dice, about) =>
    notify('textDocument/didSave', { textDocument: { uri: uriOf(dice, nameOf(dice, about)) } }),
  (dice, about) =>
    notify('workspace/didChangeWatchedFiles', {
      changes: Array.from({ length: dice.below(4) }, () => ({
        uri: uriOf(dice, nameOf(dice, about)),
        type: dice.pick([1, 2, 3]),
      })),
    }),
  (dice) =>
    notify('workspace/didChangeConfiguration', {
      settings: dice.pick<Json>([
        null,
        {},
        { reachable: null },
        { reachable: { rules: { profile: dice.pick(['strict', 'default', 'none']) } } },
        { reachable: { rules: { 'sg-open-to-internet': 'off' }, inlayHints: { enabled: false } } },
        { reachable: { codeLens: 7 } },
      ]),
    }),
  (dice, about) => {
    const folder = { uri: uriOfName(dice.pick([...about.roots, 'elsewhere'])), name: 'one' };
    return notify('workspace/didChangeWorkspaceFolders', {
      event: dice.chance(50) ? { added: [folder], removed: [] } : { added: [], removed: [folder] },
    });
  },
  (dice) => notify('$/cancelRequest', { id: dice.pick<Json>([0, 1, 5, 99_999, 'none']) }),
  (dice) => notify(dice.pick(['$/setTrace', 'reachable/nobody', '$/progress']), { value: 'off' }),
];

const requests: readonly Draw[] = [
  (dice, about) => request('textDocument/hover', place(dice, about)),
  (dice, about) => request('textDocument/hover', place(dice, about)),
  (dice, about) => request('textDocument/codeAction', { ...span(dice, about), context: { diagnostics: [] } }),
  (dice, about) => request('textDocument/inlayHint', span(dice, about)),
  (dice, about) =>
    request('textDocument/codeLens', { textDocument: { uri: uriOf(dice, nameOf(dice, about)) } }),
  (dice, about) =>
    request('codeLens/resolve', about.lenses.length > 0 ? dice.pick(about.lenses) : { range: zero }),
  (dice, about) => request('textDocument/prepareCallHierarchy', place(dice, about)),
  (dice, about) =>
    request(dice.pick(['callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls']), {
      item: about.items.length > 0 ? dice.pick(about.items) : someItem,
    }),
  (dice, about) =>
    request(
      'reachable/endpoints',
      dice.chance(50) ? {} : { root: rootOf(dice, about), cursor: cursor(dice, about) },
    ),
  (dice, about) =>
    request('reachable/why', {
      root: rootOf(dice, about),
      from: endOf(dice, about),
      to: endOf(dice, about),
      ...(dice.chance(50) ? {} : { traffic: traffic(dice) }),
    }),
  (dice, about) =>
    request('reachable/reaches', {
      root: rootOf(dice, about),
      end: endOf(dice, about),
      direction: dice.pick(['to', 'from']),
    }),
  (dice, about) => request('reachable/network', { root: rootOf(dice, about), withReaches: dice.chance(20) }),
  (dice, about) => request('reachable/status', { uri: uriOf(dice, nameOf(dice, about)) }),
  (dice, about) => request('reachable/live/compare', { root: rootOf(dice, about) }),
  (dice, about) =>
    request('reachable/live/translate', {
      root: rootOf(dice, about),
      from: endOf(dice, about),
      to: endOf(dice, about),
    }),
  (dice, about) =>
    request('reachable/explainFlow', {
      root: rootOf(dice, about),
      source: { text: '2 111122223333 eni-0abc 10.0.0.1 10.0.0.2 5 443 6 3 180 1 2 REJECT OK' },
    }),
  (dice) => request(dice.pick(['textDocument/completion', 'reachable/nobody', 'workspace/symbol']), {}),
];

const zero = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const someItem = { name: 'x', kind: 5, uri: uriOfName('main.tf'), range: zero, selectionRange: zero };

function change(dice: Dice, about: Vocabulary): Message {
  const name = nameOf(dice, about);
  return notify('textDocument/didChange', {
    textDocument: { uri: uriOf(dice, name), version: versionOf(dice) },
    contentChanges: Array.from({ length: dice.below(3) }, () =>
      dice.chance(20)
        ? { text: textOf(dice, about, name) }
        : {
            range: rangeOf(dice, about.texts.get(name)),
            text: dice.pick(['', 'x', '"', '}', '{\n', ' = ', '${', '0.0.0.0/0', '\r\n']),
          },
    ),
  });
}

function nameOf(dice: Dice, { texts }: Vocabulary): string {
  if (dice.chance(10))
    return dice.pick(['missing.tf', 'a/new.tf', 'notes.txt', '', '..', 'a/.terraform/x.tf']);
  return dice.pick([...texts.keys()]);
}

function uriOf(dice: Dice, name: string): string {
  if (dice.chance(95)) return uriOfName(name);
  return dice.pick([
    'untitled:Untitled-1',
    'git:/a/main.tf?x',
    'file:///',
    'file://host/share/x.tf',
    'x',
    '',
    'file:///%E0%A4%A',
  ]);
}

/** Never 1: what the test itself opens has that one. */
function versionOf(dice: Dice): number {
  return dice.pick([1000, 1001, 1002, 2 ** 31 - 1, -5]);
}

function textOf(dice: Dice, { texts }: Vocabulary, name: string): string {
  const own = texts.get(name) ?? '';
  return dice.pick([() => own, () => cut(dice, `${own} `), () => dice.pick([...texts.values()]), () => ''])();
}

/** Most often a place in the text as it is on the disk; else one that hardly any text has. */
function positionOf(dice: Dice, text = ''): { line: number; character: number } {
  const lines = text.split('\n');
  const line = dice.below(lines.length);
  return dice.chance(90)
    ? { line, character: dice.below((lines[line]?.length ?? 0) + 2) }
    : dice.pick([
        { line: 2 ** 31 - 1, character: 2 ** 31 - 1 },
        { line: 0, character: 100_000 },
      ]);
}

function rangeOf(
  dice: Dice,
  text: string | undefined,
): { start: ReturnType<typeof positionOf>; end: ReturnType<typeof positionOf> } {
  const start = positionOf(dice, text);
  return {
    start,
    end: dice.chance(70) ? { line: start.line, character: start.character + 2 } : positionOf(dice, text),
  };
}

function place(dice: Dice, about: Vocabulary): Json {
  const name = nameOf(dice, about);
  return {
    textDocument: { uri: uriOf(dice, name) },
    position: positionOf(dice, about.texts.get(name)),
  };
}

function span(dice: Dice, about: Vocabulary): { [key: string]: Json } {
  const name = nameOf(dice, about);
  return { textDocument: { uri: uriOf(dice, name) }, range: rangeOf(dice, about.texts.get(name)) };
}

function cursor(dice: Dice, about: Vocabulary): Json {
  const name = nameOf(dice, about);
  return { uri: uriOf(dice, name), ...positionOf(dice, about.texts.get(name)) };
}

function rootOf(dice: Dice, { roots }: Vocabulary): string {
  return uriOfName(dice.pick([...roots, ...roots, 'elsewhere', '']));
}

function endOf(dice: Dice, { ends }: Vocabulary): string {
  return dice.pick([...ends, 'internet', '10.0.0.7', '0.0.0.0/0', 'service:s3', 'nobody', '', '10.0.0.7/99']);
}

function traffic(dice: Dice): Json {
  return {
    protocol: dice.pick(['tcp', 'udp', 'icmp', '-1', '47', 'none', '999']),
    ...(dice.chance(50) ? {} : { ports: dice.pick(['443', '1-65535', '9-1', 'x', '-1', '']) }),
  };
}
