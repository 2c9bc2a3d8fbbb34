import type { Network } from '../../../server/src/network/model';
import { drawBalancers } from './balancers';
import { drawPeerings, drawTransitGateways } from './between';
import type { Dice } from './dice';
import { emptyDraft, networkOf } from './draft';
import { drawGroups } from './filters';
import { drawInterfaces, drawPrefixLists } from './interfaces';
import { drawRoutes } from './routes';
import { drawVpcs } from './vpcs';

/** One network: all values are known, all addresses concrete and different. */
export function drawNetwork(dice: Dice): Network {
  const draft = emptyDraft();
  drawVpcs(dice, draft);
  drawPrefixLists(dice, draft);
  drawGroups(dice, draft);
  drawInterfaces(dice, draft);
  drawBalancers(dice, draft);
  drawPeerings(dice, draft);
  drawTransitGateways(dice, draft);
  drawRoutes(dice, draft);
  return networkOf(draft);
}
