import type { Configuration, EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import type { SourceRange } from '../../terraform/source';
import type { Value } from '../../terraform/value';
import { resourceHeader } from '../groupRules';
import { elementSource } from '../narrow';
import { aclKey, identityKey } from './aclKey';
import { aclTypes } from './aclEntries';
import { chunkText } from './chunkText';

/** That a subnet has a network ACL, as the code says it: an element of `subnet_ids`, or an association resource. */
export interface AclAssociation {
  readonly kind: 'element' | 'resource';
  /** The resource that says it. */
  readonly resource: ResourceInstance;
  /** Undefined where the value is unknown. */
  readonly subnet: string | undefined;
  readonly acl: string | undefined;
  readonly source: SourceRange;
}

/** Every association of the configuration that surely exists, in the order of the code. */
export function aclAssociations(configuration: Configuration): readonly AclAssociation[] {
  return configuration.resources
    .filter((resource) => resource.mode === 'managed' && resource.uncertain === undefined)
    .flatMap((resource) => {
      if (aclTypes.has(resource.type)) return elementsOf(resource);
      return resource.type === 'aws_network_acl_association' ? [ofResource(resource, configuration)] : [];
    });
}

function elementsOf(acl: ResourceInstance): AclAssociation[] {
  const attribute = acl.body.attributes.get('subnet_ids');
  if (attribute?.value.kind !== 'list') return [];
  return attribute.value.elements.map((element, index) => ({
    kind: 'element',
    resource: acl,
    subnet: identityKey(element),
    acl: acl.address,
    source: sourceOf(acl, attribute, element, index),
  }));
}

/** The element of the list that is written as the reference; a set's order does not tell which it is. */
function sourceOf(
  acl: ResourceInstance,
  attribute: EvaluatedAttribute,
  element: Value,
  index: number,
): SourceRange {
  const { expression, source } = attribute;
  const prefix = acl.module.address === '' ? '' : `${acl.module.address}.`;
  const wanted =
    element.kind === 'reference' && element.address.startsWith(prefix)
      ? [element.address.slice(prefix.length), ...element.path].join('.')
      : undefined;
  const written = (expression.kind === 'tuple' ? expression.elements : []).find(
    (one) => chunkText(source.chunk, one.range) === wanted,
  );
  return written === undefined
    ? elementSource(attribute, element, index)
    : { chunk: source.chunk, range: written.range };
}

function ofResource(resource: ResourceInstance, configuration: Configuration): AclAssociation {
  const { attributes } = resource.body;
  return {
    kind: 'resource',
    resource,
    subnet: identityKey(attributes.get('subnet_id')?.value),
    acl: aclKey(attributes.get('network_acl_id')?.value, configuration),
    source: attributes.get('subnet_id')?.source ?? resourceHeader(resource),
  };
}
