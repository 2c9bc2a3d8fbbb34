import { resourceHeader } from '../groupRules';
import { codeOf, defaultRoute } from '../routes/tables';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { isRoutedToItself, placedNats, type PlacedNat } from './natGateways';
import { moveToPublicSubnet } from './publicSubnets';

/**
 * A NAT gateway in a subnet whose default route leads to the same NAT gateway: what it sends to the internet comes back to
 * itself. It has to be in a subnet that leads to an internet gateway.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
 */
export const natRoutedToItself: Rule = {
  id: 'nat-routed-to-itself',
  severity: 'error',
  title: 'A NAT gateway whose own subnet leads to it',
  check: (context) =>
    placedNats(context)
      .filter(isRoutedToItself)
      .map((nat) => finding(nat, context)),
};

function finding(nat: PlacedNat, context: RuleContext): RawFinding {
  const { resource, subnet, table } = nat;
  const route = defaultRoute(table, 4);
  const code = route === undefined ? undefined : codeOf(context, table.id, route);
  return {
    source: resource.body.attributes.get('subnet_id')?.source ?? resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `Nothing gets to the internet through ${subjects}: ${subnet.name}, which it is in, leads 0.0.0.0/0 back to it.`,
    related:
      code === undefined
        ? []
        : [
            {
              message: `${table.name} leads 0.0.0.0/0 to it`,
              source: code.targets[0]?.source ?? code.header,
            },
          ],
    fixes: () => moveToPublicSubnet(nat, context),
  };
}
