/** The name that a mistyped one most likely meant; undefined where none is near. */
export function closestName(typed: string, names: Iterable<string>): string | undefined {
  return closestNames(typed, names, 1)[0];
}

/** Names that a mistyped one may have meant, nearest first: few letters differ, or one holds the other. */
export function closestNames(typed: string, names: Iterable<string>, limit: number): readonly string[] {
  const wanted = typed.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    const candidate = name.toLowerCase();
    const holds =
      wanted.length >= 3 &&
      (candidate.includes(wanted) || (wanted.includes(candidate) && candidate.length * 2 >= wanted.length));
    const edits = editDistance(wanted, candidate, allowed);
    const distance = holds ? Math.min(edits, allowed) : edits;
    if (distance <= allowed) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, limit).map((one) => one.name);
}

/** Levenshtein's distance; anything above `limit` where it is larger. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
