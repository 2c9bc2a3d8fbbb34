/**
 * What a client tells the server once, in `initializationOptions` of `initialize`. All of it is optional: an editor that
 * sends nothing gets the same server. Later changes follow the standard: the server registers for
 * `workspace/didChangeConfiguration` and pulls the section `reachable` with `workspace/configuration`, and registers its
 * patterns for `workspace/didChangeWatchedFiles`. Trust that is granted later restarts the server.
 */
export interface InitializationOptions {
  /** False in a workspace that the user has not trusted: then nothing outside the workspace's folders is read. Default true. */
  readonly trusted?: boolean;
  /** The settings at the start, unchecked, as `settings.ts` describes them (the object below `reachable`). */
  readonly settings?: unknown;
}

/** Reads the options of whatever a client sent. */
export function readInitializationOptions(sent: unknown): InitializationOptions {
  if (typeof sent !== 'object' || sent === null) return {};
  const trusted = 'trusted' in sent && typeof sent.trusted === 'boolean' ? { trusted: sent.trusted } : {};
  return 'settings' in sent ? { ...trusted, settings: sent.settings } : trusted;
}
