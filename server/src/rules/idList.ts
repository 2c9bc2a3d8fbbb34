import { idExpression, localAddress } from '../edits/naming';
import type { Id } from '../network/model';
import type { Configuration, ModulePlace, ResourceInstance } from '../terraform/configuration';
import { managed } from '../terraform/resources';

/**
 * A list of ids as a module writes it: `[aws_subnet.a.id, aws_subnet.b.id]`; `aws_subnet.private[*].id` where these are
 * all instances of one resource. Undefined where the module can not name one of them.
 */
export function idList(
  ids: readonly Id[],
  module: ModulePlace,
  configuration: Configuration,
): string | undefined {
  if (ids.length === 0) return undefined;
  const resources = ids.flatMap((id) => configuration.byAddress.get(id) ?? []);
  const whole = resources.length < ids.length ? undefined : wholeResource(resources, module, configuration);
  if (whole !== undefined) return whole;
  const names = ids.map((id) => idExpression(id, module, configuration));
  return names.includes(undefined) ? undefined : `[${names.join(', ')}]`;
}

function wholeResource(
  resources: readonly ResourceInstance[],
  module: ModulePlace,
  configuration: Configuration,
): string | undefined {
  const [first] = resources;
  if (first?.key === undefined || typeof first.key === 'object') return undefined;
  if (first.module.address !== module.address) return undefined;
  const all = managed(configuration, first.type).filter(
    (one) => one.name === first.name && one.module.address === first.module.address,
  );
  if (all.length !== resources.length || !all.every((one) => resources.includes(one))) return undefined;
  const name = localAddress(first).replace(/\[.*$/, '');
  return typeof first.key === 'number' ? `${name}[*].id` : `values(${name})[*].id`;
}
