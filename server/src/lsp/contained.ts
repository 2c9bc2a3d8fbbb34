import { ResponseError, type CancellationToken, type RemoteConsole } from 'vscode-languageserver';

/** A handler of a request. */
export type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

/**
 * The handler, with its errors contained: whatever goes wrong inside is told in the log, and the client gets `fallback`
 * instead of an error that it would show.
 */
export function contained<P, R>(
  name: string,
  console: RemoteConsole,
  fallback: R,
  handler: Handler<P, R>,
): Handler<P, R> {
  return async (params, token) => {
    try {
      return await handler(params, token);
    } catch (error) {
      // What a handler refuses on purpose is an answer.
      if (error instanceof ResponseError) throw error;
      console.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return fallback;
    }
  };
}
