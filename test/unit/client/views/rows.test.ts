import assert from 'node:assert/strict';
import { answerRows } from '../../../../client/src/views/answerRows';
import { networkRows, type NetworkRow } from '../../../../client/src/views/networkRows';
import { answerView } from '../webview/pages';

const question = { root: 'file:///shop', from: 'a', to: 'b' };

describe('the tree of an answer', () => {
  it('has the verdict first, then what blocks it, what mends it, and the way', () => {
    const { result } = answerView();
    const rows = answerRows({ question, isPinned: false, result, verdict: 'blocked', news: undefined });
    assert.deepEqual(
      rows.map(({ label }) => label),
      [
        'aws_instance.app can not reach aws_db_instance.db.',
        'What blocks it',
        'What mends it',
        'The way there',
      ],
    );
    assert.match(rows[0]?.words ?? '', /^blocked: /);
    assert.match(rows[3]?.children.at(-1)?.words ?? '', /^blocked: No rule lets it in\./);
    assert.deepEqual(rows[1]?.children[0]?.origin, {
      file: '/shop/database.tf',
      range: { start: { line: 11, character: 0 }, end: { line: 12, character: 1 } },
    });
  });

  it('says why there is none', () => {
    const rows = answerRows({
      question,
      isPinned: false,
      result: { problem: 'No.' },
      verdict: undefined,
      news: undefined,
    });
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['No.'],
    );
  });
});

/** Rows as an indented list. */
function inText(rows: readonly NetworkRow[], indent = ''): string[] {
  return rows.flatMap((row) => [
    `${indent}${row.label} (${row.description})`,
    ...inText(row.children, `${indent}  `),
  ]);
}

describe('the tree of a network', () => {
  it('has what faces the internet, VPCs with their subnets, and groups', () => {
    const rows = networkRows({
      root: 'file:///shop',
      rootLabel: 'shop',
      vpcs: [{ id: 'v', name: 'aws_vpc.main', cidrs: '10.0.0.0/16' }],
      subnets: [
        { id: 's', name: 'aws_subnet.a', vpc: 'v', cidrs: '10.0.1.0/24', zone: 'eu-1a', isPublic: true },
      ],
      nodes: [
        {
          id: 'internet',
          name: 'The internet',
          kind: 'internet',
          what: '',
          vpc: undefined,
          subnets: [],
          groups: [],
        },
        {
          id: 'web',
          name: 'aws_instance.web',
          kind: 'workload',
          what: 'instance',
          vpc: 'v',
          subnets: ['s'],
          groups: ['g'],
          facesInternet: 'reachable',
        },
        {
          id: 'igw',
          name: 'aws_internet_gateway.x',
          kind: 'internetGateway',
          what: 'internet gateway',
          vpc: 'v',
          subnets: [],
          groups: [],
        },
      ],
      groups: [{ id: 'g', name: 'aws_security_group.web', vpc: 'v', ingress: 1, egress: 2 }],
      links: [],
    });
    assert.deepEqual(inText(rows), [
      'Faces the internet (1)',
      '  aws_instance.web (instance · faces the internet)',
      'aws_vpc.main (10.0.0.0/16)',
      '  aws_subnet.a (10.0.1.0/24 · eu-1a · public)',
      '    aws_instance.web (instance · faces the internet)',
      '  aws_internet_gateway.x (internet gateway)',
      '  Security groups (1)',
      '    aws_security_group.web (1 in, 2 out)',
    ]);
    const ids = rows.flatMap(function all(row): string[] {
      return [row.id, ...row.children.flatMap(all)];
    });
    assert.equal(new Set(ids).size, ids.length);
  });
});
