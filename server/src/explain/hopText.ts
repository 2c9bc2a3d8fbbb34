import type { Hop } from '../reachability/answer';
import { allowedText } from './allowedText';
import { codeWords } from './codes';
import { componentName } from './names';
import { listInWords } from './traffic';

/**
 * What happens to the traffic at a hop, in one sentence. Made of the facts that the engine gives; where one is missing
 * the sentence says less, but never something else.
 */
export function hopText(hop: Hop): string {
  if (hop.verdict === 'unknown') return unknownText(hop);
  if (hop.verdict === 'allowed') return allowedText(hop);
  return codeWords(hop.code).what(hop);
}

/** Why that is so in AWS, for those who do not know; undefined where nothing is wrong. */
export function hopReason(hop: Hop): string | undefined {
  return hop.verdict === 'allowed' ? undefined : codeWords(hop.code).why;
}

/** What to do about it, in general; the changes of an answer are more exact. */
export function hopAdvice(hop: Hop): string | undefined {
  return hop.verdict === 'allowed' ? undefined : codeWords(hop.code).advice;
}

function unknownText(hop: Hop): string {
  const name = componentName(hop.kind, hop.name);
  const values = [...new Set(hop.decision.unknowns.map((unknown) => unknown.value))];
  const { why } = hop.decision.facts;
  if (values.length > 0) {
    const them = listInWords(values, 3);
    if (why !== undefined) return `${why.charAt(0).toUpperCase()}${why.slice(1)}: it hangs on ${them}.`;
    const what = /[rR]outeTable$/.test(hop.kind)
      ? `Where ${name} sends it`
      : `Whether ${name} lets it through`;
    return `${what} hangs on ${them}, which nobody knows yet.`;
  }
  return `Nobody can say whether ${name} lets it through${why === undefined ? '' : `: ${why}`}.`;
}
