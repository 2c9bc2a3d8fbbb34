import type { Network } from '../network/model';

/** What an end of a question is: a workload's kind (`ecs_service`), `loadBalancer`, `endpoint`, `service`; else undefined. */
export function kindOfEnd(network: Network, id: string): string | undefined {
  const workload = network.workloads.get(id);
  if (workload !== undefined) return workload.kind;
  if (network.loadBalancers.has(id)) return 'loadBalancer';
  if (network.endpoints.has(id)) return 'endpoint';
  return id.startsWith('service:') ? 'service' : undefined;
}
