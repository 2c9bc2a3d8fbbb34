import type { Configuration, ResourceInstance } from './configuration';
import { groupBy } from '../util/collections';
import { remembered } from '../util/remembered';

const byType = remembered((configuration: Configuration) =>
  groupBy(
    configuration.resources.filter((resource) => resource.mode === 'managed'),
    (resource) => resource.type,
  ),
);

/** The managed resource instances of these types, type after type, in the order of the code. */
export function managed(
  configuration: Configuration,
  ...types: readonly string[]
): readonly ResourceInstance[] {
  const all = byType(configuration);
  const [only] = types;
  return types.length === 1 && only !== undefined
    ? (all.get(only) ?? [])
    : types.flatMap((type) => all.get(type) ?? []);
}

/** Those of them that surely exist. */
export function certain(
  configuration: Configuration,
  ...types: readonly string[]
): readonly ResourceInstance[] {
  return managed(configuration, ...types).filter((resource) => resource.uncertain === undefined);
}
