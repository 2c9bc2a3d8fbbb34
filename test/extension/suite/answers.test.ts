import assert from 'node:assert/strict';
import { commands, languages, Uri, workspace } from 'vscode';
import { answerUri } from '../../../client/src/answers/answerUri';

/** Opens the answer's document as the command does, or as a window does that is opened again. */
async function checkAnswer(question: { from: string; to: string }, expected: RegExp): Promise<void> {
  const root = workspace.workspaceFolders?.[0]?.uri.toString() ?? '';
  const document = await workspace.openTextDocument(answerUri({ root, ...question }));
  assert.match(document.getText(), expected);
}

describe('an answer as a document', () => {
  it('says why the tasks can not reach the database', () =>
    checkAnswer(
      { from: 'aws_ecs_service.app', to: 'aws_db_instance.main' },
      /^BLOCKED\naws_ecs_service\.app can not reach aws_db_instance\.main on TCP port 5432[^]*database\.tf:\d/,
    ));

  it('says which names are close to one that is not there', () =>
    checkAnswer(
      { from: 'aws_ecs_service.ap', to: 'aws_db_instance.main' },
      /^[^\n]*aws_ecs_service\.app[^\n]*\n$/,
    ));

  it('says so where the address holds no question', async () => {
    const document = await workspace.openTextDocument(Uri.parse('reachable:/made%20up'));
    assert.match(document.getText(), /^This address holds no question\./);
  });

  it('has a language of its own', async () => {
    assert.ok((await languages.getLanguages()).includes('reachable-answer'));
  });

  it('is there again after the server was restarted', async () => {
    await commands.executeCommand('reachable.restartServer');
    await checkAnswer({ from: 'aws_db_instance.main', to: 'internet' }, /^[A-Z]+\naws_db_instance\.main can/);
  });
});
