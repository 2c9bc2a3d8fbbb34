import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commands, runLine, wordsOf } from '../../../scripts/docs/commandLine';

const root = resolve(__dirname, '../../..').replaceAll('\\', '/');
const read = (name: string): string => readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n');

const pages = [
  'README.md',
  'PRIVACY.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  ...['ecs-to-rds', 'three-tier', 'snapshot-three-tier'].map((name) => `examples/${name}/README.md`),
];

/** The lines of a page's code that call the program, without the prompt, `npx` and comments. */
function linesOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^(?: {4})?(?:\$ )?(?:npx )?(reachable [a-z-]+(?: .*)?)$/gm)].map(
    ([, line = '']) => line.replace(/ +#.*$/, '').replace(/ [|>] .*$/, ''),
  );
}

describe('a command in the manual', () => {
  const lines = [...new Set(pages.flatMap(linesOf))];

  it('is found', () => {
    assert.ok(lines.length > 20, `${lines.length}`);
  });

  for (const line of lines)
    it(`exists: ${line}`, () => {
      const [, name = '', ...rest] = wordsOf(line);
      const command = commands().get(name);
      assert.ok(command, `there is no command ${name}`);
      const known = command.options.flatMap(({ long }) => long ?? []);
      const options = rest.filter((word) => word.startsWith('--')).map((word) => word.replace(/=.*/, ''));
      assert.deepEqual(
        options.filter((option) => option !== '--help' && !known.includes(option)),
        [],
      );
    });

  for (const line of lines.filter((one) => one.includes('examples/')))
    it(`answers: ${line}`, async () => {
      const { status, out, error } = await runLine(line, root);
      assert.notEqual(status, 2, error);
      assert.notEqual(out, '');
    });
});

describe('docs/cli.md', () => {
  it('shows the help of every command', () => {
    const shown = [...read('docs/cli.md').matchAll(/^<!-- help ([\w-]+) -->$/gm)].map((match) => match[1]);
    assert.deepEqual(shown, [...commands().keys()]);
  });
});

describe('a line of a shell', () => {
  it('is taken apart at spaces outside of quotes', () => {
    assert.deepEqual(wordsOf(`reachable why --to 'aws_instance.a["b c"]' --port=22`), [
      'reachable',
      'why',
      '--to',
      'aws_instance.a["b c"]',
      '--port=22',
    ]);
  });
});
