/**
 * Stands in for HashiCorp's or OpenTofu's extension: the same language, a grammar, a hover, a formatter and a command, so
 * that tests can see how ours lives beside it.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- VS Code loads it as it stands here
const { commands, Hover, languages, MarkdownString, Position, TextEdit } = require('vscode');

exports.activate = (context) => {
  const hover = { provideHover: () => new Hover(new MarkdownString('Their hover')) };
  const formatter = {
    provideDocumentFormattingEdits: () => [TextEdit.insert(new Position(0, 0), '# theirs\n')],
  };
  context.subscriptions.push(
    languages.registerHoverProvider('terraform', hover),
    languages.registerDocumentFormattingEditProvider('terraform', formatter),
    commands.registerCommand('terraform.validate', () => 'theirs'),
  );
};
