import type { ResourceInstance } from '../../../terraform/configuration';
import { known, unknown } from '../../maybe';
import type { Id, Maybe, SecurityGroup, SecurityGroupRule } from '../../model';
import { anyIpv4, belongingTo } from '../belonging';
import { withOrigin, type Context } from '../context';
import { identify } from '../identities';
import { ipv6OfSubnet, publicAddressOfSubnet } from '../interfaces';
import { readBoolean, readIds } from '../read';
import { referredResource } from '../referred';
import { standaloneRules } from '../securityGroups';
import { vpcOf, type Placed, type Site } from '../site';
import type { WorkloadBuilders } from './builder';
import { launchTemplate } from './launch';
import { buildRemoteAccessGroups, remoteAccessGroup } from './remoteAccess';
import { place } from './place';
import { fixedPorts } from './ports';

/** The builders of EKS. */
export const kubernetes: WorkloadBuilders = {
  aws_eks_cluster: cluster,
  aws_eks_node_group: nodeGroup,
  aws_eks_fargate_profile: (site, resource) => pods(site, resource),
};

/**
 * The group that EKS makes for a cluster: it is on the control plane's interfaces and, by default, on the nodes.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
function clusterGroup(cluster: Id): Id {
  return `${cluster}/cluster-security-group`;
}

/** The groups that EKS makes: of clusters, and of nodes that people may log in to. */
export function buildClusterGroups(site: Site): SecurityGroup[] {
  return [...ownGroups(site), ...buildRemoteAccessGroups(site)];
}

/** The cluster groups: everything from themselves, and out to everywhere. */
function ownGroups(site: Site): SecurityGroup[] {
  const { context } = site;
  return context.of('aws_eks_cluster').map((resource) => {
    const id = clusterGroup(resource.address);
    const subnets = clusterSubnets(context, resource);
    const rules: SecurityGroupRule[] = [
      {
        direction: 'ingress',
        traffic: known({ kind: 'all' }),
        peer: known({ kind: 'securityGroup', securityGroup: id }),
      },
      { direction: 'egress', traffic: known({ kind: 'all' }), peer: known({ kind: 'cidr', cidr: anyIpv4 }) },
    ];
    const component = context.component(resource);
    return {
      ...belongingTo(component),
      id,
      name: `${component.name}'s cluster security group`,
      vpc: vpcOf(site, subnets[0]),
      rules: [...rules, ...(context.once(standaloneRules).get(id) ?? [])],
      rulesIncomplete: {},
      associatedVpcs: [],
      ...withOrigin(component.origin),
    };
  });
}

/** The control plane's interfaces: the API server's private endpoint, if it has one. */
function cluster(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const config = context.fields(resource).blocks('vpc_config').items[0];
  const extra = config === undefined ? [] : readIds(context, config, 'security_group_ids', 'securityGroups');
  const isPrivate =
    config === undefined ? known(false) : readBoolean(context, config, 'endpoint_private_access', false);
  return place(site, resource, {
    subnets: clusterSubnets(context, resource),
    groups: [known(clusterGroup(resource.address)), ...extra],
    // Without the private endpoint the API server is reached by its public one only.
    listens: isPrivate.known && !isPrivate.value ? [] : fixedPorts(443),
    clientPorts: 'aws',
  });
}

function clusterSubnets(context: Context, resource: ResourceInstance): readonly Maybe<Id>[] {
  const config = context.fields(resource).blocks('vpc_config').items[0];
  return config === undefined ? [] : readIds(context, config, 'subnet_ids', 'subnets');
}

/** Nodes have the groups of their launch template, or else the cluster's. */
function nodeGroup(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  const fields = context.fields(resource);
  const own = launchTemplate(context, fields)?.groups(context) ?? [];
  return place(site, resource, {
    subnets: readIds(context, fields, 'subnet_ids', 'subnets'),
    groups: [
      ...(own.length > 0 ? own : groupsOfCluster(context, resource)),
      ...remoteAccessGroup(context, resource),
    ],
    clientPorts: /WINDOWS/.test(textOf(context, resource, 'ami_type')) ? 'windows' : 'linux',
    publicAddress: (subnet) => publicAddressOfSubnet(site, subnet),
    ipv6: (subnet) => ipv6OfSubnet(site, subnet),
  });
}

function pods(site: Site, resource: ResourceInstance): Placed {
  const { context } = site;
  return place(site, resource, {
    subnets: readIds(context, context.fields(resource), 'subnet_ids', 'subnets'),
    groups: groupsOfCluster(context, resource),
    clientPorts: 'linux',
  });
}

/** The cluster, by reference or by name. */
function groupsOfCluster(context: Context, resource: ResourceInstance): readonly Maybe<Id>[] {
  const value = context.fields(resource).argument('cluster_name')?.value;
  const own = referredResource(context, value, ['aws_eks_cluster'], ['name'])?.address;
  const id = own ?? (value === undefined ? undefined : identify(context, value, 'workloads')?.id);
  if (id === undefined) {
    const name = value?.kind === 'string' ? `"${value.value}"` : `the cluster of ${resource.address}`;
    return [unknown({ value: `the security group of ${name}`, why: 'the cluster is not in this code' })];
  }
  const group = clusterGroup(id);
  context.mention('securityGroups', group, 'the cluster is not in this code');
  return [known(group)];
}

function textOf(context: Context, resource: ResourceInstance, name: string): string {
  const value = context.fields(resource).argument(name)?.value;
  return value?.kind === 'string' ? value.value : '';
}
