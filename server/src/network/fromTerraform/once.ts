import type { Context } from './context';

const results = new WeakMap<Context, Map<unknown, unknown>>();

/** What `make` finds in a configuration, looked for once. */
export function once<T>(context: Context, make: (context: Context) => T): T {
  const made = results.get(context) ?? new Map<unknown, unknown>();
  results.set(context, made);
  // What is stored under a function is what that function returned.
  if (made.has(make)) return made.get(make) as T;
  const result = make(context);
  made.set(make, result);
  return result;
}
