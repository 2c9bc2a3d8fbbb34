import type { Id } from '../network/model';
import type { EvaluatedAttribute, ResourceInstance } from '../terraform/configuration';
import { blocksOf, referred, type Code } from './code';
import { certain } from '../terraform/resources';

/** An argument that a workload gets to read when it runs. */
export interface WorkloadText {
  readonly workload: Id;
  /** The resource that has the argument: the workload's own, or its task definition or launch template. */
  readonly holder: ResourceInstance;
  readonly attribute: EvaluatedAttribute;
  /** What it is to the workload, with the verb: "its environment refers to". */
  readonly says: string;
  readonly kind: 'containerDefinitions' | 'environment' | 'userData';
}

/** Everything that the code hands to workloads: environments, container definitions, user data. */
export function workloadTexts(code: Code): readonly WorkloadText[] {
  return [
    ...certain(code.configuration, 'aws_instance', 'aws_spot_instance_request').flatMap((one) => [
      ...userData(one.address, one),
      ...launchData(code, one),
    ]),
    ...certain(code.configuration, 'aws_autoscaling_group', 'aws_eks_node_group').flatMap((one) =>
      launchData(code, one),
    ),
    ...certain(code.configuration, 'aws_lambda_function').flatMap((one) =>
      nested(one, 'variables', 'environment'),
    ),
    ...certain(code.configuration, 'aws_codebuild_project').flatMap((one) =>
      nested(one, 'value', 'environment', 'environment_variable'),
    ),
    ...taskServices(code).flatMap(({ service, definition }) =>
      own(service.address, definition, 'container_definitions', 'containerDefinitions'),
    ),
  ].filter(({ workload }) => code.network.workloads.has(workload));
}

/** A service and the task definition that it runs. */
export interface TaskService {
  readonly service: ResourceInstance;
  readonly definition: ResourceInstance;
}

/** The ECS services whose task definition is in the code. */
export function taskServices(code: Code): readonly TaskService[] {
  return certain(code.configuration, 'aws_ecs_service').flatMap((service) => {
    const value = service.body.attributes.get('task_definition')?.value;
    const definition = referred(code, value, 'aws_ecs_task_definition');
    return definition?.mode === 'managed' ? [{ service, definition }] : [];
  });
}

const says: Readonly<Record<WorkloadText['kind'], string>> = {
  containerDefinitions: 'its container definitions refer to',
  environment: 'its environment refers to',
  userData: 'its user data refers to',
};

function own(
  workload: Id,
  holder: ResourceInstance,
  argument: string,
  kind: WorkloadText['kind'],
): WorkloadText[] {
  const attribute = holder.body.attributes.get(argument);
  return attribute === undefined || attribute.value.kind === 'null'
    ? []
    : [{ workload, holder, attribute, says: says[kind], kind }];
}

function nested(holder: ResourceInstance, argument: string, ...path: readonly string[]): WorkloadText[] {
  return blocksOf(holder.body, ...path).flatMap(({ body }) => {
    const attribute = body.attributes.get(argument);
    return attribute === undefined
      ? []
      : [{ workload: holder.address, holder, attribute, says: says.environment, kind: 'environment' }];
  });
}

function userData(workload: Id, holder: ResourceInstance): WorkloadText[] {
  return ['user_data', 'user_data_base64'].flatMap((argument) => own(workload, holder, argument, 'userData'));
}

/** The user data of the template that something is launched by. */
function launchData(code: Code, launched: ResourceInstance): WorkloadText[] {
  const blocks = [
    ...blocksOf(launched.body, 'launch_template'),
    ...blocksOf(launched.body, 'mixed_instances_policy', 'launch_template', 'launch_template_specification'),
  ];
  const values = [
    launched.body.attributes.get('launch_configuration')?.value,
    ...blocks.flatMap(({ body }) =>
      ['id', 'name', 'launch_template_id', 'launch_template_name'].map(
        (name) => body.attributes.get(name)?.value,
      ),
    ),
  ];
  const templates = values.flatMap(
    (value) => referred(code, value, 'aws_launch_template', 'aws_launch_configuration') ?? [],
  );
  return [...new Set(templates)].flatMap((template) => userData(launched.address, template));
}
