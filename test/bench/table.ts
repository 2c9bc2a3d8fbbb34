import type { BenchRow } from './row';

/** A row with what came of it. */
export interface Measured {
  readonly row: BenchRow;
  readonly median: number;
  /** The 95th percentile; for rates, where more is better, the 5th. */
  readonly p95: number;
  readonly samples: number;
  /** Whether the median is within the budget; true where there is none. */
  readonly holds: boolean;
}

/** Runs a row. */
export async function measure(row: BenchRow): Promise<Measured> {
  const samples = [...(await row.run())].sort((a, b) => (moreIsBetter(row) ? b - a : a - b));
  const median = percentile(samples, 0.5);
  const { budget } = row;
  const holds = budget === undefined || (moreIsBetter(row) ? median >= budget : median <= budget);
  return { row, median, p95: percentile(samples, 0.95), samples: samples.length, holds };
}

/** The table as text, a line for each row; ✗ stands before a budget that does not hold. */
export function tableOf(measured: readonly Measured[]): string {
  const head = ['', 'what', 'median', 'p95', 'budget', 'unit', 'runs'];
  const lines = measured.map(({ row, median, p95, samples, holds }) => [
    holds ? '' : '✗',
    row.name,
    number(median),
    number(p95),
    row.budget === undefined ? '–' : `${moreIsBetter(row) ? '≥' : '≤'} ${row.budget}`,
    row.unit,
    String(samples),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  const rule = widths.map((width) => '─'.repeat(width));
  return [head, rule, ...lines].map((line) => formatLine(line, widths)).join('\n');
}

/** Names to the left, numbers to the right. */
function formatLine(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) =>
      column <= 1 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
    .join('  ')
    .trimEnd();
}

/** The sample that this share of the sorted samples does not exceed (nearest rank). */
function percentile(sorted: readonly number[], share: number): number {
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('a row that measured nothing');
  return found;
}

function moreIsBetter({ unit }: BenchRow): boolean {
  return unit === 'MB/s' || unit === '/s';
}

function number(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
