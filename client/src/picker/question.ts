import type {
  EndpointCandidate,
  EndpointsResult,
  TrafficChoice,
  WhyParams,
} from '../../../server/src/protocol/requests';
import { pickEnd } from './end';
import type { Recent } from './recent';
import { pickRoot } from './root';
import { pickOne, type Picked } from './step';
import { trafficItems, typedTrafficItem } from './trafficItems';

/** What has been chosen so far; the next step is the first that is missing. */
interface Choices {
  readonly endpoints: EndpointsResult | undefined;
  readonly from?: EndpointCandidate;
  readonly to?: EndpointCandidate;
}

const title = "Why Can't X Reach Y?";

/**
 * Asks, step by step and with a way back: which root (where there are several), from, to, traffic.
 * @param found the ends of the root that the cursor is in
 * @param endpointsOf asks for the ends of another root; undefined where that failed, which it has told the person itself
 * @returns undefined where the person gave up
 */
export async function pickQuestion(
  found: EndpointsResult,
  endpointsOf: (root: string) => Promise<EndpointsResult | undefined>,
  recent: Recent,
): Promise<WhyParams | undefined> {
  const severalRoots = found.roots.length > 1;
  const totalSteps = severalRoots ? 4 : 3;
  let choices: Choices = { endpoints: severalRoots ? undefined : found };
  for (;;) {
    const { endpoints, from, to } = choices;
    if (endpoints === undefined) {
      const root = await pickRoot(found, title, totalSteps);
      if (root === undefined) return undefined;
      const ofRoot = await endpointsOf(root);
      if (ofRoot === undefined) return undefined;
      choices = { endpoints: ofRoot };
    } else if (from === undefined) {
      const picked = await pickEnd({
        title,
        placeholder: 'From: who opens the connection? (type an address for any host)',
        endpoints,
        recent: recent.ends(endpoints.root ?? '', 'from'),
        step: totalSteps - 2,
        totalSteps,
        canGoBack: severalRoots,
      });
      if (picked.kind === 'cancelled') return undefined;
      choices = picked.kind === 'back' ? { endpoints: undefined } : { endpoints, from: picked.item };
    } else if (to === undefined) {
      const picked = await pickEnd({
        title: `Why Can't ${from.label} Reach …?`,
        placeholder: 'To: whom should it reach?',
        endpoints,
        recent: recent.ends(endpoints.root ?? '', 'to'),
        without: from.id,
        step: totalSteps - 1,
        totalSteps,
        canGoBack: true,
      });
      if (picked.kind === 'cancelled') return undefined;
      choices = picked.kind === 'back' ? { endpoints } : { endpoints, from, to: picked.item };
    } else {
      const picked = await pickTraffic(from, to, totalSteps);
      if (picked.kind === 'cancelled' || endpoints.root === undefined) return undefined;
      if (picked.kind === 'back') choices = { endpoints, from };
      else
        return {
          root: endpoints.root,
          from: from.id,
          to: to.id,
          ...(picked.item === undefined ? {} : { traffic: picked.item }),
        };
    }
  }
}

async function pickTraffic(
  from: EndpointCandidate,
  to: EndpointCandidate,
  totalSteps: number,
): Promise<Picked<TrafficChoice | undefined>> {
  const picked = await pickOne({
    title: `Why Can't ${from.label} Reach ${to.label}?`,
    placeholder: 'With which traffic? (type a port: 8443, 8000-8010, udp/514)',
    step: totalSteps,
    totalSteps,
    canGoBack: true,
    items: trafficItems(to),
    itemForText: typedTrafficItem,
  });
  return picked.kind === 'picked' ? { kind: 'picked', item: picked.item.choice?.traffic } : picked;
}
