import type { ResourceInstance } from '../terraform/configuration';
import type { MapValue, Value } from '../terraform/value';
import { tcpPort } from './addresses';
import { blocksOf, referred, type Code } from './code';
import { containersOf, type Container } from './containers';
import type { IntendedFlow } from './intendedFlow';
import { taskServices } from './texts';

/**
 * What a Fargate task fetches by its own interface before it runs: the image from its registry (and the image's layers from
 * S3), secrets and parameters; and the log service that its output goes to. Without one of them it never starts.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-setting-up-vpc-create,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export function taskFlows(code: Code): readonly IntendedFlow[] {
  return taskServices(code)
    .filter(({ service, definition }) => isFargate(service, definition))
    .filter(({ service }) => code.network.workloads.has(service.address))
    .flatMap(({ service, definition }) =>
      distinct(containersOf(code, definition).flatMap((container) => needsOf(code, container))).map(
        ({ to, purpose, text, member, container }): IntendedFlow => ({
          from: service.address,
          question: { from: service.address, to, traffic: tcpPort(443) },
          purpose,
          certain: true,
          evidence: [{ text, source: container.placeOf(member) }],
        }),
      ),
    );
}

interface Need {
  readonly to: string;
  readonly purpose: string;
  readonly text: string;
  readonly member: string;
  readonly container: Container;
}

function isFargate({ body }: ResourceInstance, definition: ResourceInstance): boolean {
  const launch = body.attributes.get('launch_type')?.value;
  if (launch !== undefined && launch.kind !== 'null') return textOf(launch) === 'FARGATE';
  const providers = blocksOf(body, 'capacity_provider_strategy').map((block) =>
    textOf(block.body.attributes.get('capacity_provider')?.value),
  );
  if (providers.length > 0) return providers.every((name) => name?.startsWith('FARGATE') === true);
  const wanted = definition.body.attributes.get('requires_compatibilities')?.value;
  return wanted?.kind === 'list' && wanted.elements.length === 1 && textOf(wanted.elements[0]) === 'FARGATE';
}

function needsOf(code: Code, container: Container): readonly Need[] {
  const { members } = container;
  return [...imageNeeds(code, container), ...logNeeds(container), ...secretNeeds(code, members, container)];
}

function imageNeeds(code: Code, container: Container): readonly Need[] {
  const image = container.members.entries.get('image');
  const text = textOf(image);
  const need = (to: string, purpose: string, why: string): Need => ({
    to,
    purpose,
    text: why,
    member: 'image',
    container,
  });
  if (isPrivateRegistry(code, image)) {
    const why = 'its image is in Amazon ECR';
    return [
      need('service:ecr.api', 'sign in to the registry of its image', why),
      need('service:ecr.dkr', 'pull its image', why),
      need('service:s3', 'pull the layers of its image', why),
    ];
  }
  return text !== undefined && isPublicRegistry(text)
    ? [need('internet', 'pull its image', `its image is ${text}`)]
    : [];
}

/** Registries that are on the internet; others may be anywhere. */
const publicRegistries =
  /^(docker\.io|registry-1\.docker\.io|public\.ecr\.aws|ghcr\.io|quay\.io|([\w-]+\.)?gcr\.io|[\w-]+-docker\.pkg\.dev|mcr\.microsoft\.com|registry\.k8s\.io|registry\.gitlab\.com)$/;

/** A name without a host is Docker Hub's: https://docs.docker.com/reference/cli/docker/image/pull/ */
function isPublicRegistry(image: string): boolean {
  const [host = '', ...rest] = image.split('/');
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(host);
  return hasHost ? publicRegistries.test(host) : image !== '';
}

function isPrivateRegistry(code: Code, image: Value | undefined): boolean {
  const text = textOf(image);
  if (text !== undefined) return /^\d{12}\.dkr\.ecr[.-]/.test(text);
  return referred(code, image, 'aws_ecr_repository') !== undefined;
}

function logNeeds(container: Container): readonly Need[] {
  const log = container.members.entries.get('logConfiguration');
  const driver = log?.kind === 'map' ? textOf(log.entries.get('logDriver')) : undefined;
  if (driver !== 'awslogs') return [];
  const text = 'its output goes to CloudWatch Logs';
  return [{ to: 'service:logs', purpose: 'write its log', text, member: 'logConfiguration', container }];
}

function secretNeeds(code: Code, members: MapValue, container: Container): readonly Need[] {
  const secrets = members.entries.get('secrets');
  const elements = secrets?.kind === 'list' ? secrets.elements : [];
  return elements.flatMap((secret): readonly Need[] => {
    const from = secret.kind === 'map' ? secret.entries.get('valueFrom') : undefined;
    const service = secretService(code, from);
    if (service === undefined) return [];
    const what = service === 'ssm' ? 'a parameter' : 'a secret';
    return [
      {
        to: `service:${service}`,
        purpose: `read ${what}`,
        text: `it is started with ${what}`,
        member: 'secrets',
        container,
      },
    ];
  });
}

function secretService(code: Code, from: Value | undefined): 'secretsmanager' | 'ssm' | undefined {
  const text = textOf(from);
  if (text !== undefined) return /^arn:[\w-]+:secretsmanager:/.test(text) ? 'secretsmanager' : 'ssm';
  const types = ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'];
  if (referred(code, from, ...types) !== undefined) return 'secretsmanager';
  return referred(code, from, 'aws_ssm_parameter') === undefined ? undefined : 'ssm';
}

/** Each destination once: a task with three containers signs in to the registry for all of them. */
function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.toReversed().map((need) => [need.to, need])).values()].reverse();
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}
