import { hopText } from '../explain/hopText';
import type { Answer } from '../reachability/answer';

/** Why an answer is no, as the end of a sentence that begins with something else: the first thing in the way, and how many more there are. */
export function blockedBecause({ blockers }: Answer): string {
  const [first, ...more] = blockers;
  if (first === undefined) return 'nothing leads there.';
  const text = hopText(first);
  // Kinds of components begin with a capital only where the sentence does; names of AWS's do so anywhere.
  const start = /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
  const rest =
    more.length === 0
      ? ''
      : ` ${more.length === 1 ? 'One thing more is' : `${more.length} things more are`} in the way.`;
  return `${start}${rest}`;
}
