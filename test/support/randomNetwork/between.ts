import type { Cidr } from '../../../server/src/ip/cidr';
import type { TransitGatewayAttachment, TransitGatewayRoute, Vpc } from '../../../server/src/network/model';
import type { Dice } from './dice';
import { anywhere, block, type Draft, is, valueIn } from './draft';

/** What joins VPCs: peerings and transit gateways. */

/** At most one between two VPCs, as AWS has it; some wait for acceptance. */
export function drawPeerings(dice: Dice, draft: Draft): void {
  draft.vpcs.forEach((requester, index) => {
    for (const accepter of draft.vpcs.slice(index + 1)) {
      if (!dice.chance(40)) continue;
      const id = `pcx-${requester.id.slice(4)}-${accepter.id.slice(4)}`;
      const side = (vpc: Vpc) => ({
        vpc: is(vpc.id),
        cidrs: vpc.cidrs.map(valueIn),
        ...(vpc.region === undefined ? {} : { region: vpc.region }),
      });
      draft.peeringConnections.push({
        id,
        name: id,
        requester: side(requester),
        accepter: side(accepter),
        active: is(dice.chance(80)),
      });
    }
  });
}

/** A gateway in the Region of the first VPC, at times a second one that is peered with it. */
export function drawTransitGateways(dice: Dice, draft: Draft): void {
  if (!dice.chance(55)) return;
  const ids = dice.chance(25) ? ['tgw-0', 'tgw-1'] : ['tgw-0'];
  for (const id of ids)
    draft.transitGateways.push({ id, name: id, securityGroupReferencing: is(dice.chance(50)) });
  const tables = ids.map((id) =>
    Array.from({ length: 1 + dice.below(3) }, (_, each) => `tgw-rtb-${id.slice(4)}-${each}`),
  );
  draft.vpcs.forEach((vpc, index) => {
    ids.forEach((gateway, which) => {
      if (!dice.chance(ids.length === 1 ? 80 : 55)) return;
      const id = `tgw-attach-${which}-${index}`;
      const table = dice.chance(94) ? dice.pick(tables[which] ?? []) : undefined;
      draft.transitGatewayAttachments.push(vpcAttachment(dice, draft, id, gateway, vpc, table));
    });
  });
  const [first, second] = ids;
  if (first !== undefined && second !== undefined) {
    const available = dice.chance(85);
    draft.transitGatewayAttachments.push(
      peeringAttachment('tgw-attach-peer-0', first, second, dice.pick(tables[0] ?? []), available),
      peeringAttachment('tgw-attach-peer-1', second, first, dice.pick(tables[1] ?? []), available),
    );
  }
  ids.forEach((gateway, which) => {
    for (const id of tables[which] ?? []) drawTable(dice, draft, id, gateway);
  });
}

function vpcAttachment(
  dice: Dice,
  draft: Draft,
  id: string,
  gateway: string,
  vpc: Vpc,
  table: string | undefined,
): TransitGatewayAttachment {
  const own = draft.subnets.filter((subnet) => valueIn(subnet.vpc) === vpc.id);
  // One subnet a zone, and not each zone.
  const zones = [...new Set(own.map((subnet) => valueIn(subnet.zone)))];
  const chosen = zones.filter((_, index) => index === 0 || dice.chance(75));
  const subnets = chosen.map((zone) => dice.pick(own.filter((subnet) => valueIn(subnet.zone) === zone)));
  return {
    id,
    name: id,
    transitGateway: is(gateway),
    kind: 'vpc',
    vpc: is(vpc.id),
    subnets: subnets.map((subnet) => is(subnet.id)),
    securityGroupReferencing: is(dice.chance(80)),
    applianceMode: is(dice.chance(10)),
    routeTable: is(table),
    available: is(dice.chance(95)),
  };
}

function peeringAttachment(
  id: string,
  gateway: string,
  peer: string,
  table: string,
  available: boolean,
): TransitGatewayAttachment {
  return {
    id,
    name: id,
    transitGateway: is(gateway),
    kind: 'peering',
    peer: is(peer),
    subnets: [],
    securityGroupReferencing: is(false),
    applianceMode: is(false),
    routeTable: is(table),
    available: is(available),
  };
}

function drawTable(dice: Dice, draft: Draft, id: string, gateway: string): void {
  const attached = draft.transitGatewayAttachments.filter(
    (attachment) => valueIn(attachment.transitGateway) === gateway,
  );
  const vpcAttachments = attached
    .filter((attachment) => attachment.kind === 'vpc')
    .map((attachment) => attachment.id);
  const all = attached.map((attachment) => attachment.id);
  // What is not accepted, or gone, propagates nothing.
  const live = attached
    .filter((attachment) => valueIn(attachment.available))
    .map((attachment) => attachment.id);
  const routes = new Map<string, TransitGatewayRoute>();
  const count = all.length === 0 ? 0 : dice.below(4);
  for (let each = 0; each < count; each += 1) {
    const cidr = drawDestination(dice, draft);
    const key = `${cidr.family} ${cidr.address} ${cidr.prefixLength}`;
    const attachment = dice.chance(12) ? undefined : dice.pick(all);
    routes.set(key, { destination: is({ kind: 'cidr', cidr }), attachment: is(attachment), kind: 'static' });
  }
  draft.transitGatewayRouteTables.push({
    id,
    name: id,
    transitGateway: is(gateway),
    routes: [...routes.values()],
    propagations: dice
      .some(
        vpcAttachments.filter((attachment) => live.includes(attachment)),
        75,
      )
      .map(is),
  });
}

/** A VPC's block, a part of it, or everything. */
export function drawDestination(dice: Dice, draft: Draft): Cidr {
  if (dice.chance(35)) return anywhere;
  const own = valueIn(dice.pick(dice.pick(draft.vpcs).cidrs));
  if (own.family === 6 || dice.chance(60)) return own;
  return block(own.address + (BigInt(dice.below(4)) << 8n), 24);
}
