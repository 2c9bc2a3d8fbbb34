import type { Unknown } from '../../network/model';
import type { Facts } from '../facts';
import { mostLetIn } from '../groupRules';
import { filter, type Branch } from './branch';
import { trafficBlock } from './groups';
import { addHop, end, wonder, type HopParts } from './hops';
import type { Packet, State, Walk } from './packet';

/**
 * A component behind which nobody knows where the packet goes. Wherever that is, and from whichever address it seems to come
 * there: a request gets to its receiver past the receiver's groups, so that traffic which none of their rules is about is
 * blocked all the same.
 */
export function lose(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  kind: HopParts['kind'],
  direction: HopParts['direction'],
  component: HopParts['component'],
  unknowns: readonly Unknown[],
  facts: Facts = {},
): readonly State[] {
  wonder(walk, branch, packet, kind, direction, component, unknowns, facts);
  const { to } = packet;
  if (packet.reply || (to.kind !== 'interface' && to.kind !== 'public')) return end(branch, packet);
  const may = mostLetIn(walk.index, to.interface);
  const verdict = filter(branch, { must: [], may, unknowns: [] }, walk.required);
  if (verdict === 'blocked') addHop(walk, branch, packet, () => trafficBlock(walk, branch, to.interface));
  return end(branch, packet);
}
