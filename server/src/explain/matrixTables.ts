import type { Matrix } from '../reachability/reach';
import { csv, plain } from './escape';
import { className, matrixPairs } from './matrixPairs';
import { plainStyle, type Style } from './style';
import { trafficList } from './summary';
import { wrap } from './wrap';

/** A matrix for people: whom each end can reach, ends that nothing tells apart together. */
export function matrixText(matrix: Matrix, style: Style = plainStyle): string {
  const blocks = matrix.classes.flatMap((ends, place) => {
    const cells = matrix.cells.filter((cell) => cell.from === place && hasPair(matrix, place, cell.to));
    if (cells.length === 0) return [];
    const lines = cells.flatMap((cell) => {
      const to = matrix.classes[cell.to] ?? [];
      const name = cell.to === place ? 'each other' : className(to);
      const perhaps = cell.verdict === 'unknown' ? ' (perhaps)' : '';
      const mark = cell.verdict === 'unknown' ? '?' : '→';
      return wrap(plain(`${name}: ${trafficList(cell.traffic)}${perhaps}`, 1000), `  ${mark} `, '    ');
    });
    return [[style.bold(plain(className(ends), 1000)), ...lines].join('\n')];
  });
  return blocks.length === 0 ? 'Nobody can reach anybody.\n' : `${blocks.join('\n\n')}\n`;
}

/** A matrix as JSON: all ends, and the pairs of them that are not surely blocked. */
export function matrixJson(matrix: Matrix): string {
  const pairs = [...matrixPairs(matrix)].map((pair) => ({
    from: pair.from.id,
    to: pair.to.id,
    verdict: pair.verdict,
    traffic: pair.traffic,
  }));
  return `${JSON.stringify({ version: 1, ends: matrix.classes.flat(), pairs }, undefined, 2)}\n`;
}

/** A matrix as CSV (RFC 4180), a line for each pair that is not surely blocked. */
export function matrixCsv(matrix: Matrix): string {
  const lines = [...matrixPairs(matrix)].map((pair) =>
    [pair.from.name, pair.to.name, pair.verdict, trafficList(pair.traffic)].map(csv).join(','),
  );
  return ['from,to,verdict,traffic', ...lines].map((line) => `${line}\r\n`).join('');
}

/** Whether two classes have a pair of different ends. */
function hasPair(matrix: Matrix, from: number, to: number): boolean {
  return from !== to || (matrix.classes[from]?.length ?? 0) > 1;
}
