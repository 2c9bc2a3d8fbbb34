/**
 * What a code lens does when it is clicked: the client's command *Who Can Reach This?*, with what it is about. A lens that
 * stands over several instances (`count`, `for_each`, a module that is called twice) has one argument for each.
 */
export const whoCanReachThisCommand = 'reachable.whoCanReachThis';

/** One argument of the command; it gets a list of them as its first. */
export interface ReachableThing {
  /** A root's `id`: its folder's URI. */
  readonly root: string;
  /** What `to` of a question takes: the resource instance's address. */
  readonly address: string;
}
