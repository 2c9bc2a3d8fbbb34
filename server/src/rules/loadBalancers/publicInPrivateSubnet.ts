import { listInWords } from '../../explain/traffic';
import { valueOf } from '../../network/maybe';
import type { LoadBalancer, Subnet } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { changeResource } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { idList } from '../idList';
import { elementSource } from '../narrow';
import { identityKey } from '../networkAcls/aclKey';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import type { SourceRange } from '../../terraform/source';
import { onlySubnet, subnetsWith, wayOut } from '../workloads/subnetWays';

/**
 * A load balancer that faces the internet, in a subnet that leads to no internet gateway: clients get the public address of
 * that node too, and time out there.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#load-balancer-scheme
 */
export const publicInPrivateSubnet: Rule = {
  id: 'lb-public-in-private-subnet',
  severity: 'warning',
  title: 'A load balancer that faces the internet, in a subnet that does not lead there',
  check: (context) =>
    certain(context.configuration, 'aws_lb', 'aws_alb', 'aws_elb').flatMap((resource) =>
      findings(resource, context),
    ),
};

function findings(resource: ResourceInstance, context: RuleContext): RawFinding[] {
  const balancer = context.network().loadBalancers.get(resource.address);
  if (balancer === undefined || valueOf(balancer.scheme) !== 'internet-facing') return [];
  const cut = nodesOf(balancer, context).filter(({ isPublic, subnet }) => {
    const way = isPublic ? wayOut(context, subnet) : undefined;
    return way?.isPrivate === true;
  });
  const subnets = cut.map(({ subnet }) => subnet);
  const [first] = subnets;
  if (first === undefined) return [];
  const names = listInWords(subnets.map((subnet) => subnet.name));
  return [
    {
      source: sourceIn(resource, subnets),
      subject: resource.address,
      message: (subjects) =>
        `Clients on the internet time out at ${subjects} in ${names}: no route leads to an internet gateway there.`,
      fixes: () => [...inPublic(resource, balancer, first, context), ...madeInternal(resource, context)],
    },
  ];
}

interface PlacedNode {
  readonly subnet: Subnet;
  readonly isPublic: boolean;
}

function nodesOf(balancer: LoadBalancer, context: RuleContext): PlacedNode[] {
  return balancer.interfaces.flatMap((id) => {
    const node = context.network().interfaces.get(id);
    const subnet = node === undefined ? undefined : onlySubnet(context, valueOf(node.subnet));
    if (node === undefined || subnet === undefined) return [];
    const isPublic = node.addresses.some(
      ({ publicAddress }) => publicAddress.known && publicAddress.value !== undefined,
    );
    return [{ subnet, isPublic }];
  });
}

/** The only element that is at fault, or the whole list. */
function sourceIn(resource: ResourceInstance, subnets: readonly Subnet[]): SourceRange {
  const attribute = resource.body.attributes.get('subnets');
  if (attribute?.value.kind !== 'list') return attribute?.source ?? resourceHeader(resource);
  const [first] = subnets;
  const index = attribute.value.elements.findIndex((element) => identityKey(element) === first?.id);
  const element = attribute.value.elements[index];
  return subnets.length === 1 && element !== undefined
    ? elementSource(attribute, element, index)
    : attribute.source;
}

/** Public subnets of the same VPC and zones. */
function inPublic(
  resource: ResourceInstance,
  balancer: LoadBalancer,
  one: Subnet,
  context: RuleContext,
): readonly Fix[] {
  const vpc = valueOf(one.vpc);
  const zones = nodesOf(balancer, context).map(({ subnet }) => valueOf(subnet.zone));
  const subnets =
    vpc === undefined
      ? []
      : subnetsWith(context, vpc, ({ kind }) => kind === 'internetGateway', [...new Set(zones)]);
  if (subnets.length < zones.length || !resource.body.attributes.has('subnets')) return [];
  const ids = idList(
    subnets.map((subnet) => subnet.id),
    resource.module,
    context.configuration,
  );
  const edits =
    ids === undefined
      ? undefined
      : changeResource(resource, { set: [['subnets', ids]] }, context.configuration);
  const title = `Put it into ${ids ?? ''}, which lead to an internet gateway: opens it to whom its groups admit`;
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}

function madeInternal(resource: ResourceInstance, { configuration }: RuleContext): readonly Fix[] {
  const edits = changeResource(resource, { set: [['internal', 'true']] }, configuration);
  return edits === undefined ? [] : [{ title: 'Make it internal: replaces it', edits, preferred: false }];
}
