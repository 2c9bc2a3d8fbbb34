import type { Configuration, EvaluatedAttribute, EvaluatedBlock, ResourceInstance } from '../configuration';
import type { Value } from '../value';
import { isWhollyKnown } from '../values/facts';
import { attributeOf, attributeValue, namesOf, type StateNames } from './toConfiguration';
import type { StateFile, StateResource } from './resource';

/**
 * The configuration of the code with what a plan knows better: values that the code leaves unknown (variables from the
 * environment, data sources) come from the plan, and an instance that stands for "some" becomes the instances that are
 * planned. References and places stay those of the code.
 */
export function overlayPlan(code: Configuration, plan: StateFile): Configuration {
  const planned = new Map(plan.resources.map((resource) => [resource.address, resource]));
  const byBlock = new Map<string, StateResource[]>();
  for (const resource of plan.resources) {
    const key = withoutKeys(resource.address);
    byBlock.set(key, [...(byBlock.get(key) ?? []), resource]);
  }
  const names = namesOf(plan.resources);
  const resources = code.resources.flatMap((resource) => {
    const own = planned.get(resource.address);
    if (own !== undefined) return [withPlan(resource, own, names)];
    if (resource.uncertain === undefined) return [resource];
    const several = byBlock.get(withoutKeys(resource.address)) ?? [];
    return several.map((instance) => withPlan(resource, instance, names));
  });
  return {
    ...code,
    resources,
    byAddress: new Map(resources.map((resource) => [resource.address, resource])),
  };
}

/** `module.a["x"].aws_b.c[0]` → `module.a.aws_b.c` */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:"[^"]*"|\d+|\*)\]/g, '');
}

function withPlan(resource: ResourceInstance, planned: StateResource, names: StateNames): ResourceInstance {
  const attributes = new Map(resource.body.attributes);
  for (const [name, attribute] of attributes) {
    const better = betterValue(attribute.value, planned, name, names);
    if (better !== undefined) attributes.set(name, { ...attribute, value: better });
  }
  const replaced = replacedBlocks(resource.body.blocks, planned, names);
  for (const [name, attribute] of replaced) attributes.set(name, attribute);
  for (const name of Object.keys(planned.values)) {
    // What the code does not set at all: ids and addresses that already exist.
    if (attributes.has(name) || resource.body.blocks.some((block) => block.type === name)) continue;
    const value = attributeValue(planned, name, names);
    if (value.kind !== 'null' && isWhollyKnown(value))
      attributes.set(name, attributeOf(name, value, resource.source));
  }
  return {
    ...resource,
    address: planned.address,
    key: planned.key,
    uncertain: undefined,
    body: {
      ...resource.body,
      attributes,
      blocks: resource.body.blocks.filter((block) => !replaced.has(block.type)),
    },
  };
}

/** The plan's value where the code's has unknowns (references are not: they are better than nothing) and the plan's has none. */
function betterValue(
  value: Value,
  planned: StateResource,
  name: string,
  names: StateNames,
): Value | undefined {
  if (!hasUnknown(value)) return undefined;
  const other = attributeValue(planned, name, names);
  return isWhollyKnown(other) ? other : undefined;
}

/** Kinds of nested blocks that the code does not know in full and the plan does: as attributes, all blocks of the kind at once. */
function replacedBlocks(
  blocks: readonly EvaluatedBlock[],
  planned: StateResource,
  names: StateNames,
): Map<string, EvaluatedAttribute> {
  const replaced = new Map<string, EvaluatedAttribute>();
  for (const block of blocks) {
    const unclear =
      block.uncertain !== undefined || [...block.body.attributes.values()].some((a) => hasUnknown(a.value));
    if (!unclear || replaced.has(block.type)) continue;
    const value = attributeValue(planned, block.type, names);
    if (value.kind !== 'null' && isWhollyKnown(value)) {
      replaced.set(block.type, attributeOf(block.type, value, block.source));
    }
  }
  return replaced;
}

function hasUnknown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'list':
      return value.elements.some(hasUnknown);
    case 'map':
      return [...value.entries.values()].some(hasUnknown);
    default:
      return false;
  }
}
