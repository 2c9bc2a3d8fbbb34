import type { ResourceInstance } from '../../terraform/configuration';
import type { Value } from '../../terraform/value';
import { canonicalType, type Context } from './context';
import type { Fields } from './fields';
import { identify } from './identities';

/**
 * The resource of this code that a data source looks up: the only one of its type, Region and account that has the
 * asked name or tags. Code that creates a group in one place and finds it by name in another means the same group.
 */
export function matchingResource(context: Context, data: ResourceInstance): ResourceInstance | undefined {
  const matches = context.once(matchCache);
  const known = matches.get(data);
  if (known !== undefined) return known.resource;
  const resource = find(context, data);
  matches.set(data, { resource });
  return resource;
}

function matchCache(): Map<ResourceInstance, { readonly resource: ResourceInstance | undefined }> {
  return new Map();
}

function find(context: Context, data: ResourceInstance): ResourceInstance | undefined {
  const wanted = criteria(context.fields(data));
  if (wanted.length === 0) return undefined;
  const place = context.place(data).key;
  const found = context
    .of(canonicalType(data.type))
    .filter((resource) => context.place(resource).key === place && meets(context.fields(resource), wanted))
    .filter((resource) => mayBeInOneVpc(context, context.fields(data), context.fields(resource)));
  return found.length === 1 ? found[0] : undefined;
}

/** Names are unique within a VPC only: one that looks in another VPC looks for another thing. */
function mayBeInOneVpc(context: Context, data: Fields, resource: Fields): boolean {
  const filtered = data.blocks('filter').items.find((one) => text(one.argument('name')?.value) === 'vpc-id');
  const list = filtered?.argument('values')?.value;
  const asked = data.argument('vpc_id')?.value ?? (list?.kind === 'list' ? list.elements[0] : undefined);
  const own = resource.argument('vpc_id')?.value;
  if (asked === undefined || own === undefined) return true;
  const [a, b] = [identify(context, asked, 'vpcs'), identify(context, own, 'vpcs')];
  return a === undefined || b === undefined || a.id === b.id;
}

interface Criterion {
  readonly argument: 'argument' | 'tag';
  readonly key: string;
  readonly value: string;
}

function criteria(fields: Fields): readonly Criterion[] {
  const tags = fields.argument('tags')?.value;
  return [
    ...['name', 'cidr_block'].flatMap((key): Criterion[] => {
      const value = text(fields.argument(key)?.value);
      return value === undefined ? [] : [{ argument: 'argument', key, value }];
    }),
    ...(tags?.kind === 'map' ? [...tags.entries].flatMap(([key, value]) => tag(key, value)) : []),
    ...fields.blocks('filter').items.flatMap(filter),
  ];
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html and its kin: filters by name and tag. */
function filter(fields: Fields): Criterion[] {
  const name = text(fields.argument('name')?.value);
  const values = fields.argument('values')?.value;
  const value =
    values?.kind === 'list' && values.elements.length === 1 ? text(values.elements[0]) : undefined;
  if (name === undefined || value === undefined || value.includes('*')) return [];
  if (name === 'group-name') return [{ argument: 'argument', key: 'name', value }];
  return name.startsWith('tag:') ? [{ argument: 'tag', key: name.slice('tag:'.length), value }] : [];
}

function tag(key: string, value: Value): Criterion[] {
  const wanted = text(value);
  return wanted === undefined ? [] : [{ argument: 'tag', key, value: wanted }];
}

function meets(fields: Fields, wanted: readonly Criterion[]): boolean {
  const tags = fields.argument('tags')?.value;
  return wanted.every(({ argument, key, value }) => {
    if (argument === 'argument') return text(fields.argument(key)?.value) === value;
    return tags?.kind === 'map' && text(tags.entries.get(key)) === value;
  });
}

function text(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}
