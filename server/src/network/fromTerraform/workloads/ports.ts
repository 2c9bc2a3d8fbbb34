import { known } from '../../maybe';
import type { ListeningPort } from '../../model';
import { withOrigin, type Context } from '../context';
import type { Fields } from '../fields';
import { read, toNumber } from '../read';

/** TCP ports that a service always answers on. */
export function fixedPorts(...ports: readonly number[]): ListeningPort[] {
  return ports.map((port) => ({ protocol: 6, port: known(port) }));
}

/** The port that an argument gives, else the default one; none where there is no default. */
export function portArgument(
  context: Context,
  fields: Fields,
  name: string,
  fallback: number | undefined,
): ListeningPort[] {
  const argument = fields.argument(name);
  const port = read(context, fields, name, toNumber);
  if (port === undefined) return fallback === undefined ? [] : fixedPorts(fallback);
  return [{ protocol: 6, port, ...withOrigin(context.origin(argument?.source)) }];
}
