import type { Side } from '../compare/side';
import type { Id } from '../network/model';
import type { Configuration, ResourceInstance } from '../terraform/configuration';
import type { Value } from '../terraform/value';
import type { Model } from './model';

/** Arguments by which AWS knows a thing, beside its Name tag. */
const nameArguments = [
  'name',
  'identifier',
  'cluster_identifier',
  'function_name',
  'cluster_id',
  'replication_group_id',
  'cluster_name',
  'bucket',
] as const;

/**
 * Code as a side of a comparison: its Name tags and names, whose rules it owns, and what a state says of ids.
 * @param state the configuration of a state of the same code
 */
export function codeSide(model: Model, state: Configuration | undefined): Side {
  const resources = model.configuration?.resources.filter(({ mode }) => mode === 'managed') ?? [];
  return {
    network: model.network(),
    ids: new Map(state?.resources.map((one) => [one.address, idsOf(one)])),
    names: new Map(resources.map((one) => [one.address, namesOf(one)])),
    owned: new Set(resources.flatMap(ownedBy)),
  };
}

function idsOf({ body }: ResourceInstance): readonly string[] {
  return ['id', 'arn'].flatMap((name) => textIn(body.attributes.get(name)?.value) ?? []);
}

function namesOf({ body, provider }: ResourceInstance): readonly string[] {
  const defaults = provider.body?.blocks.find(({ type }) => type === 'default_tags');
  const tags = [body.attributes.get('tags')?.value, defaults?.body.attributes.get('tags')?.value];
  const tagged = tags.map((value) => textIn(memberOf(value, 'Name'))).find((name) => name !== undefined);
  const named = nameArguments.map((name) => textIn(body.attributes.get(name)?.value));
  return [...new Set([tagged, ...named].filter((name) => name !== undefined))];
}

/**
 * Whose rules are all in the code, so that an apply removes any other: a group, ACL or table with inline rules of a
 * direction, and the defaults that are adopted. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
function ownedBy(resource: ResourceInstance): readonly string[] {
  const { type, address, body } = resource;
  const both = ['ingress', 'egress'] as const;
  switch (type) {
    case 'aws_default_security_group':
    case 'aws_default_network_acl':
      return both.map((direction) => ownedKey(address, direction));
    case 'aws_default_route_table':
      return [ownedKey(address, 'routes')];
    case 'aws_security_group':
    case 'aws_network_acl':
      return both
        .filter((direction) => has(body, direction))
        .map((direction) => ownedKey(address, direction));
    case 'aws_route_table':
      return has(body, 'route') ? [ownedKey(address, 'routes')] : [];
    default:
      return [];
  }
}

function ownedKey(id: Id, what: 'ingress' | 'egress' | 'routes'): string {
  return `${id} ${what}`;
}

function has({ attributes, blocks }: ResourceInstance['body'], name: string): boolean {
  const written = attributes.get(name)?.value;
  return (written !== undefined && written.kind !== 'null') || blocks.some(({ type }) => type === name);
}

function textIn(value: Value | undefined): string | undefined {
  return value?.kind === 'string' && value.value !== '' ? value.value : undefined;
}

function memberOf(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'map' ? value.entries.get(name) : undefined;
}
