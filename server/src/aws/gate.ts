/** Runs a job when there is room. `goesOn`: it continues another, and waits for nothing that has not begun. */
export type Gate = <T>(job: () => Promise<T>, goesOn?: boolean) => Promise<T>;

/** Lets so many jobs run at once; the others wait in the order in which they came, those that go on first. */
export function createGate(limit: number): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (job, goesOn = false) => {
    // A place that is left goes straight to the next in the queue, so that nobody can overtake it.
    if (running >= limit)
      await new Promise<void>((resolve) => {
        if (goesOn) waiting.unshift(resolve);
        else waiting.push(resolve);
      });
    else running += 1;
    try {
      return await job();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
