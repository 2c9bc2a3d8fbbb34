import { listInWords } from '../../explain/traffic';
import { idExpression } from '../../edits/naming';
import { valueOf } from '../../network/maybe';
import type { Subnet } from '../../network/model';
import { resourceHeader } from '../groupRules';
import { defaultRoute, tableOfSubnet, targetId } from '../routes/tables';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits, replaceArguments } from '../textEdits';
import { placedNats, type PlacedNat } from './natGateways';
import { zoneInWords } from './zones';

/**
 * Subnets that get to the internet through a NAT gateway in another Availability Zone only: when that zone fails, they are
 * cut off, and until then their traffic between the zones is charged. A gateway in each zone, or a regional one, goes on.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
export const natSingleAz: Rule = {
  id: 'nat-single-az',
  severity: 'hint',
  title: 'Subnets that depend on a NAT gateway in another Availability Zone',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const nats = placedNats(context);
  if (nats.length === 0) return [];
  const subnets = [...context.network().subnets.values()].filter((one) => one.several !== true);
  return nats.flatMap((nat) => {
    const zone = valueOf(nat.subnet.zone);
    const far = subnets.filter((one) => {
      const own = valueOf(one.zone);
      if (zone === undefined || own === undefined || own === zone) return false;
      const table = tableOfSubnet(context, one);
      return table !== undefined && targetId(defaultRoute(table, 4)) === nat.gateway.id;
    });
    return far.length === 0 || zone === undefined ? [] : [finding(nat, zone, far, context)];
  });
}

function finding(nat: PlacedNat, zone: string, far: readonly Subnet[], context: RuleContext): RawFinding {
  const { resource } = nat;
  const names = listInWords(
    far.map((one) => one.name),
    3,
  );
  return {
    source: resource.body.attributes.get('subnet_id')?.source ?? resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `When ${zoneInWords(zone)} fails, ${names} lose${far.length === 1 ? 's' : ''} the internet, too: ${subjects} is in that zone alone.`,
    fixes: () => regional(nat, context),
  };
}

/** A regional gateway has the VPC for its subnet, and gets its addresses by itself. */
function regional({ resource, subnet }: PlacedNat, { configuration }: RuleContext): Fix[] {
  const { attributes } = resource.block.body;
  const [subnetId, allocation] = ['subnet_id', 'allocation_id'].map((name) =>
    attributes.find((one) => one.name === name),
  );
  const vpc = valueOf(subnet.vpc);
  const id = vpc === undefined ? undefined : idExpression(vpc, resource.module, configuration);
  const others = ['private_ip', 'connectivity_type', 'availability_mode', 'secondary_allocation_ids'];
  if (subnetId === undefined || allocation === undefined || id === undefined) return [];
  if (resource.key !== undefined || attributes.some((one) => others.includes(one.name))) return [];
  const edits = placeEdits(
    replaceArguments(
      resource.source.chunk,
      attributes,
      new Map([
        [subnetId, { name: 'vpc_id', value: id }],
        [allocation, { name: 'availability_mode', value: '"regional"' }],
      ]),
    ),
    configuration,
  );
  const title =
    'Make it regional, for all zones: replaces the gateway and its address; an old AWS provider does not know it';
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}
