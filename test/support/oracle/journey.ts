import type { Network, NetworkInterface } from '../../../server/src/network/model';
import type { Address } from './addresses';
import type { Packet } from './packet';

/** What a walk carries along, and what a connection leaves behind for its reply. */

/** A packet on its way. */
export interface Travel {
  readonly packet: Packet;
  /** The interface whose private address is the source, as long as group references can tell it. */
  readonly sender: NetworkInterface | undefined;
  /** Set when the sender's groups let the packet out only to carriers of these groups. */
  readonly onlyTo: ReadonlySet<string> | undefined;
}

/** Where a walk ends. */
export type End =
  | { readonly kind: 'interface'; readonly id: string; readonly packet: Packet }
  | { readonly kind: 'internet'; readonly packet: Packet }
  | { readonly kind: 'service'; readonly endpoint: string; readonly packet: Packet }
  | { readonly kind: 'dropped'; readonly why: string };

/** What a NAT gateway or NAT instance remembers. */
export interface Translation {
  readonly translator: string;
  readonly client: Address;
  readonly clientPort: number;
  readonly asAddress: Address;
  readonly asPort: number;
}

/** One connection: the forward packet's marks in everything that is stateful. */
export interface Connection {
  /** Interfaces whose groups have let it through: replies pass them unasked. */
  readonly tracked: Set<string>;
  readonly translations: Translation[];
  /** VPCs that it has left through an egress-only gateway. */
  readonly leftByEgressOnly: Set<string>;
  /** Those of them that the reply came back to by that gateway. */
  readonly returnedByEgressOnly: Set<string>;
}

export interface Walk {
  readonly network: Network;
  readonly connection: Connection;
  readonly isReply: boolean;
  /** What AWS picks and nobody can foresee, as far as it is fixed for this walk. */
  readonly chosen: ReadonlyMap<string, number>;
  /** Components passed, for messages of failed tests. */
  readonly trace: string[];
}

/** Thrown where a walk meets a choice that is not fixed yet: `explore` tries each. */
export class ChoiceNeeded extends Error {
  constructor(
    readonly choice: string,
    readonly options: readonly number[],
  ) {
    super(choice);
  }
}

/** What AWS picks here: one of `options`. */
export function choose(walk: Walk, choice: string, options: readonly number[]): number {
  const [only] = options;
  if (only !== undefined && options.length === 1) return only;
  const chosen = walk.chosen.get(choice);
  if (chosen === undefined) throw new ChoiceNeeded(choice, options);
  return chosen;
}

export function dropped(why: string): End {
  return { kind: 'dropped', why };
}
