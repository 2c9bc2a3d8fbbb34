import { attributeExpression } from '../../edits/naming';
import { addressSet, addressesOverlap } from '../../ip/addresses';
import { cidrContains, cidrsOverlap, formatCidr, parseCidr, type Cidr } from '../../ip/cidr';
import { valueOf } from '../../network/maybe';
import type { RouteTarget, Subnet, Vpc } from '../../network/model';
import type { ResourceInstance } from '../../terraform/configuration';
import { closestNames } from '../../util/closestName';
import type { GroupRule, RulePeer } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { isManagedVpc, vpcOfGroup } from './carriers';
import { ingressBlocks, type IngressBlock } from './ingressBlocks';
import { replaceSource } from './replaceSource';

/**
 * An ingress rule for private addresses that nobody who can get here has: they are not the VPC's, and no route of it leads to
 * them; or they are the VPC's and in none of its subnets. Often a slip of the pen. Silent where routes, blocks or subnets are
 * unknown, and where the code does not make the VPC or its routes.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export const sourceNeverMatches: Rule = {
  id: 'sg-source-never-matches',
  severity: 'warning',
  title: 'An ingress rule for private addresses that nobody here has',
  check: (context) =>
    context.groupRules().flatMap((rule) => ingressBlocks(rule).flatMap((one) => findingFor(one, context))),
};

function findingFor(
  { rule, peer, group, cidr, isPrivate }: IngressBlock,
  context: RuleContext,
): RawFinding[] {
  if (!isPrivate) return [];
  const vpc = vpcOfGroup(group, context);
  const where =
    vpc === undefined || !isManagedVpc(vpc.id, context) ? undefined : whereNobody(cidr, vpc, context);
  if (vpc === undefined || where === undefined) return [];
  return [
    {
      source: peer.source,
      subject: group,
      message: (subjects) =>
        where === 'outside'
          ? `This rule of ${subjects} lets nobody in: ${formatCidr(cidr)} is not in ${vpc.name}, and no route of it leads there.`
          : `This rule of ${subjects} lets nobody in: ${formatCidr(cidr)} is in ${vpc.name}, but in none of its subnets.`,
      fixes: () => fixes(rule, peer, cidr, vpc, context),
    },
  ];
}

/** Why no packet can come from the block: it lies outside of everything, or between the subnets; undefined where one may. */
function whereNobody(cidr: Cidr, vpc: Vpc, context: RuleContext): 'outside' | 'between' | undefined {
  const blocks = context.index().vpcBlocks(vpc);
  if (blocks.incomplete !== undefined) return undefined;
  const inVpc = addressesOverlap(blocks.addresses, addressSet([cidr]));
  if (!inVpc) return mayBeRouted(cidr, vpc, context) ? undefined : 'outside';
  const whole = vpc.cidrs.some((block) => {
    const own = valueOf(block);
    return own !== undefined && cidrContains(cidr, own);
  });
  return !whole && isBetween(cidr, vpc, context) ? 'between' : undefined;
}

/** Targets behind which there is nothing private. */
const publicTargets: ReadonlySet<RouteTarget['kind']> = new Set([
  'local',
  'internetGateway',
  'egressOnlyInternetGateway',
  'natGateway',
]);

/** Whether a route of the VPC leads, or may lead, to some of the addresses. */
function mayBeRouted(cidr: Cidr, vpc: Vpc, context: RuleContext): boolean {
  const routed = context.index().remember('routed', vpc, () => routedBlocks(vpc, context));
  return routed.anywhere || routed.blocks.some((block) => cidrsOverlap(block, cidr));
}

/** Where the routes of a VPC lead, besides itself and the internet; `anywhere` where that is not known in full. */
function routedBlocks(vpc: Vpc, context: RuleContext): { anywhere: boolean; blocks: readonly Cidr[] } {
  const { routeTables, vpnGateways } = context.network();
  const tables = [...routeTables.values()].filter((one) => !one.vpc.known || one.vpc.value === vpc.id);
  const routes = tables
    .flatMap((table) => table.routes)
    .filter(({ target }) => !target.known || !publicTargets.has(target.value.kind));
  const blocks = routes.map(({ destination }) => {
    const to = valueOf(destination);
    return to?.kind === 'cidr' ? to.cidr : undefined;
  });
  // Their routes may be announced, or made where the gateway is.
  const connected =
    context.index().attachmentsOfVpc(vpc.id).length > 0 ||
    [...vpnGateways.values()].some((one) => !one.vpc.known || one.vpc.value === vpc.id);
  const known = tables.every((one) => one.vpc.known && one.routesIncomplete === undefined);
  const anywhere = connected || !known || !vpc.mainRouteTable.known || blocks.includes(undefined);
  return { anywhere, blocks: blocks.filter((block) => block !== undefined) };
}

/** Whether all subnets of the VPC are known, and none has any of the addresses. */
function isBetween(cidr: Cidr, vpc: Vpc, context: RuleContext): boolean {
  const taken = context
    .index()
    .remember('subnet blocks', vpc, () => ({ blocks: subnetBlocks(vpc, context) }));
  return taken.blocks?.some((block) => cidrsOverlap(block, cidr)) === false;
}

/** The blocks of a VPC's subnets; undefined where they are not all known, or there are none. */
function subnetBlocks(vpc: Vpc, context: RuleContext): readonly Cidr[] | undefined {
  const own = context.index().subnetsOfVpc(vpc.id);
  const known = own.every(
    (subnet) =>
      subnet.uncertain === undefined &&
      subnet.several === undefined &&
      subnet.cidrs.every((block) => block.known),
  );
  const elsewhere = [...context.network().subnets.values()].some((subnet) => !subnet.vpc.known);
  return own.length === 0 || !known || elsewhere ? undefined : own.flatMap(blocksOf);
}

function blocksOf(subnet: Subnet): readonly Cidr[] {
  return subnet.cidrs.flatMap((block) => valueOf(block) ?? []);
}

/** The subnet whose block reads most alike, and the whole VPC. */
function fixes(rule: GroupRule, peer: RulePeer, cidr: Cidr, vpc: Vpc, context: RuleContext): Fix[] {
  const { configuration } = context;
  const subnets = new Map(
    context
      .index()
      .subnetsOfVpc(vpc.id)
      .flatMap((subnet) => {
        const resource = configuration.byAddress.get(subnet.id);
        return blocksOf(subnet).flatMap((block) =>
          resource === undefined || block.family !== cidr.family
            ? []
            : [[formatCidr(block), resource] as const],
        );
      }),
  );
  const close = closestNames(formatCidr(cidr), subnets.keys(), 1).flatMap((text) => subnets.get(text) ?? []);
  const whole = configuration.byAddress.get(vpc.id);
  return [...close, ...(whole === undefined ? [] : [whole])].flatMap((resource) =>
    admitting(resource, rule, peer, cidr, context),
  );
}

function admitting(
  resource: ResourceInstance,
  rule: GroupRule,
  peer: RulePeer,
  { family }: Cidr,
  { configuration }: RuleContext,
): Fix[] {
  const attribute = family === 4 ? 'cidr_block' : 'ipv6_cidr_block';
  const expression = attributeExpression(resource, attribute, rule.resource.module, configuration);
  const value = resource.body.attributes.get(attribute)?.value;
  const block = value?.kind === 'string' ? parseCidr(value.value) : undefined;
  const kind = family === 4 ? 'cidr4' : 'cidr6';
  const edits =
    expression === undefined || block?.kind !== 'cidr'
      ? undefined
      : replaceSource(rule, peer, { kind, expressions: [expression] }, configuration);
  return edits === undefined || block?.kind !== 'cidr'
    ? []
    : [
        {
          title: `Admit ${resource.address}: opens the rule to ${formatCidr(block.cidr)}`,
          edits,
          preferred: false,
        },
      ];
}
