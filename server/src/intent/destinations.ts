import type { Id, Network } from '../network/model';
import type { ResourceInstance } from '../terraform/configuration';
import type { SourceRange } from '../terraform/source';
import type { Code } from './code';
import { mentionsIn, type Mention } from './mentions';

/** A thing of the network whose address some text has. */
export interface Destination {
  readonly id: Id;
  readonly port: number | undefined;
  /** The way to the address, from the text on: each step's reference. */
  readonly steps: readonly { readonly text: string; readonly source: SourceRange }[];
}

/** Attributes that are an address: a name, an IP address, or a list of them. https://registry.terraform.io/providers/hashicorp/aws/latest/docs, the attributes of the data stores, balancers and instances */
const addressAttributes =
  /^(endpoint|reader_endpoint|writer_endpoint|address|dns_name|dns_entry|dns|fqdn|private_ip|private_dns|public_ip|public_dns|ipv6_addresses|configuration_endpoint(_address)?|primary_endpoint_address|reader_endpoint_address|cluster_address|cluster_endpoint|cache_nodes|bootstrap_brokers\w*|instances|domain_endpoint|dashboard_endpoint|kibana_endpoint|zookeeper_connect_string\w*)$/;

/** Steps between a text and an address: a parameter that a secret names that … */
const maximumSteps = 4;

/** Whose address a reference is: by itself, or through the parameter, secret or DNS record that it names. */
export function destinationsOf(code: Code, mention: Mention): readonly Destination[] {
  return follow(code, mention, [], new Set());
}

function follow(
  code: Code,
  mention: Mention,
  before: Destination['steps'],
  seen: ReadonlySet<ResourceInstance>,
): readonly Destination[] {
  const { resource, attribute } = mention;
  const name = [resource.address, attribute].filter((part) => part !== '').join('.');
  const steps = [...before, { text: name, source: mention.source }];
  const id = addressed(code.network, mention);
  if (id !== undefined) return [{ id, port: mention.port, steps }];
  if (seen.has(resource) || steps.length >= maximumSteps) return [];
  return contents(code, resource).flatMap(([holder, argument]) => {
    const held = holder.body.attributes.get(argument);
    if (held === undefined) return [];
    return mentionsIn(code.configuration, holder, held).flatMap((next) =>
      follow(code, { ...next, port: next.port ?? mention.port }, steps, new Set([...seen, resource])),
    );
  });
}

/** The thing of the network that an attribute is the address of. */
function addressed(network: Network, { resource, attribute }: Mention): Id | undefined {
  const { address } = resource;
  if (!addressAttributes.test(attribute.split(/[.[]/)[0] ?? '')) return undefined;
  return network.workloads.has(address) ||
    network.loadBalancers.has(address) ||
    network.endpoints.has(address)
    ? address
    : undefined;
}

/** The arguments that hold what a parameter, secret or record stands for. */
function contents(
  { configuration }: Code,
  resource: ResourceInstance,
): readonly (readonly [ResourceInstance, string])[] {
  switch (resource.type) {
    case 'aws_ssm_parameter':
      return [
        [resource, 'value'],
        [resource, 'insecure_value'],
      ];
    case 'aws_secretsmanager_secret_version':
      return [[resource, 'secret_string']];
    case 'aws_secretsmanager_secret':
      return configuration.resources
        .filter(
          (one) => one.type === 'aws_secretsmanager_secret_version' && refersTo(one, 'secret_id', resource),
        )
        .map((version) => [version, 'secret_string'] as const);
    case 'aws_route53_record':
      return [[resource, 'records']];
    default:
      return [];
  }
}

/** Whether an argument is an attribute of a resource. */
function refersTo(resource: ResourceInstance, argument: string, to: ResourceInstance): boolean {
  const value = resource.body.attributes.get(argument)?.value;
  return value?.kind === 'reference' && value.address === to.address;
}
