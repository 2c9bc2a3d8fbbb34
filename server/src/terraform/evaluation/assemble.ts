import type { ModuleInstance, Problem, ResourceInstance } from '../configuration';
import type { Value } from '../value';
import type { ModuleDefinition } from '../definition/declarations';
import { hasConditions } from './conditions';
import type { Conditioned } from './conditions';
import type { Graph, ModulePath } from './context';
import { sameLists, sameMaps, sameProblem } from './same';
import { errorAt } from './told';
import type { Told } from './told';

/** A module instance with everything below it. */
export interface Assembled {
  readonly instance: ModuleInstance;
  readonly resources: readonly ResourceInstance[];
  readonly problems: readonly Problem[];
}

/** Arguments of a module block that are not the module's variables. */
const callArguments = new Set(['source', 'version', 'providers', 'count', 'for_each', 'depends_on']);

/** Evaluates all that a module instance declares. */
export function computeAssembled(graph: Graph, module: ModulePath): Assembled {
  const place = graph.place(module);
  const definition = graph.definition(place.directory);
  const problems: Problem[] = [...(definition?.problems ?? [])];
  const take = <T>(told: Told<T>): T => {
    if (told.problems.length > 0) problems.push(...told.problems);
    return told.value;
  };
  if (module.caller === undefined) take(graph.givenValues());
  const every = (
    names: Iterable<string> | undefined,
    read: (name: string) => Value,
  ): ReadonlyMap<string, Value> => new Map([...(names ?? [])].map((name) => [name, read(name)]));

  const judge = (declarations: ModuleDefinition[Conditioned] | undefined, table: Conditioned): void => {
    for (const [name, declaration] of declarations ?? []) {
      if (hasConditions(declaration, table)) problems.push(...graph.conditions(module, table, name, ''));
    }
  };

  const variables = every(definition?.variables.keys(), (name) => take(graph.variable(module, name)));
  judge(definition?.variables, 'variables');
  const locals = every(definition?.locals.keys(), (name) => take(graph.local(module, name)));
  for (const name of definition?.providers.keys() ?? []) take(graph.ownProvider(module, name));
  const resources: ResourceInstance[] = [];
  for (const [name, declaration] of definition?.resources ?? []) {
    const conditioned = hasConditions(declaration, 'resources');
    for (const key of take(graph.expansion(module, 'resources', name)).instances.keys()) {
      const instance = graph.instance(module, name, key);
      if (instance !== undefined) resources.push(take(instance));
      if (conditioned) problems.push(...graph.conditions(module, 'resources', name, key));
    }
  }
  const calls: ModuleInstance[] = [];
  for (const name of definition?.calls.keys() ?? []) {
    const instances = take(graph.expansion(module, 'calls', name)).instances;
    const target = take(graph.target(module, name));
    if ('missing' in target) continue;
    problems.push(...unknownArguments(graph, module, name, target.directory));
    for (const key of instances.keys()) {
      const below = graph.assembled(graph.child(module, name, key));
      calls.push(below.instance);
      for (const resource of below.resources) resources.push(resource);
      for (const problem of below.problems) problems.push(problem);
    }
  }
  const outputs = every(definition?.outputs.keys(), (name) => take(graph.output(module, name)));
  judge(definition?.outputs, 'outputs');
  judge(definition?.checks, 'checks');
  return { instance: { ...place, variables, locals, outputs, calls }, resources, problems };
}

function unknownArguments(graph: Graph, module: ModulePath, call: string, directory: string): Problem[] {
  const variables = graph.definition(directory)?.variables;
  const attributes = graph.declaration(module, 'calls', call)?.body.attributes ?? new Map<string, never>();
  return [...attributes].flatMap(([name, { chunk, node }]) => {
    if (callArguments.has(name) || variables?.has(name) === true) return [];
    return [errorAt(`The module "${call}" has no variable "${name}".`, { chunk, range: node.nameRange })];
  });
}

/** Whether nothing in a module, and below it, has changed. */
export function sameAssembled(a: Assembled, b: Assembled): boolean {
  const [left, right] = [a.instance, b.instance];
  return (
    left.address === right.address &&
    left.directory === right.directory &&
    left.callSource?.chunk === right.callSource?.chunk &&
    sameMaps(left.variables, right.variables, Object.is) &&
    sameMaps(left.locals, right.locals, Object.is) &&
    sameMaps(left.outputs, right.outputs, Object.is) &&
    sameLists(left.calls, right.calls, Object.is) &&
    sameLists(a.resources, b.resources, Object.is) &&
    sameLists(a.problems, b.problems, sameProblem)
  );
}
