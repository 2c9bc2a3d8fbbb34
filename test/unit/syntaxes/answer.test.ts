import assert from 'node:assert/strict';
import { tokensOf } from '../../support/grammars';

/** The parts of a text that are coloured, in order: `scope: text`. */
async function coloured(text: string): Promise<string[]> {
  const tokens = await tokensOf('text.reachable-answer', text);
  return tokens.flatMap(({ text: own, scopes }) => {
    const scope = scopes.slice(1).join(' ').replaceAll('.reachable-answer', '');
    return scope === '' ? [] : [`${scope}: ${own}`];
  });
}

describe('the grammar of an answer', () => {
  it('knows the verdict, the hops and their places', async () =>
    assert.deepEqual(
      await coloured(
        [
          'BLOCKED',
          'aws_instance.a can not reach module.b["x"].aws_db_instance.c on TCP port 5432.',
          '',
          'The way there',
          '  ✓ It leaves 10.0.1.0/24.',
          '    main.tf:12:3',
          '  ✗ Nothing lets it in. [ENI_SG_RULES_MISMATCH]',
          '  ? That hangs on var.office.',
        ].join('\n'),
      ),
      [
        'markup.bold invalid.verdict: BLOCKED',
        'variable.other.address: aws_instance.a',
        'variable.other.address: module.b["x"].aws_db_instance.c',
        'constant.numeric.traffic: TCP port 5432',
        'markup.heading: The way there',
        'markup.inserted.allowed: ✓',
        'constant.numeric.cidr: 10.0.1.0/24',
        'string.location: main.tf:12:3',
        'invalid.blocked: ✗',
        'constant.other.code: [ENI_SG_RULES_MISMATCH]',
        'markup.changed.unknown: ?',
        'variable.other.address: var.office',
      ],
    ));

  it('knows the code that mends it', async () =>
    assert.deepEqual(
      await coloured(
        'What mends it: one of these\n  1. Let it in\n     add at network.tf:7\n     + resource "x" "y" {',
      ),
      [
        'markup.heading: What mends it',
        'markup.list.number: 1.',
        'string.location: network.tf:7',
        'markup.inserted.code:      + resource "x" "y" {',
      ],
    ));

  it('knows lists of who reaches whom', async () =>
    assert.deepEqual(await coloured('Who can reach aws_instance.a\n  ✓ internet: TCP port 443 (HTTPS)'), [
      'markup.heading: Who can reach',
      'variable.other.address: aws_instance.a',
      'markup.inserted.allowed: ✓',
      'constant.numeric.traffic: TCP port 443',
    ]));

  it('leaves plain words alone', async () =>
    assert.deepEqual(await coloured('It is reachable, and what blocks it is unknown? No.'), []));
});
