import { idExpression } from '../../edits/naming';
import { valueOf } from '../../network/maybe';
import type { Subnet } from '../../network/model';
import type { SourceRange } from '../../terraform/source';
import { zoneInWords, zoneKey } from '../gateways/zones';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import { subnetLists, type SubnetList } from './subnetLists';

/**
 * An Application Load Balancer, a database subnet group or an EKS cluster with subnets in one Availability Zone only, where
 * AWS wants two; or a load balancer or interface endpoint with two subnets in one zone, where AWS takes one of each.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html,
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html,
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const tooFewZones: Rule = {
  id: 'too-few-zones',
  severity: 'error',
  title: 'Subnets in too few Availability Zones, or two in one',
  check: (context) =>
    subnetLists(context).flatMap((list) => [...tooFew(list, context), ...twoInOne(list, context)]),
};

function tooFew(list: SubnetList, context: RuleContext): RawFinding[] {
  const { resource, elements, attribute, what, needsTwoZones } = list;
  const distinct = new Map(elements.map(({ subnet }) => [subnet.id, subnet]));
  const zones = new Set([...distinct.values()].map((subnet) => zoneKey(subnet.zone)));
  const isOne = distinct.size === 1 || (zones.size === 1 && !zones.has(undefined));
  if (!needsTwoZones || !isOne) return [];
  const [zone = ''] = zones;
  const where =
    distinct.size === 1 ? `one subnet, ${elements[0]?.subnet.name ?? ''}` : `one zone, ${zoneInWords(zone)}`;
  return [
    {
      source: attribute?.source ?? elements[0]?.source ?? resourceHeader(resource),
      subject: resource.address,
      message: (subjects) =>
        `AWS refuses ${subjects}: ${what} needs subnets in two Availability Zones, and is in ${where}.`,
      fixes: () => added(list, [...distinct.values()], context),
    },
  ];
}

/** Another subnet of the VPC, of a zone that is not there yet; the kind that leads the same way first. */
function added(list: SubnetList, own: readonly Subnet[], context: RuleContext): Fix[] {
  const { resource, attribute } = list;
  const [first] = own;
  const vpc = first === undefined ? undefined : valueOf(first.vpc);
  const zones = new Set(own.map((subnet) => valueOf(subnet.zone)));
  const expression = attribute?.expression;
  if (vpc === undefined || expression?.kind !== 'tuple' || resource.key !== undefined) return [];
  // In a zone that nobody knows, any other may be the same one.
  if (zones.has(undefined)) return [];
  const end = expression.elements.at(-1)?.range.end;
  if (end === undefined || attribute === undefined) return [];
  return context
    .index()
    .subnetsOfVpc(vpc)
    .filter((one) => one.several !== true && one.zone.known && !zones.has(one.zone.value))
    .toSorted((a, b) => Number(sameTable(b, first)) - Number(sameTable(a, first)))
    .slice(0, 3)
    .flatMap((one) => {
      const id = idExpression(one.id, resource.module, context.configuration);
      const { chunk } = attribute.source;
      const edits =
        id === undefined
          ? undefined
          : placeEdits([{ chunk, range: { start: end, end }, newText: `, ${id}` }], context.configuration);
      const title = `Add ${one.name}, in ${zoneInWords(valueOf(one.zone) ?? '')}`;
      return edits === undefined ? [] : [{ title, edits, preferred: false }];
    });
}

function sameTable(a: Subnet, b: Subnet | undefined): boolean {
  const [one, other] = [valueOf(a.routeTable), b === undefined ? undefined : valueOf(b.routeTable)];
  return one !== undefined && one === other;
}

function twoInOne(list: SubnetList, context: RuleContext): RawFinding[] {
  const { resource, elements, what, oneEachZone } = list;
  if (!oneEachZone) return [];
  const byZone = new Map<string, Subnet>();
  return elements.flatMap(({ subnet, source }): RawFinding[] => {
    const zone = zoneKey(subnet.zone);
    const earlier = byZone.get(zone ?? '');
    if (zone !== undefined && earlier === undefined) byZone.set(zone, subnet);
    if (zone === undefined || earlier === undefined || earlier.id === subnet.id) return [];
    return [
      {
        source,
        subject: resource.address,
        message: (subjects) =>
          `AWS refuses ${subjects}: ${earlier.name} and ${subnet.name} are both in ${zoneInWords(zone)}, and ${what} takes one subnet of each zone.`,
        fixes: () => removed(list, source, subnet, context),
      },
    ];
  });
}

/** The element out of its list, with the comma before it. */
function removed(
  { attribute, resource }: SubnetList,
  source: SourceRange,
  subnet: Subnet,
  context: RuleContext,
): Fix[] {
  const elements = attribute?.expression.kind === 'tuple' ? attribute.expression.elements : [];
  const index = elements.findIndex((one) => one.range === source.range);
  const [before, own] = [elements[index - 1], elements[index]];
  if (before === undefined || own === undefined || resource.key !== undefined) return [];
  const range = { start: before.range.end, end: own.range.end };
  const edits = placeEdits([{ chunk: source.chunk, range, newText: '' }], context.configuration);
  const title = `Take ${subnet.name} out`;
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}
