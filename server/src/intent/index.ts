import { addressFlows } from './addresses';
import type { Code } from './code';
import { databaseProxyFlows } from './databaseProxies';
import type { Evidence, IntendedFlow } from './intendedFlow';
import { kubernetesFlows } from './kubernetes';
import { sessionManagerFlows } from './sessionManager';
import { taskFlows } from './taskNeeds';
import { volumeFlows } from './volumes';

export type { IntendedFlow } from './intendedFlow';

/**
 * All connections that the code shows somebody to need, each once, with all that proves it. What balancers send to their
 * targets is not among them: rules of their own look at that.
 */
export function intendedFlows(code: Code): readonly IntendedFlow[] {
  const all = [
    ...addressFlows(code),
    ...taskFlows(code),
    ...volumeFlows(code),
    ...databaseProxyFlows(code),
    ...kubernetesFlows(code),
    ...sessionManagerFlows(code),
  ];
  const distinct = new Map<string, IntendedFlow>();
  for (const flow of all) {
    const key = JSON.stringify(flow.question);
    const known = distinct.get(key);
    distinct.set(key, known === undefined ? flow : { ...known, evidence: joined(known, flow) });
  }
  return [...distinct.values()];
}

function joined(a: IntendedFlow, b: IntendedFlow): readonly [Evidence, ...Evidence[]] {
  const [first, ...others] = a.evidence;
  return [first, ...others, ...b.evidence];
}
