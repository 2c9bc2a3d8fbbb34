import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { keyOf } from '../../../client/src/questions/askedQuestion';
import { createQuestionBook, type QuestionBook } from '../../../client/src/questions/questionBook';
import { questionItem } from '../../../client/src/views/questionsView';
import type { Verdict } from '../../../server/src/protocol/answer';
import type { WhyParams, WhyResult } from '../../../server/src/protocol/requests';

const root = 'file:///shop';
const question = (to: string): WhyParams => ({ root, from: 'a', to });

function memento(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
    // As VS Code: what is kept is what JSON keeps.
    update: (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

/** A book whose server says what `verdicts` has for a target, and forgets nothing of what it was asked. */
function bookOf(
  verdicts: Record<string, Verdict | 'problem'>,
  state = memento(),
): { readonly book: QuestionBook; readonly asked: string[] } {
  const asked: string[] = [];
  const ask = ({ to }: WhyParams): Promise<WhyResult> => {
    asked.push(to);
    const verdict = verdicts[to];
    if (verdict === undefined) return Promise.reject(new Error('the server is away'));
    if (verdict === 'problem') return Promise.resolve({ problem: 'There is no such end.' });
    // Of the answer, the book reads the verdict only.
    return Promise.resolve({ answerJson: { verdict, summary: '' } } as WhyResult);
  };
  return { book: createQuestionBook(state, ask, (key) => key === keyOf(question('shown'))), asked };
}

describe('the book of questions', () => {
  it('has pinned questions first, then the latest', async () => {
    const { book } = bookOf({ x: 'blocked', y: 'reachable', z: 'unknown' });
    for (const to of ['x', 'y', 'z']) await book.ask(question(to));
    book.pin(keyOf(question('x')), true);
    assert.deepEqual(
      book.list().map(({ question: { to }, verdict }) => [to, verdict]),
      [
        ['x', 'blocked'],
        ['z', 'unknown'],
        ['y', 'reachable'],
      ],
    );
    assert.equal(book.latest()?.question.to, 'z');
  });

  it('is there in the next window, with the last verdicts', async () => {
    const state = memento();
    const first = bookOf({ x: 'blocked' }, state).book;
    await first.ask(question('x'));
    first.pin(keyOf(question('x')), true);
    const [again] = bookOf({}, state).book.list();
    assert.deepEqual([again?.verdict, again?.isPinned, again?.result], ['blocked', true, undefined]);
  });

  it('makes room for new questions, but not of pinned ones', async () => {
    const verdicts = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`n${index}`, 'blocked' as const]),
    );
    const { book } = bookOf(verdicts);
    await book.ask(question('n0'));
    book.pin(keyOf(question('n0')), true);
    for (const to of Object.keys(verdicts).slice(1)) await book.ask(question(to));
    const left = book.list().map(({ question: { to } }) => to);
    assert.equal(left.length, 21);
    assert.ok(left.includes('n0') && left.includes('n29') && !left.includes('n1'));
  });

  it('asks those on screen first when the code changes, and only those of its roots', async () => {
    const { book, asked } = bookOf({ shown: 'blocked', other: 'blocked' });
    await book.ask(question('shown'));
    await book.ask(question('other'));
    asked.length = 0;
    const done = new Promise<void>((resolve) =>
      book.onDidChange((key) => key === keyOf(question('other')) && resolve()),
    );
    book.refresh(['file:///elsewhere']);
    book.refresh([root]);
    await done;
    assert.deepEqual(asked, ['shown', 'other']);
  });

  it('tells of a verdict that has changed', async () => {
    const verdicts: Record<string, Verdict> = { x: 'blocked' };
    const { book } = bookOf(verdicts);
    await book.ask(question('x'));
    const told: string[] = [];
    book.onDidChangeVerdict(({ before, now }) => told.push(`${before} → ${now}`));
    verdicts['x'] = 'reachable';
    await book.again(keyOf(question('x')));
    await book.again(keyOf(question('x')));
    assert.deepEqual(told, ['blocked → reachable']);
  });

  it('keeps what it knows while the server is away, and where an end has vanished', async () => {
    const verdicts: Record<string, Verdict | 'problem'> = { x: 'blocked' };
    const { book } = bookOf(verdicts);
    await book.ask(question('x'));
    delete verdicts['x'];
    assert.equal(await book.again(keyOf(question('x'))), undefined);
    assert.equal(book.latest()?.verdict, 'blocked');
    verdicts['x'] = 'problem';
    await book.again(keyOf(question('x')));
    const latest = book.latest();
    assert.ok(latest);
    assert.match(String(questionItem(latest).description), /^no answer/);
    assert.equal(questionItem(latest).tooltip, 'There is no such end.');
  });

  it('takes no nonsense from the state', () => {
    for (const nonsense of [
      7,
      [7],
      [{}],
      [{ question: { root: 1 }, isPinned: true }],
      [{ question: question('x'), isPinned: true, verdict: 'perhaps' }],
    ]) {
      const state = memento();
      void state.update('reachable.questions', nonsense);
      assert.deepEqual(bookOf({}, state).book.list(), []);
    }
  });
});
