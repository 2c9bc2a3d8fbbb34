/**
 * The commands that wait for the server's client to be loaded, without `reachable.` before them. `openAnswer`,
 * `openOrigin` and `openLocation` are for rows of views: the palette does not list them.
 */
export const commandNames = [
  'why',
  'whoCanReachThis',
  'whatCanThisReach',
  'showMap',
  'openLastAnswer',
  'openAnswer',
  'openAnswerAsText',
  'askAgain',
  'pinQuestion',
  'unpinQuestion',
  'removeQuestion',
  'openOrigin',
  'openLocation',
  'selectAccount',
  'addAccount',
  'refreshAccount',
  'askLiveAccount',
  'compareWithAccount',
  'saveSnapshot',
  'explainFlowRecord',
  'restartServer',
] as const;

export type CommandName = (typeof commandNames)[number];
