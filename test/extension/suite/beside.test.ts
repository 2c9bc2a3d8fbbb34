import assert from 'node:assert/strict';
import type { Position } from 'vscode';
import {
  CodeActionKind,
  commands,
  extensions,
  Range,
  Uri,
  workspace,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CodeAction,
  type CodeLens,
  type Hover,
  type InlayHint,
  type MarkdownString,
  type TextDocument,
  type TextEdit,
} from 'vscode';

const folder = (): Uri => workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
const uri = (): Uri => Uri.joinPath(folder(), 'database.tf');

describe('beside an extension for Terraform', () => {
  let document: TextDocument;

  before(async () => {
    document = await workspace.openTextDocument(uri());
    for (const id of ['reachable-dev.reachable', 'reachable-tests.stand-in'])
      await (extensions.getExtension(id) ?? assert.fail(`${id} is not installed`)).activate();
  });

  const placeOf = (text: string): Position => {
    const offset = document.getText().indexOf(text);
    assert.notEqual(offset, -1, `${text} is not in the file`);
    return document.positionAt(offset);
  };

  it('the language is theirs', () => assert.equal(document.languageId, 'terraform'));

  it('both hovers are there, and ours starts with our heading', async () => {
    const place = placeOf('from_port');
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri(), place);
    const texts = hovers.flatMap(({ contents }) => contents.map((one) => (one as MarkdownString).value));
    assert.equal(texts.length, 2, texts.join('\n'));
    assert.ok(texts.includes('Their hover'));
    assert.ok(
      texts.some((text) => text.startsWith('**Reachable** · inbound rule of ')),
      texts.join('\n'),
    );
  });

  it('only theirs is there where we have nothing to say', async () => {
    const place = placeOf('name');
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri(), place);
    const texts = hovers.flatMap(({ contents }) => contents.map((one) => (one as MarkdownString).value));
    assert.deepEqual(texts, ['Their hover']);
  });

  it('formatting is theirs', async () => {
    const edits = await commands.executeCommand<TextEdit[]>('vscode.executeFormatDocumentProvider', uri(), {
      tabSize: 2,
      insertSpaces: true,
    });
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['# theirs\n'],
    );
  });

  it('their commands are theirs, and ours have our name', async () => {
    assert.equal(await commands.executeCommand('terraform.validate'), 'theirs');
    const all = extensions.all.flatMap(({ id, packageJSON }) => {
      const { contributes } = packageJSON as { contributes?: { commands?: { command: string }[] } };
      return (contributes?.commands ?? []).map(({ command }) => ({ id, command }));
    });
    assert.ok(all.some(({ id }) => id === 'reachable-tests.stand-in'));
    for (const { id, command } of all)
      assert.equal(command.startsWith('reachable.'), id === 'reachable-dev.reachable', command);
  });

  it('nothing of ours runs when a file is saved: there is no action below source', async () => {
    const whole = new Range(0, 0, document.lineCount, 0);
    for (const kind of [
      CodeActionKind.Source,
      CodeActionKind.SourceFixAll,
      CodeActionKind.SourceOrganizeImports,
    ]) {
      const actions = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri(),
        whole,
        kind.value,
      );
      assert.deepEqual(
        actions.map(({ title }) => title),
        [],
      );
    }
  });

  it('a lens says who can reach the database, and the call hierarchy who', async () => {
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri(), 100);
    const here = lenses.find(({ range }) => range.start.line === placeOf('resource "aws_db_instance"').line);
    assert.match(here?.command?.title ?? '', /can reach this$/);
    assert.equal(here?.command?.command, 'reachable.whoCanReachThis');
    const items = await commands.executeCommand<CallHierarchyItem[]>(
      'vscode.prepareCallHierarchy',
      uri(),
      placeOf('resource "aws_db_instance"'),
    );
    assert.deepEqual(
      items.map(({ name }) => name),
      ['aws_db_instance.main'],
    );
    const calls = await commands.executeCommand<CallHierarchyIncomingCall[]>(
      'vscode.provideIncomingCalls',
      items[0],
    );
    assert.ok(Array.isArray(calls));
  });

  it('hints have the service of a port', async () => {
    const whole = new Range(0, 0, document.lineCount, 0);
    const hints = await commands.executeCommand<InlayHint[]>('vscode.executeInlayHintProvider', uri(), whole);
    assert.ok(
      hints.some(({ label }) => label === 'PostgreSQL'),
      JSON.stringify(hints.map(({ label }) => label)),
    );
  });
});
