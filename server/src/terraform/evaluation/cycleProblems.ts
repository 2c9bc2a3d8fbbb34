import type { ModuleInstance, Problem } from '../configuration';
import type { SourceRange } from '../source';
import type { Cycle } from './cells';
import { addressIn } from './context';
import type { Graph, ModulePath } from './context';
import { errorAt } from './told';

/** A problem for each circle of references, at the first of its members. */
export function cycleProblems(graph: Graph, root: ModuleInstance, cycles: readonly Cycle[]): Problem[] {
  const named = cycles.filter((cycle) => cycle.members.length > 0);
  if (named.length === 0) return [];
  const sources = new Map<string, SourceRange>();
  collect(graph, root, sources);
  return named.flatMap(({ members }) => {
    const source = members.map((member) => sources.get(member)).find((found) => found !== undefined);
    if (source === undefined) return [];
    const message =
      members.length === 1
        ? `${members.join('')} refers to itself.`
        : `These refer to each other in a circle: ${members.join(', ')}.`;
    return [errorAt(message, source)];
  });
}

/** Where everything that can be in a circle stands, by the name that cells give it. */
function collect(graph: Graph, module: ModuleInstance, into: Map<string, SourceRange>): void {
  const definition = graph.definition(module.directory);
  const path: Pick<ModulePath, 'address'> = module;
  const add = (name: string, source: SourceRange): void => {
    into.set(addressIn(path, name), source);
  };
  for (const [name, { chunk, node }] of definition?.locals ?? [])
    add(`local.${name}`, { chunk, range: node.range });
  for (const [name, { source }] of definition?.variables ?? []) add(`var.${name}`, source);
  for (const [name, { source }] of definition?.outputs ?? []) add(`output.${name}`, source);
  for (const [name, { source }] of definition?.calls ?? []) add(`module.${name}`, source);
  for (const [name, { source }] of definition?.providers ?? []) add(`provider.${name}`, source);
  for (const [name, { source }] of definition?.resources ?? []) add(name, source);
  for (const call of module.calls) collect(graph, call, into);
}
