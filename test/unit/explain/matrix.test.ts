import assert from 'node:assert/strict';
import { matrixSvg } from '../../../server/src/explain/matrixSvg';
import { matrixCsv, matrixJson, matrixText } from '../../../server/src/explain/matrixTables';
import type { Matrix, ReachEnd } from '../../../server/src/reachability/reach';

const end = (id: string, kind: ReachEnd['kind'] = 'workload'): ReachEnd => ({ id, name: id, kind });
const tcp = (ports: string): Matrix['cells'][number]['traffic'] => [
  { protocol: 'tcp', ports, clientPorts: '0-65535' },
];

const matrix: Matrix = {
  classes: [[end('app-1'), end('app-2')], [end('db')], [end('internet', 'internet')]],
  cells: [
    { from: 0, to: 0, verdict: 'reachable', traffic: tcp('8080') },
    { from: 0, to: 1, verdict: 'reachable', traffic: tcp('5432') },
    { from: 1, to: 1, verdict: 'reachable', traffic: tcp('1') },
    { from: 2, to: 0, verdict: 'unknown', traffic: tcp('443') },
  ],
};

describe('a matrix', () => {
  it('as text has who reaches whom, equals together', () =>
    assert.equal(
      matrixText(matrix),
      `app-1, app-2
  → each other: TCP port 8080 (HTTP alternative)
  → db: TCP port 5432 (PostgreSQL)

internet
  ? app-1, app-2: TCP port 443 (HTTPS) (perhaps)
`,
    ));

  it('as text of nothing says so', () =>
    assert.equal(matrixText({ classes: [[end('a')]], cells: [] }), 'Nobody can reach anybody.\n'));

  it('as JSON has every pair, none with itself', () => {
    const { version, ends, pairs } = JSON.parse(matrixJson(matrix)) as {
      version: number;
      ends: ReachEnd[];
      pairs: { from: string; to: string; verdict: string }[];
    };
    assert.equal(version, 1);
    assert.deepEqual(
      ends.map((one) => one.id),
      ['app-1', 'app-2', 'db', 'internet'],
    );
    assert.deepEqual(
      pairs.map((pair) => `${pair.from} ${pair.to} ${pair.verdict}`),
      [
        'app-1 app-2 reachable',
        'app-2 app-1 reachable',
        'app-1 db reachable',
        'app-2 db reachable',
        'internet app-1 unknown',
        'internet app-2 unknown',
      ],
    );
  });

  it('as CSV has a line for each pair', () => {
    const lines = matrixCsv(matrix).split('\r\n');
    assert.equal(lines[0], 'from,to,verdict,traffic');
    assert.equal(lines[3], 'app-1,db,reachable,TCP port 5432 (PostgreSQL)');
    assert.equal(lines.length, 8);
  });

  it('as SVG lets no name become markup', () => {
    const evil: Matrix = {
      classes: [[end('</text><script>alert(1)</script>')], [end('b')]],
      cells: [{ from: 0, to: 1, verdict: 'reachable', traffic: tcp('1') }],
    };
    const svg = matrixSvg(evil);
    assert.ok(!svg.includes('<script>'));
    assert.match(svg, /^<svg /);
    assert.match(svg, /→ b: TCP port 1/);
  });
});
