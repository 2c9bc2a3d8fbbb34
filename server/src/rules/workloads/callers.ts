/**
 * Rules about what runs: whether it can use the way out that it seems to count on. This file says what calls others by
 * itself.
 */
import type { Id, NetworkInterface, Workload } from '../../network/model';
import { classKey } from '../../reachability/ends';
import type { NetworkIndex } from '../../reachability/index';
import { groupBy } from '../../util/collections';
import { remembered } from '../../util/remembered';

const kinds: ReadonlySet<string> = new Set([
  'instance',
  'spot_instance_request',
  'autoscaling_group',
  'ecs_service',
  'lambda_function',
  'eks_node_group',
  'eks_fargate_profile',
  'batch_compute_environment',
  'codebuild_project',
  'emr_cluster',
  'glue_connection',
  'sagemaker_notebook_instance',
  'apprunner_vpc_connector',
  'mwaa_environment',
]);

/** Something that opens connections by itself, at one of its interfaces; it stands for all that fare alike. */
export interface Caller {
  readonly workload: Workload;
  readonly at: NetworkInterface;
}

/** What calls others from a VPC, one of each kind that the network treats alike. */
export function callersIn(index: NetworkIndex, vpc: Id): readonly Caller[] {
  return byVpc(index).get(vpc) ?? [];
}

const byVpc = remembered((index: NetworkIndex): ReadonlyMap<Id, readonly Caller[]> => {
  const callers = [...index.network.workloads.values()].flatMap((workload) => {
    if (!kinds.has(workload.kind) || workload.guessed !== undefined || workload.uncertain !== undefined)
      return [];
    return workload.interfaces.flatMap((id) => {
      const at = index.network.interfaces.get(id);
      const vpc = at === undefined ? undefined : index.vpcOf(at)?.id;
      return at === undefined || vpc === undefined || at.uncertain !== undefined
        ? []
        : [{ workload, at, vpc }];
    });
  });
  return new Map(
    [...groupBy(callers, ({ vpc }) => vpc)].map(([vpc, all]) => [
      vpc,
      [...groupBy(all, ({ at }) => classKey(index, at)).values()].flatMap((alike) => alike.slice(0, 1)),
    ]),
  );
});
