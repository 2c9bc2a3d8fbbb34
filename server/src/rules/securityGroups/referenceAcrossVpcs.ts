import { attributeExpression } from '../../edits/naming';
import { valueOf } from '../../network/maybe';
import type { PeeringConnection, SecurityGroup, Vpc } from '../../network/model';
import type { GroupRule, RulePeer } from '../groupRules';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { isManagedVpc } from './carriers';
import { groupKeyOf } from './groupKey';
import { permissionsOf } from './permissions';
import { replaceSource } from './replaceSource';

/**
 * A group rule that names a group of a VPC with which its own is not connected so that the reference holds: no peering in
 * the same Region, no transit gateway that passes group references on (which it does for ingress rules alone), no
 * association of either group with the other's VPC. AWS refuses the rule; were it there, no packet would match it. Silent
 * where one of the two VPCs is not made here.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html,
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
 */
export const referenceAcrossVpcs: Rule = {
  id: 'sg-reference-across-vpcs',
  severity: 'error',
  title: 'A group rule that names a group of a VPC it is not connected with',
  check: (context) =>
    context.groupRules().flatMap((rule) => rule.peers.flatMap((peer) => findingFor(rule, peer, context))),
};

/** The two groups of a reference, each in its VPC. */
interface Reference {
  readonly own: SecurityGroup;
  readonly other: SecurityGroup;
  readonly from: Vpc;
  readonly to: Vpc;
}

function findingFor(rule: GroupRule, peer: RulePeer, context: RuleContext): RawFinding[] {
  if (peer.kind !== 'group' || peer.value.kind !== 'reference' || rule.uncertain) return [];
  const reference = referenceOf(rule, peer, context);
  if (reference === undefined) return [];
  const why = whyNot(reference, rule.direction ?? 'ingress', context);
  const { own, other, from, to } = reference;
  const resource = context.configuration.byAddress.get(other.id);
  if (why === undefined) return [];
  return [
    {
      source: peer.source,
      subject: own.id,
      message: (subjects) =>
        `${subjects} can not name ${other.name}: that group is in ${to.name}, this one in ${from.name}, and ${why}.`,
      related:
        resource === undefined
          ? []
          : [{ message: `${other.name} is in ${to.name}`, source: resourceHeader(resource) }],
      fixes: () => byCidr(rule, peer, to, context),
    },
  ];
}

function referenceOf(rule: GroupRule, peer: RulePeer, context: RuleContext): Reference | undefined {
  const { securityGroups, vpcs } = context.network();
  const own = securityGroups.get(groupKeyOf(rule.group) ?? '');
  const other = securityGroups.get(groupKeyOf(peer.value) ?? '');
  const from = own === undefined ? undefined : vpcs.get(valueOf(own.vpc) ?? '');
  const to = other === undefined ? undefined : vpcs.get(valueOf(other.vpc) ?? '');
  if (own === undefined || other === undefined || from === undefined || to === undefined || from === to)
    return undefined;
  const isKnown = isManagedVpc(from.id, context) && isManagedVpc(to.id, context);
  // An association makes a group usable in the other VPC, and with it what is there.
  const associated = own.associatedVpcs.length + other.associatedVpcs.length > 0;
  const certain = own.uncertain === undefined && other.uncertain === undefined;
  return isKnown && certain && !associated ? { own, other, from, to } : undefined;
}

/** Why the reference can not hold; undefined where it may. */
function whyNot(
  { from, to }: Reference,
  direction: 'ingress' | 'egress',
  context: RuleContext,
): string | undefined {
  const { peeringConnections, transitGateways } = context.network();
  const index = context.index();
  // A peering of which a side is unknown may be with the other VPC.
  const peerings = [...peeringConnections.values()].filter((one) => mayJoin(one, from, to));
  if (peerings.some((one) => !isAcrossRegions(one, from, to))) return undefined;
  const gateways = index.attachmentsOfVpc(from.id).flatMap((one) => valueOf(one.transitGateway) ?? ['?']);
  const shared = gateways.filter((one) => one === '?' || index.attachmentsOf(one, to.id).length > 0);
  const referencing = shared.some((id) => {
    const gateway = transitGateways.get(id);
    return gateway === undefined || valueOf(gateway.securityGroupReferencing) !== false;
  });
  if (direction === 'ingress' && referencing) return undefined;
  if (peerings.length > 0)
    return 'a peering connection between two Regions does not carry references to groups';
  if (shared.length === 0) return 'no peering connection joins the two';
  return referencing
    ? 'a transit gateway carries references to groups in ingress rules only'
    : 'the transit gateway between them does not carry references to groups (security_group_referencing_support)';
}

function mayJoin({ requester, accepter }: PeeringConnection, from: Vpc, to: Vpc): boolean {
  const may = (side: PeeringConnection['requester'], vpc: Vpc): boolean =>
    !side.vpc.known || side.vpc.value === vpc.id;
  return (may(requester, from) && may(accepter, to)) || (may(requester, to) && may(accepter, from));
}

/** Whether the two VPCs are surely in two Regions. */
function isAcrossRegions({ requester, accepter }: PeeringConnection, from: Vpc, to: Vpc): boolean {
  const differ = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a !== b;
  return differ(from.region, to.region) || differ(requester.region, accepter.region);
}

/** The other VPC's block in place of the group. */
function byCidr(rule: GroupRule, peer: RulePeer, vpc: Vpc, { configuration }: RuleContext): Fix[] {
  const resource = configuration.byAddress.get(vpc.id);
  const expression =
    resource === undefined
      ? undefined
      : attributeExpression(resource, 'cidr_block', rule.resource.module, configuration);
  const edits =
    expression === undefined
      ? undefined
      : replaceSource(rule, peer, { kind: 'cidr4', expressions: [expression] }, configuration);
  const opens = permissionsOf(rule).length > 0 ? 'opens the rule to' : 'admits';
  return edits === undefined
    ? []
    : [{ title: `Name the VPC's block instead: ${opens} all of ${vpc.name}`, edits, preferred: false }];
}
