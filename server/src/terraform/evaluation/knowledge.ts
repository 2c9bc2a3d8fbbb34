import type { ResourceInstance } from '../configuration';
import type { Value } from '../value';
import { convertValue } from '../values/conversion';
import { isKnown } from '../values/facts';
import { mapValue, nullValue, stringValue } from '../values/make';
import { unknownFrom } from '../values/unknowns';
import { balancerDefault, dependsOnBalancerType } from './loadBalancerDefaults';
import { stringType } from '../type';
import type { Type } from '../type';

const tagsType: Type = { kind: 'map', element: stringType };

/** Whether `knownComputed` may know something of an attribute that is not set; the answer needs the instance, which costs more to ask for. */
export function isInferred(type: string, attribute: string): boolean {
  return (
    attribute === 'tags_all' ||
    type === 'aws_region' ||
    type === 'aws_partition' ||
    dependsOnBalancerType(type, attribute) ||
    (type === 'terraform_data' && attribute === 'output')
  );
}

/**
 * What can be told of attributes that are not set without asking AWS, because they follow from the configuration:
 * `tags_all`, the Region and partition, `terraform_data`'s output, defaults that hang on another argument. Undefined where the attribute stays a reference.
 */
export function knownComputed(instance: ResourceInstance, attribute: string): Value | undefined {
  if (instance.mode === 'data') return knownOfDataSource(instance, attribute);
  if (instance.type === 'terraform_data' && attribute === 'output')
    return instance.body.attributes.get('input')?.value ?? nullValue();
  if (dependsOnBalancerType(instance.type, attribute)) return balancerDefault(instance, attribute);
  if (attribute === 'tags_all' && instance.type.startsWith('aws_')) return allTags(instance);
  return undefined;
}

/** The provider's `default_tags` with the resource's own over them; a plan does not tell where there are none. */
function allTags(instance: ResourceInstance): Value | undefined {
  const own = instance.body.attributes.get('tags')?.value ?? nullValue();
  const block = instance.provider.body?.blocks.find((one) => one.type === 'default_tags');
  const shared = block?.body.attributes.get('tags')?.value ?? nullValue();
  const entries = new Map<string, Value>();
  for (const tags of [shared, own]) {
    if (!isKnown(tags)) return unknownFrom(tagsType, [tags]);
    if (tags.kind !== 'map') continue;
    for (const [name, value] of tags.entries) {
      const text = convertValue(value, stringType);
      if (text.kind !== 'failure' && text.kind !== 'null') entries.set(name, text);
    }
  }
  return entries.size === 0 ? undefined : mapValue(entries, stringType);
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/region */
function knownOfDataSource(instance: ResourceInstance, attribute: string): Value | undefined {
  const region = regionOf(instance);
  if (region === undefined) return undefined;
  switch (instance.type) {
    case 'aws_region':
      return ['name', 'id', 'region'].includes(attribute) && instance.body.attributes.size === 0
        ? stringValue(region)
        : undefined;
    case 'aws_partition':
      return partitionFacts(region)[attribute];
    default:
      return undefined;
  }
}

/** The Region of the provider configuration that an instance uses, where it is known. */
function regionOf(instance: ResourceInstance): string | undefined {
  const region = instance.provider.body?.attributes.get('region')?.value;
  return region?.kind === 'string' ? region.value : undefined;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionFacts(region: string): Readonly<Record<string, Value>> {
  const [partition, suffix, reverse] = region.startsWith('cn-')
    ? ['aws-cn', 'amazonaws.com.cn', 'cn.com.amazonaws']
    : region.startsWith('us-gov-')
      ? ['aws-us-gov', 'amazonaws.com', 'com.amazonaws']
      : /^(us-iso|eu-iso)/.test(region)
        ? []
        : ['aws', 'amazonaws.com', 'com.amazonaws'];
  if (partition === undefined || suffix === undefined || reverse === undefined) return {};
  return {
    id: stringValue(partition),
    partition: stringValue(partition),
    dns_suffix: stringValue(suffix),
    reverse_dns_prefix: stringValue(reverse),
  };
}
