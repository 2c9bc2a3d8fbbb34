/** Names that somebody who wrote `name` may have meant, best first: those that hold it, then those a few letters away. */
export function closeNames(name: string, names: readonly string[], most = 5): readonly string[] {
  const wanted = name.toLowerCase();
  const scored: { name: string; score: number }[] = [];
  for (const other of names) {
    const candidate = other.toLowerCase();
    const isPart =
      candidate.includes(wanted) || (wanted.includes(candidate) && candidate.length * 2 >= wanted.length);
    const score = isPart ? 1 : lettersApart(wanted, candidate);
    if (score <= Math.max(1, wanted.length / 3)) scored.push({ name: other, score });
  }
  return scored
    .sort((a, b) => a.score - b.score || a.name.length - b.name.length)
    .slice(0, most)
    .map((one) => one.name);
}

/** Levenshtein's distance; lengths far apart are not looked at. */
function lettersApart(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > a.length / 3 + 2) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
