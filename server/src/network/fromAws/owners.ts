import type { InterfaceKind } from '../model';
import type { Item } from './collect';
import { child, flag, text } from './record';

/**
 * Who an interface belongs to, as far as `describe-network-interfaces` alone tells it: AWS's services write a
 * description of a fixed form, each its own.
 */
export type Owner =
  | {
      readonly kind: 'instance' | 'natGateway' | 'endpoint' | 'transitGatewayAttachment';
      readonly id: string;
    }
  /** `app/name/id`, `net/name/id`, `gwy/name/id`, or a classic balancer's name. */
  | { readonly kind: 'loadBalancer'; readonly path: string }
  /** A name of a function that uses it: others with the same subnets and groups share it. */
  | { readonly kind: 'lambda'; readonly functionName: string | undefined }
  /** Which of the databases is not said. */
  | { readonly kind: 'database' }
  | { readonly kind: 'taskAttachment'; readonly arn: string }
  | { readonly kind: 'service'; readonly type: string; readonly name: string };

/** Descriptions of services that need nothing else to be told: the workload's kind, and its name in the match. */
const services: readonly (readonly [RegExp, string])[] = [
  [/^Amazon EKS (\S+)$/, 'eks_cluster'],
  [/^EFS mount target for (fs-[0-9a-f]+)/, 'efs_file_system'],
  [/^ElastiCache (?:ENI for )?(\S+)/, 'elasticache_cluster'],
  [/^RedshiftNetworkInterface\s*(\S*)/, 'redshift_cluster'],
  [/^Amazon MSK network interface for cluster (\S+)/, 'msk_cluster'],
  [/^ES (\S+)$/, 'opensearch_domain'],
  [/^DAX (\S+)/, 'dax_cluster'],
  [/^DMSNetworkInterface\s*(\S*)/, 'dms_replication_instance'],
  [/^AWS created network interface for (?:directory )?(d-[0-9a-f]+)/, 'directory_service_directory'],
  [/^Route 53 Resolver: (rslvr-[^:]+)/, 'route53_resolver_endpoint'],
  [/^Amazon MQ (?:.*for )?(\S+)$/i, 'mq_broker'],
];

const patterns: readonly (readonly [RegExp, (found: string) => Owner])[] = [
  [/^Interface for NAT Gateway (nat-[0-9a-f]+)/, (id) => ({ kind: 'natGateway', id })],
  [/^VPC Endpoint Interface (vpce-[0-9a-f]+)/, (id) => ({ kind: 'endpoint', id })],
  [
    /^Network Interface for Transit Gateway Attachment (tgw-attach-[0-9a-f]+)/,
    (id) => ({ kind: 'transitGatewayAttachment', id }),
  ],
  [/^ELB (\S+)$/, (path) => ({ kind: 'loadBalancer', path })],
  // The name may be followed by the id of the interface's set: `AWS Lambda VPC ENI-<function>-<uuid>`.
  [
    /^AWS Lambda VPC ENI[-:]\s*(.*?)(?:-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/,
    (name) => ({ kind: 'lambda', functionName: name === '' ? undefined : name }),
  ],
  [/^(RDSNetworkInterface)$/, () => ({ kind: 'database' })],
  [/^(arn:aws[a-z-]*:ecs:\S+:attachment\/\S+)$/, (arn) => ({ kind: 'taskAttachment', arn })],
];

/** Undefined: it is nobody's, or of a service that is not known here. */
export function ownerOf(item: Item): Owner | undefined {
  const description = text(item.record, 'Description');
  return (description === undefined ? undefined : describedOwner(description)) ?? instanceOf(item);
}

function describedOwner(description: string): Owner | undefined {
  for (const [pattern, make] of patterns) {
    const found = pattern.exec(description);
    if (found !== null) return make(found[1] ?? '');
  }
  for (const [pattern, type] of services) {
    const found = pattern.exec(description);
    if (found !== null)
      return { kind: 'service', type, name: found[1] === '' ? description : (found[1] ?? description) };
  }
  return undefined;
}

function instanceOf(item: Item): Owner | undefined {
  const instance = text(child(item.record, 'Attachment'), 'InstanceId');
  return instance === undefined ? undefined : { kind: 'instance', id: instance };
}

/**
 * The kind as `InterfaceType` says it, in the wire's spelling (`nat_gateway`) and the SDK's (`natGateway`); an
 * Application Load Balancer's interfaces are of type `interface`, and only their owner tells them.
 */
export function interfaceKind(item: Item, owner: Owner | undefined): InterfaceKind {
  switch (text(item.record, 'InterfaceType')?.replaceAll('_', '').toLowerCase()) {
    case 'natgateway':
      return 'natGateway';
    case 'vpcendpoint':
      return 'vpcEndpoint';
    case 'gatewayloadbalancerendpoint':
      return 'gatewayLoadBalancerEndpoint';
    case 'gatewayloadbalancer':
      return 'gatewayLoadBalancer';
    case 'networkloadbalancer':
      return 'networkLoadBalancer';
    case 'loadbalancer':
      return 'loadBalancer';
    case 'transitgateway':
      return 'transitGateway';
    case 'lambda':
      return 'lambda';
    case undefined:
    case 'interface':
    case 'efa':
    case 'trunk':
    case 'branch':
      return kindByOwner(owner, flag(item.record, 'RequesterManaged') === true);
    default:
      return 'other';
  }
}

function kindByOwner(owner: Owner | undefined, managed: boolean): InterfaceKind {
  switch (owner?.kind) {
    case 'natGateway':
      return 'natGateway';
    case 'endpoint':
      return 'vpcEndpoint';
    case 'transitGatewayAttachment':
      return 'transitGateway';
    case 'lambda':
      return 'lambda';
    case 'loadBalancer':
      if (owner.path.startsWith('net/')) return 'networkLoadBalancer';
      return owner.path.startsWith('gwy/') ? 'gatewayLoadBalancer' : 'loadBalancer';
    case undefined:
      return managed ? 'other' : 'interface';
    default:
      return 'interface';
  }
}
