import type { ResourceInstance } from '../../terraform/configuration';
import type { UnknownValue, Value } from '../../terraform/value';
import { canonicalType, type Context } from './context';

/**
 * The resource of one of these types that a value means: by a reference to any of its attributes, by a value that hangs
 * on one of many, or by its name, where the value is a string that one of `names` (arguments of the type) has.
 */
export function referredResource(
  context: Context,
  value: Value | undefined,
  types: readonly string[],
  names: readonly string[] = [],
): ResourceInstance | undefined {
  if (value?.kind === 'string') return namedResource(context, value.value, types, names);
  const candidates =
    value?.kind === 'reference'
      ? [context.resource(value.address)]
      : value?.kind === 'unknown'
        ? manyBehind(context, value)
        : [];
  const found = candidates.filter(
    (one) => one?.mode === 'managed' && types.includes(canonicalType(one.type)),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Whether an instance stands for as many as there may be: by its own `count` or `for_each`, or a module's around it. */
export function isOneOfMany(resource: ResourceInstance): boolean {
  return resource.uncertain !== undefined && resource.address.includes('[*]');
}

/** The resources that a value hangs on, and of which nobody knows how many there are. */
export function manyBehind(context: Context, value: UnknownValue): ResourceInstance[] {
  return value.causes.flatMap((cause) => {
    const resource = context.resource(cause.value);
    return resource !== undefined && isOneOfMany(resource) ? [resource] : [];
  });
}

/** AWS stores many names in lower case, so that case tells nothing. */
function namedResource(
  context: Context,
  name: string,
  types: readonly string[],
  names: readonly string[],
): ResourceInstance | undefined {
  const wanted = name.toLowerCase();
  return context.of(...types).find((resource) =>
    names.some((argument) => {
      const own = context.fields(resource).argument(argument)?.value;
      return own?.kind === 'string' && own.value.toLowerCase() === wanted;
    }),
  );
}
