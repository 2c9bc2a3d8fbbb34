import { valueOf } from '../../network/maybe';
import { resourceHeader } from '../groupRules';
import { leadsToNone } from '../routes/hiddenRoutes';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { isRoutedToItself, placedNats, type PlacedNat } from './natGateways';
import { moveToPublicSubnet } from './publicSubnets';

/**
 * A public NAT gateway in a subnet whose route table does not lead to an internet gateway: nothing that it is given gets
 * out. Silent where the table leads to something that may pass it on: a firewall's endpoint, an appliance, a transit or
 * virtual private gateway (a public NAT gateway may be used for private networks, too).
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html
 */
export const natInPrivateSubnet: Rule = {
  id: 'nat-in-private-subnet',
  severity: 'error',
  title: 'A public NAT gateway in a subnet without a route to an internet gateway',
  check: (context) =>
    placedNats(context)
      .filter((nat) => valueOf(nat.gateway.connectivity) === 'public' && !isRoutedToItself(nat))
      .filter(({ table }) => leadsToNone(context, table, passedOn))
      .map((nat) => finding(nat, context)),
};

const passedOn = [
  'internetGateway',
  'transitGateway',
  'vpnGateway',
  'endpoint',
  'interface',
  'other',
] as const;

function finding(nat: PlacedNat, context: RuleContext): RawFinding {
  const { resource, subnet, table } = nat;
  const own = context.configuration.byAddress.get(table.id);
  return {
    source: resource.body.attributes.get('subnet_id')?.source ?? resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `Nothing gets to the internet through ${subjects}: a NAT gateway sends on by the routes of its own subnet, and ${table.name}, which ${subnet.name} has, leads to no internet gateway.`,
    related:
      own === undefined ? [] : [{ message: `${own.address} has its routes`, source: resourceHeader(own) }],
    fixes: () => moveToPublicSubnet(nat, context),
  };
}
