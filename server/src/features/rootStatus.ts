import type { RootStatus } from '../protocol/networkRequests';
import type { Configuration, ModuleInstance } from '../terraform/configuration';
import type { Value } from '../terraform/value';

/** How much of a root could be read. */
export function rootStatus(configuration: Configuration): Omit<RootStatus, 'root' | 'rootLabel'> {
  const { module, resources, problems } = configuration;
  return {
    resources: resources.filter(({ mode }) => mode === 'managed').length,
    modules: callsBelow(module),
    unknownInputs: [...module.variables].flatMap(([name, value]) =>
      isUnknown(value) ? [`var.${name}`] : [],
    ),
    installation: [
      ...new Set(
        problems.map(({ message }) => message).filter((message) => message.includes('terraform init')),
      ),
    ],
  };
}

function callsBelow({ calls }: ModuleInstance): number {
  return calls.reduce((sum, call) => sum + callsBelow(call), calls.length);
}

function isUnknown(value: Value): boolean {
  return value.kind === 'unknown';
}
