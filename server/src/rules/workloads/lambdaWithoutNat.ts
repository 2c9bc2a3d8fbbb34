import { listInWords } from '../../explain/traffic';
import { addressesOverlap, addressSet } from '../../ip/addresses';
import { valueOf } from '../../network/maybe';
import type { Id, NetworkInterface, Subnet, Workload } from '../../network/model';
import { publicAddresses } from '../../reachability/hosts';
import type { EvaluatedBlock, ResourceInstance } from '../../terraform/configuration';
import { wholeGroups } from '../admits';
import { changeNested } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { idList } from '../idList';
import { proven, verdictOf } from '../provenFix';
import { defaultRoute, tableOfSubnet, targetKinds } from '../routes/tables';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { onlySubnet, subnetsWith, wayOut } from './subnetWays';

/**
 * A function in a subnet whose way out does not work for it. A function in a VPC never has a public address: where the
 * subnet leads to an internet gateway, its calls time out. It needs a NAT gateway, or endpoints for the services that it
 * calls. Only a hint where there is no way out at all, since a function may have to reach nothing but its VPC. Silent where
 * its groups let nothing out to public addresses, and where the VPC has interface endpoints.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
 */
export const lambdaWithoutNat: Rule = {
  id: 'lambda-without-nat',
  severity: 'warning',
  title: 'A function in a subnet whose way out does not work for it',
  check: (context) =>
    [...context.network().workloads.values()]
      .filter(({ kind, uncertain }) => kind === 'lambda_function' && uncertain === undefined)
      .flatMap((workload) => findings(workload, context)),
};

interface Cut {
  readonly subnet: Subnet;
  readonly vpc: Id;
  readonly gateway: Id | undefined;
}

function findings(workload: Workload, context: RuleContext): RawFinding[] {
  const resource = context.configuration.byAddress.get(workload.id);
  const block = resource?.body.blocks.find((one) => one.type === 'vpc_config');
  if (resource === undefined || block === undefined) return [];
  const interfaces = workload.interfaces.flatMap((id) => context.network().interfaces.get(id) ?? []);
  const cut = interfaces.flatMap((one) => cutOff(one, context) ?? []);
  const [first] = cut.some(({ gateway }) => gateway !== undefined)
    ? cut.filter(({ gateway }) => gateway !== undefined)
    : cut;
  if (first === undefined) return [];
  const same = cut.filter(({ gateway }) => gateway === first.gateway);
  const subnets = listInWords([...new Set(same.map(({ subnet }) => subnet.name))], 3);
  const why =
    first.gateway === undefined
      ? `${subnets} ${same.length === 1 ? 'leads' : 'lead'} nowhere but within the VPC, which has no interface endpoints`
      : `it never has a public address, and ${subnets} ${same.length === 1 ? 'leads' : 'lead'} to ${first.gateway}, not to a NAT gateway`;
  return [
    {
      source: block.body.attributes.get('subnet_ids')?.source ?? resourceHeader(resource),
      subject: resource.address,
      ...(first.gateway === undefined ? { severity: 'hint' as const } : {}),
      message: (subjects) => `Calls of ${subjects} to the internet and to AWS services time out: ${why}.`,
      fixes: () => behindNat(resource, block, cut, context),
    },
  ];
}

/** Why an interface of a function does not get out; undefined where it does, or nobody knows. */
function cutOff(one: NetworkInterface, context: RuleContext): Cut | undefined {
  const subnet = onlySubnet(context, valueOf(one.subnet));
  const vpc = subnet === undefined ? undefined : valueOf(subnet.vpc);
  const table = subnet === undefined ? undefined : tableOfSubnet(context, subnet);
  const way = subnet === undefined ? undefined : wayOut(context, subnet);
  if (subnet === undefined || vpc === undefined || table === undefined || way === undefined) return undefined;
  if (!isLetOut(one, context) || hasInterfaceEndpoints(vpc, context)) return undefined;
  if (one.addresses.some(({ family }) => family === 6) && defaultRoute(table, 6) !== undefined)
    return undefined;
  if (way.kind === 'internetGateway') return { subnet, vpc, gateway: way.id };
  const isClosed = [...targetKinds(table)].every((kind) => kind === 'local');
  return isClosed ? { subnet, vpc, gateway: undefined } : undefined;
}

/** Whether its groups surely let it out to public addresses. */
function isLetOut(one: NetworkInterface, context: RuleContext): boolean {
  const groups = wholeGroups(context.network(), one.securityGroups, 'egress') ?? [];
  return groups.some((group) =>
    group.rules.some((rule) => {
      const peer = valueOf(rule.peer);
      return (
        rule.direction === 'egress' &&
        rule.uncertain === undefined &&
        peer?.kind === 'cidr' &&
        addressesOverlap(addressSet([peer.cidr]), publicAddresses)
      );
    }),
  );
}

function hasInterfaceEndpoints(vpc: Id, context: RuleContext): boolean {
  return context
    .index()
    .endpointsOfVpc(vpc)
    .some(({ type }) => valueOf(type) !== 'gateway');
}

/** The function moved to subnets that lead to a NAT gateway. */
function behindNat(
  resource: ResourceInstance,
  block: EvaluatedBlock,
  cut: readonly Cut[],
  context: RuleContext,
): readonly Fix[] {
  const [first] = cut;
  const zones = cut.map(({ subnet }) => valueOf(subnet.zone));
  const subnets =
    first === undefined
      ? []
      : subnetsWith(context, first.vpc, ({ kind }) => kind === 'natGateway', [...new Set(zones)]);
  const ids = idList(
    subnets.map((subnet) => subnet.id),
    resource.module,
    context.configuration,
  );
  const edits =
    ids === undefined
      ? undefined
      : changeNested(resource, block, { set: [['subnet_ids', ids]] }, context.configuration);
  if (edits === undefined) return [];
  const fix = {
    title: `Put it into ${ids ?? ''}, which lead to a NAT gateway: opens the internet to it`,
    edits,
    preferred: false,
  };
  const question = {
    from: resource.address,
    to: 'internet',
    traffic: { protocol: 6, ports: { from: 443, to: 443 } },
  } as const;
  return proven(context, fix, (index) => verdictOf(index, question) === 'reachable');
}
