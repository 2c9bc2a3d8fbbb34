import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Question } from '../../server/src/reachability';

/** The folder of whole systems as people build them, each with questions beside it. */
export const systemsFolder = join(__dirname, '../fixtures/systems');

/**
 * What is asked about a system. The answers were written by reading AWS's documentation, before the program was asked. A
 * blocker's origin is `file#text`, the first line of that file that has the text: where the component stands that blocks,
 * or the rule, entry or route of it that decides.
 */
export interface SystemQuestion {
  readonly from: string;
  readonly to: string;
  readonly protocol?: 'tcp' | 'udp' | 'icmp';
  readonly port?: number;
  readonly verdict: Answer['verdict'];
  /** All of them, in any order, where they are given. */
  readonly blockers?: readonly { readonly code: string; readonly origin: string }[];
  /** What the verdict hangs on, for `unknown`. */
  readonly unknown?: string;
  readonly because?: string;
  /** The pages of AWS's or the provider's documentation that the blockers follow from. */
  readonly documentation?: readonly string[];
}

/** The questions about a system, by its folder's name. */
export function questionsOf(name: string): readonly SystemQuestion[] {
  return JSON.parse(readFileSync(join(systemsFolder, name, 'questions.json'), 'utf8')) as SystemQuestion[];
}

/** The traffic that is asked about; undefined for any. */
export function trafficOf({ protocol = 'tcp', port }: SystemQuestion): Question['traffic'] {
  if (protocol === 'icmp') return { protocol: 1, ports: undefined };
  return port === undefined
    ? undefined
    : { protocol: protocol === 'udp' ? 17 : 6, ports: { from: port, to: port } };
}
