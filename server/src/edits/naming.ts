import { formatCidr, type Cidr } from '../ip/cidr';
import type {
  Configuration,
  ModuleInstance,
  ModulePlace,
  ResourceInstance,
} from '../terraform/configuration';
import type { Value } from '../terraform/value';
import { quoted } from './hcl';

/** The attribute of its VPC that names a component which has no resource of its own. */
const implicitComponents: Readonly<Record<string, string>> = {
  'default-security-group': 'default_security_group_id',
  'default-network-acl': 'default_network_acl_id',
  'main-route-table': 'main_route_table_id',
};

/**
 * The expression that means a component's id in a module: `aws_security_group.app[0].id`, `var.app_group_id`,
 * `module.app.group_id`, `"sg-0abc"`. Undefined where the module has no way to say it.
 */
export function idExpression(
  id: string,
  scope: ModulePlace,
  configuration: Configuration,
): string | undefined {
  const service = /^aws-prefix-list\/([^@]+)$/.exec(id)?.[1];
  if (service !== undefined) return prefixListExpression(service, scope, configuration);
  const [owner = id, implicit] = id.split('/');
  const attribute = implicit === undefined ? 'id' : implicitComponents[implicit];
  if (attribute === undefined) return undefined;
  const resource = configuration.byAddress.get(owner);
  if (resource !== undefined) return attributeExpression(resource, attribute, scope, configuration);
  return /^[a-z]+-[0-9a-f]{8,}$/.test(id) ? quoted(id) : undefined;
}

/** The prefix list of an AWS service: a data source that finds it, else what the service's gateway endpoint knows it by. */
function prefixListExpression(
  service: string,
  scope: ModulePlace,
  configuration: Configuration,
): string | undefined {
  for (const resource of configuration.resources) {
    const argument = prefixListArguments[`${resource.mode} ${resource.type}`];
    if (argument === undefined || !endsWith(resource, argument.name, `.${service}`)) continue;
    const expression = attributeExpression(resource, argument.attribute, scope, configuration);
    if (expression !== undefined) return expression;
  }
  return undefined;
}

/** What names a service's prefix list, by mode and type: the argument that says which service, the attribute that is the list's id. */
const prefixListArguments: Readonly<
  Partial<Record<string, { readonly name: string; readonly attribute: string }>>
> = {
  'data aws_ec2_managed_prefix_list': { name: 'name', attribute: 'id' },
  'data aws_prefix_list': { name: 'name', attribute: 'id' },
  'managed aws_vpc_endpoint': { name: 'service_name', attribute: 'prefix_list_id' },
};

/** Whether an argument ends with a text, also where its beginning (the Region) is not known. */
function endsWith(resource: ResourceInstance, name: string, end: string): boolean {
  const argument = resource.body.attributes.get(name);
  if (argument?.value.kind === 'string') return argument.value.value.endsWith(end);
  if (argument?.expression.kind !== 'template') return false;
  const last = argument.expression.parts.at(-1);
  return last?.kind === 'text' && last.text.endsWith(end);
}

/** The expression that means a resource instance's attribute in a module; undefined where there is none. */
export function attributeExpression(
  resource: ResourceInstance,
  attribute: string,
  scope: ModulePlace,
  configuration: Configuration,
): string | undefined {
  if (typeof resource.key === 'object') return undefined;
  if (resource.module.address === scope.address) return `${localAddress(resource)}.${attribute}`;
  const means = (value: Value): boolean =>
    value.kind === 'reference' && value.address === resource.address && value.path.join('.') === attribute;
  const module = moduleInstance(configuration.module, scope.address);
  for (const [name, value] of module?.variables ?? []) if (means(value)) return `var.${name}`;
  for (const call of module?.calls ?? []) {
    for (const [name, value] of call.outputs) {
      if (means(value)) return `${relativeAddress(call.address, scope.address)}.${name}`;
    }
  }
  return undefined;
}

/** A module instance by its address (empty for the root). */
export function moduleInstance(module: ModuleInstance, address: string): ModuleInstance | undefined {
  if (module.address === address) return module;
  for (const call of module.calls) {
    const found = moduleInstance(call, address);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A CIDR in a module: the attribute of the VPC or subnet that has exactly this block, else its text. */
export function cidrExpression(cidr: Cidr, scope: ModulePlace, configuration: Configuration): string {
  const text = formatCidr(cidr);
  const attribute = cidr.family === 4 ? 'cidr_block' : 'ipv6_cidr_block';
  for (const resource of configuration.resources) {
    if (resource.module.address !== scope.address || resource.mode !== 'managed') continue;
    if (resource.type !== 'aws_vpc' && resource.type !== 'aws_subnet') continue;
    const value = resource.body.attributes.get(attribute)?.value;
    if (value?.kind !== 'string' || value.value !== text) continue;
    const expression = attributeExpression(resource, attribute, scope, configuration);
    if (expression !== undefined) return expression;
  }
  return quoted(text);
}

/** The resource's address within its module: `aws_instance.a[0]`. */
export function localAddress(resource: ResourceInstance): string {
  return relativeAddress(resource.address, resource.module.address);
}

function relativeAddress(address: string, scope: string): string {
  return scope === '' ? address : address.slice(scope.length + 1);
}

/** Names that one change has given to resources already: `directory type.name`. Grows as the change is written. */
export type TakenNames = Set<string>;

/**
 * A resource name that its module has not used for this type: `wanted`, or `wanted_2`, `wanted_3`, …
 * @param taken what the same change has taken; the new name is added
 */
export function freeName(
  type: string,
  wanted: string,
  module: ModulePlace,
  configuration: Configuration,
  taken: TakenNames = new Set(),
): string {
  const base = wanted.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '') || 'added';
  const used = new Set(
    configuration.resources
      .filter((resource) => resource.type === type && resource.module.directory === module.directory)
      .map((resource) => resource.name),
  );
  const key = (name: string): string => `${module.directory} ${type}.${name}`;
  let name = base;
  for (let number = 2; used.has(name) || taken.has(key(name)); number += 1) name = `${base}_${number}`;
  taken.add(key(name));
  return name;
}

/** What a component is called in a resource name: `app` for `module.x.aws_security_group.app[0]`. */
export function shortName(id: string, configuration: Configuration): string {
  const resource = configuration.byAddress.get(id.split('/')[0] ?? id);
  return resource?.name ?? /^aws-prefix-list\/([^@]+)/.exec(id)?.[1] ?? id;
}
