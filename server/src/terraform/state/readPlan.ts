import { isObject, listMember, textMember, type JsonObject, type StateResource } from './resource';
import { providerName } from './readState';
import { pickWhitelisted } from './whitelist';

/**
 * The resources of `terraform show -json plan` as they will be after apply. A value that is known after apply is absent
 * from `after` and `true` in `after_unknown`; what it refers to is in `configuration`, by attribute, without the
 * instance where that is computed. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function readPlan(plan: JsonObject): StateResource[] {
  const configuration = plan['configuration'];
  const root = isObject(configuration) ? configuration['root_module'] : undefined;
  return listMember(plan, 'resource_changes')
    .filter(isObject)
    .flatMap((change) => {
      const resource = readChange(change, isObject(root) ? root : {});
      return resource === undefined ? [] : [resource];
    });
}

function readChange(resource: JsonObject, rootModule: JsonObject): StateResource | undefined {
  const address = textMember(resource, 'address');
  const type = textMember(resource, 'type');
  const name = textMember(resource, 'name');
  const change = resource['change'];
  if (address === undefined || type === undefined || name === undefined || !isObject(change))
    return undefined;
  const after = change['after'];
  if (!isObject(after)) return undefined; // to be destroyed
  const unknown = change['after_unknown'];
  const index = resource['index'];
  const moduleAddress = textMember(resource, 'module_address') ?? '';
  const mode = resource['mode'] === 'data' ? 'data' : 'managed';
  return {
    address,
    moduleAddress,
    mode,
    type,
    name,
    key: typeof index === 'string' || typeof index === 'number' ? index : undefined,
    provider: providerName(textMember(resource, 'provider_name')),
    values: pickWhitelisted(after),
    unknown: isObject(unknown) ? pickWhitelisted(unknown) : {},
    references: referencesOf(rootModule, moduleAddress, `${mode === 'data' ? 'data.' : ''}${type}.${name}`),
  };
}

/** What each attribute that the code sets refers to, by the module's own names. */
function referencesOf(
  root: JsonObject,
  moduleAddress: string,
  resource: string,
): Map<string, readonly string[]> {
  let module: JsonObject = root;
  for (const [, name] of moduleAddress.matchAll(/module\.([^.[]+)/g)) {
    const calls = module['module_calls'];
    const call = isObject(calls) && name !== undefined ? calls[name] : undefined;
    const next = isObject(call) ? call['module'] : undefined;
    if (!isObject(next)) return new Map();
    module = next;
  }
  const block = listMember(module, 'resources')
    .filter(isObject)
    .find((candidate) => candidate['address'] === resource);
  const expressions = block?.['expressions'];
  if (!isObject(expressions)) return new Map();
  return new Map(
    Object.entries(expressions).flatMap(([name, expression]) => {
      const references = isObject(expression) ? listMember(expression, 'references') : [];
      return [[name, references.filter((reference) => typeof reference === 'string')] as const];
    }),
  );
}
