import assert from 'node:assert/strict';
import { LanguageModelTextPart, lm } from 'vscode';

/** The tool's answer to an input, as text. */
async function explain(input: object): Promise<string> {
  const result = await lm.invokeTool('reachable_explain', { input, toolInvocationToken: undefined });
  return result.content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
}

describe('the tool for assistants', () => {
  it('is there, says that it only reads, and describes what it takes', () => {
    const tool = lm.tools.find(({ name }) => name === 'reachable_explain');
    assert.ok(tool);
    assert.match(tool.description, /Read-only/);
    const schema = tool.inputSchema as { required: string[]; properties: object };
    assert.deepEqual(schema.required, ['from', 'to']);
    assert.deepEqual(Object.keys(schema.properties), ['from', 'to', 'port', 'protocol', 'root']);
  });

  it('explains what blocks a connection, with a link to its line', async () => {
    const text = await explain({ from: 'aws_ecs_service.app', to: 'aws_db_instance.main' });
    assert.match(text, /^\*\*Blocked\.\*\*/);
    assert.match(text, /\]\(file:\/\/[^)]*database\.tf#L\d+\)/);
  });

  it('takes a port, and says what is wrong with one', async () => {
    const ends = { from: 'aws_ecs_service.app', to: 'aws_db_instance.main' };
    assert.match(await explain({ ...ends, port: '22' }), /TCP port 22/);
    assert.match(await explain({ ...ends, port: '70000' }), /"70000" is no port/);
  });

  it('says which names are close to one that is not there', async () => {
    assert.match(await explain({ from: 'aws_ecs_service.ap', to: 'internet' }), /aws_ecs_service\.app/);
  });

  it('says which roots there are where it is asked about another', async () => {
    assert.match(
      await explain({ from: 'a', to: 'b', root: 'nowhere' }),
      /^Say in "root" which root module is meant: /,
    );
  });
});
