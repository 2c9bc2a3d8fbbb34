import assert from 'node:assert/strict';
import {
  CodeActionKind,
  commands,
  languages,
  Position,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type MarkdownString,
} from 'vscode';

const postgres = 'cidr_blocks = [aws_vpc.main.cidr_block]\n  }';
const source = 'cidr_blocks = ["0.0.0.0/0"]';
const ssh = `ingress {
    description = "SSH"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    ${source}
  }`;

const folder = (): Uri => workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');

/** Waits for diagnostics of ours that the condition holds for; gives them. */
function diagnosticsOf(
  uri: Uri,
  when: (found: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  const ours = (): Diagnostic[] =>
    languages.getDiagnostics(uri).filter(({ source }) => source === 'reachable');
  return new Promise((resolve) => {
    const look = (): void => {
      if (!when(ours())) return;
      listening.dispose();
      resolve(ours());
    };
    const listening = languages.onDidChangeDiagnostics(look);
    look();
  });
}

async function replace(uri: Uri, before: string, after: string): Promise<Range> {
  const document = await workspace.openTextDocument(uri);
  const start = document.getText().indexOf(before);
  assert.notEqual(start, -1, `${before} is not in the file`);
  const edit = new WorkspaceEdit();
  edit.replace(uri, new Range(document.positionAt(start), document.positionAt(start + before.length)), after);
  assert.equal(await workspace.applyEdit(edit), true);
  return new Range(document.positionAt(start), document.positionAt(start + after.length));
}

const isOpen = ({ code }: Diagnostic): boolean =>
  typeof code === 'object' && code.value === 'sg-open-to-internet';

describe('in the example, typed in the editor', () => {
  const uri = (): Uri => Uri.joinPath(folder(), 'database.tf');
  let range: Range;

  before(async () => {
    await window.showTextDocument(uri());
    await replace(uri(), postgres, `${postgres}\n  ${ssh}`);
    range = await replace(uri(), source, source);
  });

  after(async () => {
    await replace(uri(), `${postgres}\n  ${ssh}`, postgres);
    await diagnosticsOf(uri(), (found) => !found.some(isOpen));
    await workspace.saveAll();
  });

  it('SSH that is opened to the internet is a finding, at the value, with a link to its rule', async () => {
    const found = await diagnosticsOf(uri(), (all) => all.some(isOpen));
    const finding = found.find(isOpen);
    assert.ok(finding);
    assert.equal(range.contains(finding.range), true);
    assert.match(finding.message, /everyone on the internet to SSH \(port 22\)/);
  });

  it('the hover says in words what the rule lets in', async () => {
    const at = range.end.translate(0, -3);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri(), at);
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content as MarkdownString).value),
    );
    assert.match(texts.join('\n'), /TCP port 22 .*SSH/);
  });

  it('a quick fix is offered at the finding, and only there', async () => {
    await diagnosticsOf(uri(), (found) => found.some(isOpen));
    const fixesAt = async (where: Range): Promise<string[]> => {
      const kind = CodeActionKind.QuickFix.value;
      const found = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri(),
        where,
        kind,
      );
      return found.map(({ title }) => title);
    };
    assert.notDeepEqual(await fixesAt(range), []);
    const top = new Position(0, 0);
    assert.deepEqual(await fixesAt(new Range(top, top)), []);
  });

  it('the finding goes when the value is closed again', async () => {
    const closed = 'cidr_blocks = [aws_vpc.main.cidr_block] ';
    await replace(uri(), source, closed);
    const left = await diagnosticsOf(uri(), (found) => !found.some(isOpen));
    assert.deepEqual(left.filter(isOpen), []);
    await replace(uri(), closed, source);
  });
});
