import type { Context } from './context';

/** What `make` finds in a configuration, looked for once. */
export function once<T>(context: Context, make: (context: Context) => T): T {
  return context.once(make);
}
