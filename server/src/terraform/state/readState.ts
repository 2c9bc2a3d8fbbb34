import { isObject, listMember, textMember, type Json, type JsonObject, type StateResource } from './resource';
import { pickWhitelisted } from './whitelist';

/**
 * State in its two forms: the file that Terraform keeps (version 4) and `terraform show -json`.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */

/** The resources of a `terraform.tfstate`, version 4. */
export function readTfstate(state: JsonObject): StateResource[] {
  return listMember(state, 'resources').filter(isObject).flatMap(tfstateInstances);
}

function tfstateInstances(resource: JsonObject): StateResource[] {
  const type = textMember(resource, 'type');
  const name = textMember(resource, 'name');
  if (type === undefined || name === undefined) return [];
  const mode = resource['mode'] === 'data' ? 'data' : 'managed';
  const moduleAddress = textMember(resource, 'module') ?? '';
  return listMember(resource, 'instances')
    .filter(isObject)
    .map((instance) => {
      const key = keyOf(instance['index_key']);
      return {
        address: resourceAddress(moduleAddress, mode, type, name, key),
        moduleAddress,
        mode,
        type,
        name,
        key,
        provider: providerName(textMember(resource, 'provider')),
        values: isObject(instance['attributes']) ? pickWhitelisted(instance['attributes']) : {},
        unknown: {},
        references: new Map(),
      };
    });
}

/** The resources of a module as `terraform show -json` prints it, those of its child modules behind them. */
export function readShownModule(module: JsonObject): StateResource[] {
  const moduleAddress = textMember(module, 'address') ?? '';
  const own = listMember(module, 'resources')
    .filter(isObject)
    .flatMap((resource) => {
      const read = readShownResource(resource, moduleAddress);
      return read === undefined ? [] : [read];
    });
  return [...own, ...listMember(module, 'child_modules').filter(isObject).flatMap(readShownModule)];
}

/** One resource of `values` or `planned_values`; undefined without an address. */
export function readShownResource(resource: JsonObject, moduleAddress: string): StateResource | undefined {
  const address = textMember(resource, 'address');
  const type = textMember(resource, 'type');
  const name = textMember(resource, 'name');
  if (address === undefined || type === undefined || name === undefined) return undefined;
  const values = resource['values'];
  return {
    address,
    moduleAddress,
    mode: resource['mode'] === 'data' ? 'data' : 'managed',
    type,
    name,
    key: keyOf(resource['index']),
    provider: providerName(textMember(resource, 'provider_name')),
    values: isObject(values) ? pickWhitelisted(values) : {},
    unknown: {},
    references: new Map(),
  };
}

function keyOf(key: Json | undefined): string | number | undefined {
  return typeof key === 'string' || typeof key === 'number' ? key : undefined;
}

/** The address as Terraform prints it. */
function resourceAddress(
  module: string,
  mode: 'managed' | 'data',
  type: string,
  name: string,
  key: string | number | undefined,
): string {
  const prefix = module === '' ? '' : `${module}.`;
  const suffix = key === undefined ? '' : `[${JSON.stringify(key)}]`;
  return `${prefix}${mode === 'data' ? 'data.' : ''}${type}.${name}${suffix}`;
}

/** `aws.west` of `provider["registry.terraform.io/hashicorp/aws"].west` or `registry.terraform.io/hashicorp/aws`. */
export function providerName(provider: string | undefined): string {
  const match = /([^/"\]]+)(?:"\])?(?:\.([^.\]"]+))?$/.exec(provider ?? '');
  const [, name = '', alias] = match ?? [];
  return alias === undefined ? name : `${name}.${alias}`;
}
