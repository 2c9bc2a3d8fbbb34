import type { Matrix, MatrixCell } from '../reachability/reach';
import { html } from './escape';
import { className } from './matrixPairs';
import { trafficList } from './summary';

const cellSize = 22;
const letterWidth = 6.6;

/**
 * A matrix as an SVG picture: a row for who opens the connection, a column for whom it is to, ends that nothing tells
 * apart in one. Each cell has its pair and traffic as a title, and a letter besides its colour.
 */
export function matrixSvg(matrix: Matrix): string {
  const names = matrix.classes.map((ends) => className(ends, 1));
  const margin = Math.ceil(Math.max(40, ...names.map((name) => name.length * letterWidth)) + 16);
  const side = names.length * cellSize;
  const cells = new Map(matrix.cells.map((cell) => [`${cell.from} ${cell.to}`, cell]));
  const rows = names.map((name, row) => {
    const y = margin + row * cellSize;
    const label = `<text x="${margin - 8}" y="${y + 15}" text-anchor="end">${html(name)}</text>`;
    const squares = names.map((_, column) =>
      square(matrix, cells.get(`${row} ${column}`), row, column, margin, y),
    );
    return label + squares.join('');
  });
  const columns = names.map((name, column) => {
    const x = margin + column * cellSize + 15;
    return `<text transform="translate(${x} ${margin - 8}) rotate(-90)">${html(name)}</text>`;
  });
  const size = margin + side + 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" role="img" aria-label="Who can reach whom" font-family="sans-serif" font-size="12">
<title>Who can reach whom</title>
<style>
text { fill: #1f2328; } rect { fill: #eaeef2; } .reachable { fill: #2da44e; } .unknown { fill: #d4a72c; } .mark { fill: #fff; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } rect { fill: #30363d; } .reachable { fill: #238636; } .unknown { fill: #9e6a03; } }
</style>
${columns.join('\n')}
${rows.join('\n')}
</svg>
`;
}

function square(
  matrix: Matrix,
  cell: MatrixCell | undefined,
  row: number,
  column: number,
  margin: number,
  y: number,
): string {
  const x = margin + column * cellSize;
  const from = className(matrix.classes[row] ?? []);
  const to = className(matrix.classes[column] ?? []);
  const verdict = cell?.verdict ?? 'blocked';
  const words = cell === undefined ? 'nothing' : trafficList(cell.traffic);
  const title = `<title>${html(`${from} → ${to}: ${words}${verdict === 'unknown' ? ' (perhaps)' : ''}`)}</title>`;
  const rectangle = `<rect x="${x + 1}" y="${y + 1}" width="${cellSize - 2}" height="${cellSize - 2}" rx="3" class="${verdict}"/>`;
  const mark =
    cell === undefined
      ? ''
      : `<text class="mark" x="${x + 7.5}" y="${y + 15}">${verdict === 'unknown' ? '?' : '✓'}</text>`;
  return `<g>${title}${rectangle}${mark}</g>`;
}
