import type { Origin } from '../network/model';

/** An origin as people and terminals know it: `main.tf:12:3` (1-based) or an ARN. */
export function placeInWords(origin: Origin | null | undefined): string | undefined {
  if (origin === null || origin === undefined) return undefined;
  if ('arn' in origin) return origin.arn;
  const { line, character } = origin.range.start;
  return `${origin.file}:${line + 1}:${character + 1}`;
}
