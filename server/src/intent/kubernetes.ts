import { tcpPort } from './addresses';
import { blocksOf, named, type Code } from './code';
import { certain } from '../terraform/resources';
import type { IntendedFlow } from './intendedFlow';

/** The port of the kubelet, which the control plane calls for logs and shells. */
const kubelet = 10250;

/**
 * Nodes join their cluster by its API server, and the control plane calls them back.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html,
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 */
export function kubernetesFlows(code: Code): readonly IntendedFlow[] {
  return certain(code.configuration, 'aws_eks_node_group').flatMap((nodes): IntendedFlow[] => {
    const argument = nodes.body.attributes.get('cluster_name');
    const cluster = named(code, argument?.value, 'aws_eks_cluster', 'name');
    if (argument === undefined || cluster === undefined || !code.network.workloads.has(nodes.address))
      return [];
    const config = blocksOf(cluster.body, 'vpc_config')[0]?.body.attributes;
    const access = config?.get('endpoint_private_access')?.value;
    const evidence = { text: `they belong to ${cluster.address}`, source: argument.source };
    const isPrivate = access?.kind === 'boolean' ? access.value : access === undefined ? false : undefined;
    // Where it is unknown whether there is a private endpoint, it is unknown which way nodes take.
    if (isPrivate === undefined) return [];
    const flow = (from: string, to: string, port: number, purpose: string): IntendedFlow => ({
      from,
      question: { from, to, traffic: tcpPort(port) },
      purpose,
      certain: true,
      evidence: [evidence],
    });
    return [
      flow(nodes.address, isPrivate ? cluster.address : 'internet', 443, 'join the cluster'),
      flow(cluster.address, nodes.address, kubelet, 'call the kubelets of its nodes'),
    ];
  });
}
