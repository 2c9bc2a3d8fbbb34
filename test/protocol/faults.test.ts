import assert from 'node:assert/strict';
import { isProblem, whyRequest, type WhyResult } from '../../server/src/protocol/requests';
import type { SyntaxParser } from '../../server/src/syntax/parser';
import { sharedParser } from '../support/terraform';
import { startServer, uriOfName, type TestServer } from './support/server';

/** A parser with a fault of its own: it fails on files that have a certain word. */
async function faultyParser(): Promise<SyntaxParser> {
  const parser = await sharedParser();
  return {
    ...parser,
    parseFile: (path, text, previous) => {
      if (text.includes('explosive')) throw new RangeError('memory access out of bounds');
      return parser.parseFile(path, text, previous);
    },
  };
}

const code = (name: string): string => `resource "aws_security_group" "${name}" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "${name}" {
  vpc_security_group_ids = [aws_security_group.${name}.id]
}
`;

describe('a fault in one root', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer({
      files: `--- broken/main.tf\n${code('explosive')}--- sound/main.tf\n${code('web')}`,
      parser: faultyParser(),
    });
  });
  afterEach(() => server.stop());

  const codesOf = async (name: string): Promise<unknown[]> =>
    (await server.diagnostics(name)).map(({ code: rule }) => rule);
  const why = (folder: string, name: string): Promise<WhyResult> =>
    server.connection.sendRequest(whyRequest, {
      root: uriOfName(folder),
      from: 'internet',
      to: `aws_instance.${name}`,
    });

  it('is told once, in the log and to the person', async () => {
    await server.open('broken/main.tf');
    assert.deepEqual(await codesOf('broken/main.tf'), []);
    await server.change('broken/main.tf', `${code('explosive')}\n# and once more\n`);
    assert.deepEqual(await codesOf('broken/main.tf'), []);
    const [message = '', ...more] = server.shown;
    assert.match(message, /broken .*memory access out of bounds.* Others are not affected/);
    assert.deepEqual(more, []);
    assert.equal(server.errors.length, 1);
    assert.match(server.errors[0] ?? '', /broken: RangeError: memory access out of bounds\n +at /);
  });

  it('leaves the other roots their diagnostics, hovers and answers, before and after an edit', async () => {
    await server.open('broken/main.tf');
    await server.open('sound/main.tf');
    await codesOf('broken/main.tf');
    assert.deepEqual(await codesOf('sound/main.tf'), ['sg-open-to-internet']);
    assert.notEqual(await server.hover('sound/main.tf', { line: 2, character: 18 }), null);
    assert.equal(isProblem(await why('sound', 'web')), false);
    await server.change('sound/main.tf', code('web').replace('0.0.0.0/0', '10.0.0.0/8'));
    assert.deepEqual(await codesOf('sound/main.tf'), []);
  });

  it('has every request about its root answered', async () => {
    await server.open('broken/main.tf');
    assert.equal(await server.hover('broken/main.tf', { line: 2, character: 18 }), null);
    assert.deepEqual(await why('broken', 'explosive'), {
      problem: 'This question could not be answered; the log says more.',
    });
  });

  it('ends with the edit that gets past it, and is told again when it comes back', async () => {
    await server.open('broken/main.tf');
    await codesOf('broken/main.tf');
    await server.change('broken/main.tf', code('calm'));
    assert.deepEqual(await codesOf('broken/main.tf'), ['sg-open-to-internet']);
    assert.equal(isProblem(await why('broken', 'calm')), false);
    await server.change('broken/main.tf', code('explosive'));
    assert.deepEqual(await codesOf('broken/main.tf'), []);
    assert.equal(server.shown.length, 2);
  });
});
