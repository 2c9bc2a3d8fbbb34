import { madeType } from '../definition/overrides';
import { anyType } from '../type';
import type { Type } from '../type';
import type { Value } from '../value';
import { objectValue, tupleValue } from '../values/make';
import type { Owner } from './attributes';
import { attributeValue, unsetValue, wholeValue } from './attributes';
import { addressIn } from './context';
import type { Graph, ModulePath } from './context';
import { keyName } from './expansion';
import { isInferred, knownComputed } from './knowledge';
import { resourceName, schemaOf } from './resources';

/**
 * One attribute of a resource instance. One that the block does not set is answered without evaluating the block, so
 * that `aws_security_group.a.id` in `b` and `aws_security_group.b.id` in `a` do not wait for each other.
 */
export function computeAttribute(
  graph: Graph,
  module: ModulePath,
  resource: string,
  key: string,
  attribute: string,
): Value {
  const owner = ownerOf(graph, module, resource, key);
  const body = graph.declaration(module, 'resources', resource)?.body;
  const isSet =
    body?.attributes.has(attribute) === true ||
    body?.blocks.some(({ node }) => madeType(node) === attribute) === true;
  if (!isSet && !isInferred(owner.type, attribute)) return unsetValue(owner, attribute);
  const instance = graph.instance(module, resource, key);
  return instance === undefined
    ? unsetValue(owner, attribute)
    : attributeValue(owner, instance.value.body, attribute);
}

/** One instance as an object; of types that nothing is known of, a reference that any attribute can be read from. */
export function computeInstanceValue(graph: Graph, module: ModulePath, resource: string, key: string): Value {
  const owner = ownerOf(graph, module, resource, key);
  const instance = graph.instance(module, resource, key);
  if (owner.schema === undefined || instance === undefined)
    return { kind: 'reference', type: anyType, address: owner.address, path: [] };
  return wholeValue(owner, instance.value.body);
}

/** All instances of a resource block. */
export function computeResourceValue(graph: Graph, module: ModulePath, resource: string): Value {
  const { form, instances } = graph.expansion(module, 'resources', resource).value;
  if (form === 'single') return graph.instanceValue(module, resource, '');
  if (instances.has('[*]')) {
    // A reference to a collection, without a path: see `intoReference` in expressions/access.ts.
    const type: Type = { kind: form === 'count' ? 'list' : 'map', element: anyType };
    return { kind: 'reference', type, address: `${addressIn(module, resource)}[*]`, path: [] };
  }
  const values = [...instances].map(
    ([key, { key: name }]) => [keyName(name), graph.instanceValue(module, resource, key)] as const,
  );
  return form === 'count' ? tupleValue(values.map(([, value]) => value)) : objectValue(values);
}

function ownerOf(graph: Graph, module: ModulePath, resource: string, key: string): Owner {
  const name = resourceName(resource);
  return {
    address: addressIn(module, resource) + key,
    type: name.type,
    schema: schemaOf(name),
    known: (attribute) => {
      if (!isInferred(name.type, attribute)) return undefined;
      const instance = graph.instance(module, resource, key);
      return instance && knownComputed(instance.value, attribute);
    },
  };
}
