/** What a code lens does when it is clicked: the client's command *Who Can Reach This?*, with what it is about. */
export const whoCanReachThisCommand = 'reachable.whoCanReachThis';

/** The command's only argument. */
export interface ReachableThing {
  /** A root's `id`: its folder's URI. */
  readonly root: string;
  /**
   * What `to` of a question takes: the resource instance's address; for a lens over several instances of a workload
   * (`count`, `for_each`) that of the resource, which stands for them all.
   */
  readonly address: string;
}
