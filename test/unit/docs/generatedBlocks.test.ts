import assert from 'node:assert/strict';
import { fillBlocks } from '../../../scripts/docs/generatedBlocks';
import { helpOf } from '../../../scripts/docs/commandLine';
import { settingsPage } from '../../../scripts/docs/settingsPage';

describe('the generated blocks of a page', () => {
  it('are filled by their makers, and the rest stays', async () => {
    const page =
      'a\n<!-- x one two -->\nold\n<!-- /x -->\nb\n<!-- y -->\nkept\n<!-- /y -->\n<!-- x -->\n<!-- /x -->\n';
    const makers = new Map([['x', (argument: string) => `[${argument}]\n`]]);
    assert.equal(
      await fillBlocks(page, makers),
      'a\n<!-- x one two -->\n[one two]\n<!-- /x -->\nb\n<!-- y -->\nkept\n<!-- /y -->\n<!-- x -->\n[]\n<!-- /x -->\n',
    );
  });

  it('have the help as the program prints it', () => {
    assert.match(
      helpOf('why'),
      /^Usage: reachable why \[options\] \[dir\]\n[^]*--from <end>[^]*Status: 0 reachable/,
    );
    assert.equal(helpOf('nonsense'), '');
  });
});

describe('the page of settings', () => {
  it('says type, values, default and where it can be set', () => {
    const page = settingsPage(
      {
        'a.b': {
          type: 'string',
          scope: 'machine',
          default: 'x',
          enum: ['x', 'y'],
          markdownDescription: '%t%',
        },
      },
      { t: 'See `#a.c#`.' },
    );
    assert.ok(
      page.endsWith(
        '## `a.b`\n\nSee `a.c`.\n\n- Type: string of `x`, `y`\n- Default: `"x"`\n- Where: user settings only: a workspace can not set it\n',
      ),
      page,
    );
  });
});
