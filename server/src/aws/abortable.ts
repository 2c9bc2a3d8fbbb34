/** Rejects as soon as the signal says so: the SDK's pauses between two tries do not listen to it. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(calledOff());
    if (signal.aborted) {
      promise.catch(() => undefined);
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** What is thrown where a person has called something off, as the platform's own functions throw it. */
export function calledOff(): Error {
  return Object.assign(new Error('called off'), { name: 'AbortError' });
}
