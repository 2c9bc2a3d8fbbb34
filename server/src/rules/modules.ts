import type { Configuration, ModuleInstance } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';

/** The calls that lead to a module instance, the outermost first. */
export function callsTo(configuration: Configuration, address: string): readonly ModuleCall[] {
  return (pathTo(configuration.module, address) ?? []).flatMap((module) =>
    module.callSource === undefined ? [] : [{ address: module.address, source: module.callSource }],
  );
}

export interface ModuleCall {
  readonly address: string;
  readonly source: SourceRange;
}

function pathTo(module: ModuleInstance, address: string): readonly ModuleInstance[] | undefined {
  if (module.address === address) return [module];
  const next = module.calls.find(
    (call) => address === call.address || address.startsWith(`${call.address}.`),
  );
  const rest = next === undefined ? undefined : pathTo(next, address);
  return rest === undefined ? undefined : [module, ...rest];
}
