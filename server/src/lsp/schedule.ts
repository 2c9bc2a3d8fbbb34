/** Runs a job for each key a little after it was last asked for; a job that is asked for again is stale, and starts anew. */
export interface Schedule<K> {
  /** Asks for the key's job: soon, once, and after the messages that are already there. */
  request(key: K): void;
  /** Forgets the key: nothing is run for it any more. */
  cancel(key: K): void;
  /** Resolves when nothing is asked for and nothing runs. */
  idle(): Promise<void>;
}

/** Milliseconds: long enough for messages that are already there to be read first. */
const shortest = 1;
/** Milliseconds: a job that is as quick as this is not noticed, and runs at each key. */
const quick = 40;
const longest = 200;

/**
 * `run` is given a way to ask whether it is stale, and must not reject. The pause before a job is as long as the job
 * took last time, within bounds: large workspaces are not evaluated at each key. A key's first run does not count: it
 * had everything to do, and the next ones have not.
 */
export function createSchedule<K>(run: (key: K, isStale: () => boolean) => Promise<void>): Schedule<K> {
  const timers = new Map<K, ReturnType<typeof setTimeout>>();
  const generations = new Map<K, number>();
  const durations = new Map<K, number>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const settle = (): void => {
    if (timers.size > 0 || running > 0) return;
    for (const resolve of waiting.splice(0)) resolve();
  };
  const start = async (key: K): Promise<void> => {
    timers.delete(key);
    const generation = generations.get(key);
    const before = performance.now();
    running += 1;
    try {
      await run(key, () => generations.get(key) !== generation);
    } finally {
      running -= 1;
      durations.set(key, durations.has(key) ? performance.now() - before : 0);
      settle();
    }
  };
  const cancel = (key: K): void => {
    generations.set(key, (generations.get(key) ?? 0) + 1);
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  return {
    request: (key) => {
      cancel(key);
      const duration = durations.get(key) ?? 0;
      const pause = duration <= quick ? shortest : Math.min(longest, duration);
      timers.set(
        key,
        setTimeout(() => void start(key), pause),
      );
    },
    cancel: (key) => {
      cancel(key);
      settle();
    },
    idle: () =>
      timers.size === 0 && running === 0
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push(resolve)),
  };
}
