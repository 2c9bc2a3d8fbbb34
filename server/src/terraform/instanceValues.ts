import type { ResourceInstance } from './configuration';
import type { Evaluation } from './evaluateRoot';
import type { ModulePath } from './evaluation/context';
import type { Value } from './value';

/** A resource instance, and what it is worth to expressions: an object of all its attributes. */
export interface InstanceValue {
  readonly instance: ResourceInstance;
  readonly value: Value;
}

/**
 * Every resource instance and data source with all attributes as a plan shows them, by address: what is configured,
 * references for what the provider computes, defaults for the rest. Of resource types that nothing is known of, a
 * reference to the whole.
 */
export function instanceValues({ state: { graph } }: Evaluation): ReadonlyMap<string, InstanceValue> {
  const values = new Map<string, InstanceValue>();
  const visit = (module: ModulePath): void => {
    const directory = graph.directory(module);
    const definition = directory === undefined ? undefined : graph.definition(directory);
    for (const name of definition?.resources.keys() ?? []) {
      for (const key of graph.expansion(module, 'resources', name).value.instances.keys()) {
        const instance = graph.instance(module, name, key)?.value;
        if (instance !== undefined)
          values.set(instance.address, { instance, value: graph.instanceValue(module, name, key) });
      }
    }
    for (const name of definition?.calls.keys() ?? []) {
      if ('missing' in graph.target(module, name).value) continue;
      for (const key of graph.expansion(module, 'calls', name).value.instances.keys())
        visit(graph.child(module, name, key));
    }
  };
  visit(graph.root);
  return values;
}
