import assert from 'node:assert/strict';
import { applyFileEdits } from '../../../server/src/edits/fileEdit';
import { argument, printBlock, printObject, quoted } from '../../../server/src/edits/hcl';

describe('Terraform text', () => {
  it('stands as terraform fmt prints it', () => {
    const text = printBlock('resource "aws_security_group" "db"', [
      argument('name', quoted('db')),
      argument('description', quoted('Database')),
      {
        kind: 'block',
        header: 'ingress',
        items: [argument('from_port', '5432'), argument('to_port', '5432')],
      },
    ]);
    assert.equal(
      text,
      [
        'resource "aws_security_group" "db" {',
        '  name        = "db"',
        '  description = "Database"',
        '',
        '  ingress {',
        '    from_port = 5432',
        '    to_port   = 5432',
        '  }',
        '}',
      ].join('\n'),
    );
  });

  it('an object in a list is indented with its list', () => {
    assert.equal(
      printObject([argument('self', 'false'), argument('to_port', '0')], 1),
      '{\n    self    = false\n    to_port = 0\n  }',
    );
  });

  it('strings are escaped, template marks too', () => {
    assert.equal(quoted('a "b" \\ ${c} %{d}\n'), '"a \\"b\\" \\\\ $${c} %%{d}\\n"');
  });
});

describe('file edits', () => {
  const at = (line: number, character: number, endLine = line, endCharacter = character) => ({
    start: { line, character },
    end: { line: endLine, character: endCharacter },
  });

  it('are applied from the end, in UTF-16 positions, to their own file', () => {
    const text = 'ab\n😀d\n';
    const edits = [
      { file: '/a', range: at(0, 1), newText: 'X' },
      { file: '/a', range: at(1, 2, 1, 3), newText: 'Y' },
      { file: '/b', range: at(0, 0, 2, 0), newText: '' },
    ];
    assert.equal(applyFileEdits('/a', text, edits), 'aXb\n😀Y\n');
  });

  it('behind the last line they append', () => {
    assert.equal(applyFileEdits('/a', 'x', [{ file: '/a', range: at(7, 0), newText: '\ny' }]), 'x\ny');
  });
});
