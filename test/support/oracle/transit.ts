import type { Subnet, TransitGatewayAttachment, Vpc } from '../../../server/src/network/model';
import { sure } from './addresses';
import { aclAllows } from './filters';
import { choose, dropped, type End, type Travel, type Walk } from './journey';
import { must } from './lookup';
import { nextAttachment } from './routes';
import { route } from './walk';

/**
 * Transit gateways. ACLs of attachment subnets as https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html says: inbound
 * for what goes to the gateway; outbound for what comes from it, where it goes on to another subnet.
 */

/** From a subnet of `vpc` into the gateway, by the attachment's subnet in the same zone. */
export function enterTransitGateway(walk: Walk, vpc: Vpc, subnet: Subnet, id: string, travel: Travel): End {
  const gateway = must(walk.network.transitGateways.get(id), id);
  const attachment = attachmentsOf(walk, id).find(
    (each) => each.vpc !== undefined && sure(each.vpc) === vpc.id,
  );
  if (attachment === undefined || !sure(attachment.available))
    return dropped(`${vpc.id} is not attached to ${id}`);
  const entry = subnetsOf(walk, attachment).find((each) => sure(each.zone) === sure(subnet.zone));
  if (entry === undefined) return dropped(`${attachment.id} is not in the zone of ${subnet.id}`);
  if (travel.onlyTo !== undefined) return dropped('egress groups by reference, over a transit gateway');
  if (!aclAllows(walk.network, entry, 'ingress', travel.packet)) return dropped(`ingress ACL of ${entry.id}`);
  const references = sure(gateway.securityGroupReferencing) && sure(attachment.securityGroupReferencing);
  return transit(walk, attachment, sure(entry.zone), references ? travel : { ...travel, sender: undefined });
}

/** Inside the gateway: the table of the attachment that the packet came in by decides. */
function transit(
  walk: Walk,
  cameBy: TransitGatewayAttachment,
  zone: string | undefined,
  travel: Travel,
): End {
  if (walk.trace.length > 60) return dropped('a loop');
  const tableId = sure(cameBy.routeTable);
  if (tableId === undefined) return dropped(`${cameBy.id} has no route table`);
  const table = must(walk.network.transitGatewayRouteTables.get(tableId), tableId);
  walk.trace.push(cameBy.id);
  const nextId = nextAttachment(walk.network, table, travel.packet.destination);
  if (nextId === undefined) return dropped(`no route in ${tableId}`);
  const next = must(walk.network.transitGatewayAttachments.get(nextId), nextId);
  if (!sure(next.available)) return dropped(`${nextId} is not available`);
  if (next.kind === 'peering') return crossToPeer(walk, next, travel);
  if (next.kind !== 'vpc') throw new Error(`the oracle does not know attachments of kind ${next.kind}`);
  const exits = subnetsOf(walk, next);
  const inZone = exits.filter((exit) => sure(exit.zone) === zone);
  const candidates = inZone.length > 0 && !sure(next.applianceMode) ? inZone : exits;
  const picked = choose(
    walk,
    `subnet of ${next.id}`,
    candidates.map((_, index) => index),
  );
  const exit = must(candidates[picked], `a subnet of ${next.id}`);
  const onward = sure(next.securityGroupReferencing) ? travel : { ...travel, sender: undefined };
  return route(walk, exit, onward, true);
}

/** The peer gateway's own attachment of the same peering has the table that routes there. */
function crossToPeer(walk: Walk, attachment: TransitGatewayAttachment, travel: Travel): End {
  const here = sure(attachment.transitGateway);
  const there = sure(must(attachment.peer, `the peer of ${attachment.id}`));
  const other = attachmentsOf(walk, there).find(
    (each) => each.peer !== undefined && sure(each.peer) === here,
  );
  if (other === undefined || !sure(other.available)) return dropped(`${there} is not peered`);
  return transit(walk, other, undefined, { ...travel, sender: undefined });
}

function attachmentsOf(walk: Walk, gateway: string): TransitGatewayAttachment[] {
  return [...walk.network.transitGatewayAttachments.values()].filter(
    (each) => sure(each.transitGateway) === gateway,
  );
}

function subnetsOf(walk: Walk, attachment: TransitGatewayAttachment): Subnet[] {
  return attachment.subnets.map((id) => must(walk.network.subnets.get(sure(id)), sure(id)));
}
