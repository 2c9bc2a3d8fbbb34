import { setArgument } from '../../edits/placement';
import { idExpression } from '../../edits/naming';
import { anyIpv4 } from '../../network/fromTerraform/belonging';
import { valueOf } from '../../network/maybe';
import { addRoutes } from '../routes/addRoute';
import { gatewaysOf } from '../routes/candidates';
import { defaultRoute, tableOfSubnet } from '../routes/tables';
import type { Fix, RuleContext } from '../rule';
import type { PlacedNat } from './natGateways';

/** The gateway moved to a subnet that leads to an internet gateway; where there is none, the route that its table lacks. */
export function moveToPublicSubnet(nat: PlacedNat, context: RuleContext): Fix[] {
  const { resource, subnet } = nat;
  const { configuration } = context;
  const vpc = valueOf(subnet.vpc);
  if (vpc === undefined) return [];
  const zone = valueOf(subnet.zone);
  const candidates = context
    .index()
    .subnetsOfVpc(vpc)
    .filter((one) => {
      const table = one.several === true ? undefined : tableOfSubnet(context, one);
      const target = table === undefined ? undefined : defaultRoute(table, 4)?.target;
      return target?.known === true && target.value.kind === 'internetGateway';
    })
    .toSorted((a, b) => Number(valueOf(b.zone) === zone) - Number(valueOf(a.zone) === zone));
  const moved = candidates.slice(0, 3).flatMap((one): Fix[] => {
    const id = idExpression(one.id, resource.module, configuration);
    const edit =
      id === undefined || resource.key !== undefined
        ? undefined
        : setArgument(resource, 'subnet_id', id, configuration);
    const title = `Put it into ${one.name}, which leads to an internet gateway: replaces the gateway`;
    return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
  });
  return moved.length > 0 || defaultRoute(nat.table, 4) !== undefined ? moved : routed(nat, vpc, context);
}

function routed({ table, subnet }: PlacedNat, vpc: string, context: RuleContext): Fix[] {
  const [gateway] = gatewaysOf(context, vpc).internetGateway;
  if (gateway === undefined) return [];
  return addRoutes(
    context,
    `Lead 0.0.0.0/0 to ${gateway} in ${table.name}: opens the internet to ${subnet.name} and all with that table`,
    [{ table: table.id, cidr: anyIpv4, target: { kind: 'internetGateway', id: gateway } }],
  );
}
