import type { Id, PeeringSide, Vpc } from '../../network/model';
import { isWithinVpc } from '../routeLookup';
import type { Branch } from './branch';
import { block, end, next, pass, stranger, uncertainty, wonder } from './hops';
import { lose } from './lose';
import { natOf } from './natInterface';
import { visiting, type Packet, type State, type Walk } from './packet';
import { throughPeering } from './referencesOnTheWay';

/** A regional NAT gateway stands in no subnet, but its addresses are the VPC's. */
function isOfRegionalNat(walk: Walk, { from }: Packet, vpc: Vpc): boolean {
  const nat = from.kind === 'interface' ? natOf(walk.index, from.interface) : undefined;
  return nat?.vpc.known === true && nat.vpc.value === vpc.id;
}

/**
 * Through a peering connection to the other VPC, and to its own addresses only: no way on to its gateways, NATs or other
 * peerings. https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
export function passPeering(walk: Walk, branch: Branch, packet: Packet, vpc: Vpc, id: Id): readonly State[] {
  const { index } = walk;
  const peering = index.network.peeringConnections.get(id);
  const kind = 'peeringConnection';
  if (peering === undefined) {
    return lose(walk, branch, packet, kind, 'out', stranger(id), [index.missing('peeringConnections', id)]);
  }
  const { requester, accepter } = peering;
  const isHere = (side: PeeringSide): boolean => side.vpc.known && side.vpc.value === vpc.id;
  const other = isHere(requester) ? accepter : isHere(accepter) ? requester : undefined;
  if (other === undefined) {
    const unknown = [requester.vpc, accepter.vpc].find((side) => !side.known);
    if (unknown?.known === false) wonder(walk, branch, packet, kind, 'out', peering, [unknown.unknown]);
    else
      block(walk, branch, packet, kind, 'out', peering, 'BAD_STATE_ROUTE', {
        why: `it does not join ${vpc.name}`,
      });
    return end(branch, packet);
  }
  const there = other.vpc.known ? index.network.vpcs.get(other.vpc.value) : undefined;
  const facts = {
    fromVpc: vpc.name,
    toVpc: there?.name ?? (other.vpc.known ? other.vpc.value : 'the other VPC'),
  };
  if (!peering.active.known)
    wonder(walk, branch, packet, kind, 'out', peering, [peering.active.unknown], facts);
  else if (!peering.active.value) block(walk, branch, packet, kind, 'out', peering, 'PCX_NOT_ACTIVE', facts);
  else if (peering.uncertain !== undefined)
    wonder(walk, branch, packet, kind, 'out', peering, uncertainty(peering), facts);
  else pass(walk, branch, packet, kind, 'out', peering, () => facts);
  if (there === undefined) {
    const unknown = other.vpc.known ? index.missing('vpcs', other.vpc.value) : other.vpc.unknown;
    return lose(walk, branch, packet, 'unknownComponent', 'in', { id: unknown.value, name: unknown.value }, [
      unknown,
    ]);
  }
  const isOwn = isWithinVpc(index, packet.from, vpc) || isOfRegionalNat(walk, packet, vpc);
  if (!isOwn || !isWithinVpc(index, packet.to, there)) {
    block(walk, branch, packet, kind, 'in', peering, 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', facts);
    return end(branch, packet);
  }
  const references = packet.references.kept === 'no' ? packet.references : throughPeering(peering);
  const across = { ...visiting(packet, id), references };
  return next(branch, across, { at: 'arrive', vpc: there, subnet: undefined });
}
