import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { answerUri, questionOf } from '../../../client/src/answers/answerUri';

describe("an answer's address", () => {
  it('holds its question, also after the editor has written it down and read it again', () => {
    const question = {
      root: 'file:///home/a%20b/infra',
      from: 'module.web["a/b"].aws_instance.x[0]',
      to: '10.0.0.0/16',
      traffic: { protocol: 'tcp', ports: '8000-8010' },
    };
    assert.deepEqual(questionOf(Uri.parse(answerUri(question).toString())), question);
  });

  it('ends in the question, as a title for the tab', () => {
    const title = answerUri({ root: 'file:///x', from: 'aws_ecs_service.app', to: '10.0.0.0/16' })
      .path.split('/')
      .at(-1);
    assert.equal(title, 'aws_ecs_service.app → 10.0.0.0⁄16');
  });

  for (const query of ['', 'nonsense', '3', 'null', '{"root":"x"}', '{"root":1,"from":"a","to":"b"}']) {
    it(`holds no question where somebody wrote "${query}" in it`, () => {
      assert.equal(questionOf(Uri.from({ scheme: 'reachable', path: '/x', query })), undefined);
    });
  }
});
