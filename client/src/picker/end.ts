import type { EndpointCandidate, EndpointsResult } from '../../../server/src/protocol/requests';
import { absentItem, addressItem, endpointItems } from './endpointItems';
import { pickOne, type Picked } from './step';

/** A step that asks for an end. */
export interface EndStep {
  readonly title: string;
  readonly placeholder: string;
  readonly endpoints: EndpointsResult;
  /** Ends that were asked about lately, latest first. */
  readonly recent?: readonly string[];
  /** The other end of the question. */
  readonly without?: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** Asks for an end: one of the code's, or an address that is typed. */
export async function pickEnd(step: EndStep): Promise<Picked<EndpointCandidate>> {
  const { endpoints, recent, without } = step;
  const picked = await pickOne({
    ...step,
    items: endpointItems(endpoints.endpoints, { first: endpoints.atCursor, recent, without }),
    itemForText: (text) => addressItem(text) ?? absentItem(text, endpoints.endpoints),
  });
  if (picked.kind !== 'picked') return picked;
  return picked.item.endpoint === undefined
    ? { kind: 'cancelled' }
    : { kind: 'picked', item: picked.item.endpoint };
}
