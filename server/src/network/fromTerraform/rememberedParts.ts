import type { ResourceInstance } from '../../terraform/configuration';
import type { FileRange, SourceRange } from '../../terraform/source';
import type { Context } from './context';

/** Builds a part of the network from one resource: what it finds about others, it finds by their addresses. */
type Builder<T> = (context: Context, resource: ResourceInstance) => T;

/** What was built, and what it hangs on besides the resource itself. */
interface Part {
  readonly value: unknown;
  readonly uses: Uses;
}

interface Uses {
  /** A place in each chunk that was located: another chunk before it in the file moves it. */
  readonly places: ReadonlyMap<
    SourceRange['chunk'],
    { readonly source: SourceRange; readonly found: FileRange | undefined }
  >;
  readonly resources: ReadonlyMap<string, ResourceInstance | undefined>;
  /** What it told the context, to be told again. As data: functions would keep the whole context alive. */
  readonly mentions: readonly Parameters<Context['mention']>[];
  readonly problems: readonly Parameters<Context['problem']>[];
}

const parts = new WeakMap<ResourceInstance, Map<Builder<unknown>, Part>>();

/**
 * What `build` makes of a resource; that of the last network, where the resource and everything that it looked at are
 * the same. After an edit, all but the resources that it touches. A builder that asks for all of the configuration (`of`,
 * `data`, `once`) is not remembered.
 */
export function rememberedPart<T>(context: Context, resource: ResourceInstance, build: Builder<T>): T {
  const known = parts.get(resource)?.get(build);
  if (known !== undefined && isUpToDate(known.uses, context)) {
    for (const mention of known.uses.mentions) context.mention(...mention);
    for (const problem of known.uses.problems) context.problem(...problem);
    // What is stored under a builder is what that builder returned.
    return known.value as T;
  }
  const { watched, uses } = watch(context);
  const value = build(watched, resource);
  const seen = uses();
  const own = parts.get(resource) ?? new Map<Builder<unknown>, Part>();
  parts.set(resource, own);
  if (seen === 'everything') own.delete(build);
  else own.set(build, { value, uses: seen });
  return value;
}

function isUpToDate({ places, resources }: Uses, context: Context): boolean {
  for (const [address, resource] of resources) if (context.resource(address) !== resource) return false;
  for (const { source, found } of places.values()) {
    const now = context.configuration.locate(source);
    if (now?.path !== found?.path || now?.range.start.line !== found?.range.start.line) return false;
  }
  return true;
}

/** A context that notes what is asked of it. */
function watch(context: Context): { readonly watched: Context; readonly uses: () => Uses | 'everything' } {
  const places = new Map<
    SourceRange['chunk'],
    { readonly source: SourceRange; readonly found: FileRange | undefined }
  >();
  const resources = new Map<string, ResourceInstance | undefined>();
  const mentions: Parameters<Context['mention']>[] = [];
  const problems: Parameters<Context['problem']>[] = [];
  let everything = false;
  const locate = (source: SourceRange | undefined): void => {
    if (source === undefined || places.has(source.chunk)) return;
    places.set(source.chunk, { source, found: context.configuration.locate(source) });
  };
  const asksForAll =
    <A extends readonly unknown[], R>(ask: (...asked: A) => R) =>
    (...asked: A): R => {
      everything = true;
      return ask(...asked);
    };
  const watched: Context = {
    ...context,
    get configuration() {
      everything = true;
      return context.configuration;
    },
    of: asksForAll(context.of),
    data: asksForAll(context.data),
    once: (make) => {
      everything = true;
      return context.once(make);
    },
    resource: (address) => {
      const resource = context.resource(address);
      resources.set(address, resource);
      return resource;
    },
    component: (resource) => {
      locate(resource.source);
      locate(resource.uncertain?.source);
      return context.component(resource);
    },
    origin: (source) => {
      locate(source);
      return context.origin(source);
    },
    reason: (cause, family) => {
      locate(cause.source);
      return context.reason(cause, family);
    },
    mention: (...mention) => {
      mentions.push(mention);
      context.mention(...mention);
    },
    problem: (...problem) => {
      problems.push(problem);
      locate(problem[1]);
      context.problem(...problem);
    },
  };
  return {
    watched,
    uses: () => (everything ? 'everything' : { places, resources, mentions, problems }),
  };
}
