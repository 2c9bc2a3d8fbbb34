import type { ResourceInstance } from '../terraform/configuration';
import type { Value } from '../terraform/value';
import type { SourceRange } from '../terraform/source';
import { tcpPort } from './addresses';
import { blocksOf, referred, type Code } from './code';
import { certain } from '../terraform/resources';
import type { IntendedFlow } from './intendedFlow';
import { mentionsIn } from './mentions';
import { taskServices, workloadTexts } from './texts';

/**
 * A workload that mounts an EFS file system: as a volume of its task definition, as the file system of a function, or by its
 * user data. It speaks NFS to the mount targets, on TCP port 2049.
 * https://docs.aws.amazon.com/efs/latest/ug/network-access.html
 */
export function volumeFlows(code: Code): readonly IntendedFlow[] {
  return mounts(code).flatMap(({ workload, fileSystem, source, text }) =>
    certain(code.configuration, 'aws_efs_mount_target')
      .filter(
        (target) => referred(code, valueOf(target, 'file_system_id'), 'aws_efs_file_system') === fileSystem,
      )
      .filter((target) => code.network.workloads.has(target.address))
      .map((target): IntendedFlow => ({
        from: workload,
        question: { from: workload, to: target.address, traffic: tcpPort(2049) },
        purpose: `mount ${fileSystem.address}`,
        certain: true,
        evidence: [{ text, source }],
      })),
  );
}

interface Mount {
  readonly workload: string;
  readonly fileSystem: ResourceInstance;
  readonly text: string;
  readonly source: SourceRange;
}

function mounts(code: Code): readonly Mount[] {
  const ofTasks = taskServices(code).flatMap(({ service, definition }) =>
    blocksOf(definition.body, 'volume', 'efs_volume_configuration').flatMap(({ body }) =>
      mount(service.address, code, body.attributes.get('file_system_id'), 'its task has this volume'),
    ),
  );
  const ofFunctions = certain(code.configuration, 'aws_lambda_function').flatMap((one) =>
    blocksOf(one.body, 'file_system_config').flatMap(({ body }) =>
      mount(one.address, code, body.attributes.get('arn'), 'it has this file system'),
    ),
  );
  const ofUserData = workloadTexts(code).flatMap(({ workload, holder, attribute, kind }) =>
    mentionsIn(code.configuration, holder, attribute).flatMap(({ resource, source }): Mount[] =>
      resource.type === 'aws_efs_file_system' && kind === 'userData'
        ? [{ workload, fileSystem: resource, source, text: 'its user data mounts it' }]
        : [],
    ),
  );
  return [...ofTasks, ...ofFunctions, ...ofUserData].filter(({ workload }) =>
    code.network.workloads.has(workload),
  );
}

function mount(
  workload: string,
  code: Code,
  argument: { readonly value: Value; readonly source: SourceRange } | undefined,
  text: string,
): Mount[] {
  const fileSystem = fileSystemBehind(code, argument?.value);
  return argument === undefined || fileSystem === undefined
    ? []
    : [{ workload, fileSystem, text, source: argument.source }];
}

/** The file system itself, or that of an access point. */
function fileSystemBehind(code: Code, value: Value | undefined): ResourceInstance | undefined {
  const point = referred(code, value, 'aws_efs_access_point');
  return point === undefined
    ? referred(code, value, 'aws_efs_file_system')
    : referred(code, valueOf(point, 'file_system_id'), 'aws_efs_file_system');
}

function valueOf(resource: ResourceInstance, argument: string): Value | undefined {
  return resource.body.attributes.get(argument)?.value;
}
