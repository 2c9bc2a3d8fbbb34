import type { Id, Unknown } from '../../network/model';
import type { Hop, HopKind } from '../answer';
import type { HopCode } from '../facts';

/** A part of a balancer as a hop between the two legs. */
export function hopOf(
  component: { readonly id: Id; readonly name: string; readonly origin?: Hop['origin'] },
  kind: HopKind,
  verdict: Hop['verdict'],
  code?: HopCode,
  facts: Readonly<Record<string, string>> = {},
  unknowns: readonly Unknown[] = [],
): Hop {
  return {
    component: component.id,
    name: component.name,
    kind,
    direction: 'in',
    verdict,
    code: verdict === 'unknown' ? 'UNKNOWN_VALUE' : code,
    decision: { facts: { phase: 'request', ...facts }, unknowns },
    origin: component.origin,
  };
}
