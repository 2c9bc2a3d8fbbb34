import type { Hop } from '../../reachability/answer';
import { componentName } from '../names';
import { trafficInWords } from '../traffic';

/**
 * What an explanation code means. The codes are those of AWS Reachability Analyzer where one fits
 * (https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html), so that an answer here and one from
 * there can be laid side by side.
 */
export interface CodeWords {
  /** What happened at the hop, in one sentence. */
  readonly what: (hop: Hop) => string;
  /** Why AWS does that. */
  readonly why: string;
  /** What to do about it. */
  readonly advice: string;
}

/** The words of a family of codes, by code. */
export type CodeTable = Readonly<Record<string, CodeWords>>;

/** The hop's component with its kind, as the start of a sentence. */
export function subject(hop: Hop): string {
  const name = componentName(hop.kind, hop.name);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The hop's component with its kind, within a sentence. */
export function name(hop: Hop): string {
  return componentName(hop.kind, hop.name);
}

/** A fact by the first of the names that the engine gives; undefined where it gives none. */
function fact(hop: Hop, ...names: readonly string[]): string | undefined {
  for (const one of names) {
    const value = hop.decision.facts[one] ?? hop.decision.rule?.[one];
    if (value !== undefined && value !== '') return String(value).replace(/^one of /, 'an address of ');
  }
  return undefined;
}

/** `text` around a fact, or nothing where it is missing: `with(hop, ' from ', 'source')`. */
export function part(hop: Hop, before: string, ...names: readonly string[]): string {
  const value = fact(hop, ...names);
  return value === undefined ? '' : before + value;
}

/** What travels, in words: `TCP port 5432 (PostgreSQL)`, else `it`. */
export function traffic(hop: Hop, otherwise = 'it'): string {
  const words = fact(hop, 'traffic');
  if (words !== undefined) return words;
  const protocol = hop.decision.facts['protocol'];
  return protocol === undefined ? otherwise : trafficInWords(protocol, hop.decision.facts['ports'] ?? '');
}
