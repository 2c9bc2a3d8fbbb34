import { valueOf } from '../../network/maybe';
import type { Id, NetworkInterface, Vpc, Workload } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import type { RuleContext } from '../rule';

/** What keeps data and answers those who ask for it, by the Terraform type without `aws_`. */
const dataStores =
  /^(db_instance|db_proxy|rds_cluster|rds_cluster_instance|docdb_cluster|neptune_cluster|elasticache_\w+|memorydb_cluster|dax_cluster|redshift_cluster|redshiftserverless_workgroup|opensearch_domain|elasticsearch_domain|msk_cluster|msk_serverless_cluster|mq_broker|efs_mount_target|fsx_\w+)$/;

/** What runs the users' own code, and so is a client of data stores. */
const compute =
  /^(instance|autoscaling_group|launch_template|spot_instance_request|ecs_service|ecs_task_definition|eks_node_group|lambda_function|batch_compute_environment|elastic_beanstalk_environment|apprunner_vpc_connector|emr_cluster|glue_connection|codebuild_project)$/;

/** Whether a workload is a database, a cache, a broker or a file system. */
export function isDataStore(workload: Pick<Workload, 'kind'>): boolean {
  return dataStores.test(workload.kind);
}

/** The workloads that surely carry a group. */
export function workloadsOfGroup(group: Id, context: RuleContext): readonly Workload[] {
  const index = context.index();
  const owners = index.interfacesOfGroup(group).map((one) => index.workloadOf(one));
  return [...new Set(owners)].filter((one) => one !== undefined);
}

/** The groups that compute of a VPC carries, in the order of the code. */
export function computeGroups(vpc: Vpc, context: RuleContext): readonly ResourceInstance[] {
  return context.index().remember('compute groups', vpc, () => findComputeGroups(vpc, context));
}

function findComputeGroups(vpc: Vpc, context: RuleContext): readonly ResourceInstance[] {
  const index = context.index();
  const ids = index.subnetsOfVpc(vpc.id).flatMap((subnet) =>
    index
      .interfacesOfSubnet(subnet.id)
      .filter((one) => compute.test(index.workloadOf(one)?.kind ?? ''))
      .flatMap((one) => one.securityGroups.map((group) => valueOf(group) ?? '')),
  );
  return [...new Set(ids)].flatMap((id) => {
    const group = context.configuration.byAddress.get(id);
    return group?.type === 'aws_security_group' ? [group] : [];
  });
}

/** The VPC that a group is in, where it is known and in the model. */
export function vpcOfGroup(group: Id, context: RuleContext): Vpc | undefined {
  const network = context.network();
  const own = network.securityGroups.get(group);
  return own === undefined ? undefined : network.vpcs.get(valueOf(own.vpc) ?? '');
}

/** The resource instance that an interface belongs to: its workload, its balancer, itself. */
export function resourceOfInterface(
  one: NetworkInterface,
  { configuration }: RuleContext,
): ResourceInstance | undefined {
  const id = one.owner ?? one.id;
  return configuration.byAddress.get(id) ?? configuration.byAddress.get(id.split('/')[0] ?? id);
}

/** Whether the code makes the VPC, so that it is not another one under a different name. */
export function isManagedVpc(vpc: Id, { configuration }: RuleContext): boolean {
  const resource = configuration.byAddress.get(vpc);
  return resource?.mode === 'managed' && resource.type === 'aws_vpc';
}
