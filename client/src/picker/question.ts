import { type QuickPickItem } from 'vscode';
import type {
  EndpointCandidate,
  EndpointsResult,
  RootModule,
  TrafficChoice,
  WhyParams,
} from '../../../server/src/protocol/requests';
import { addressItem, endpointItems } from './endpointItems';
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
): Promise<WhyParams | undefined> {
  const severalRoots = found.roots.length > 1;
  const totalSteps = severalRoots ? 4 : 3;
  let choices: Choices = { endpoints: severalRoots ? undefined : found };
  for (;;) {
    if (choices.endpoints === undefined) {
      const root = await pickRoot(found, totalSteps);
      if (root === undefined) return undefined;
      const endpoints = await endpointsOf(root.id);
      if (endpoints === undefined) return undefined;
      choices = { endpoints };
    } else if (choices.from === undefined) {
      const picked = await pickEnd('from', choices.endpoints, undefined, totalSteps - 2, totalSteps);
      if (picked.kind === 'cancelled') return undefined;
      choices = picked.kind === 'back' ? { endpoints: undefined } : { ...choices, from: picked.item };
    } else if (choices.to === undefined) {
      const picked = await pickEnd('to', choices.endpoints, choices.from, totalSteps - 1, totalSteps);
      if (picked.kind === 'cancelled') return undefined;
      choices = picked.kind === 'back' ? { endpoints: choices.endpoints } : { ...choices, to: picked.item };
    } else {
      const { endpoints, from, to } = choices;
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

async function pickRoot(
  { roots, root }: EndpointsResult,
  totalSteps: number,
): Promise<RootModule | undefined> {
  const items: (QuickPickItem & { root: RootModule })[] = roots.map((one) => ({
    label: `$(folder) ${one.label}`,
    root: one,
  }));
  const picked = await pickOne({
    title,
    placeholder: 'In which root module?',
    step: 1,
    totalSteps,
    canGoBack: false,
    items,
    active: items.find((item) => item.root.id === root),
  });
  return picked.kind === 'picked' ? picked.item.root : undefined;
}

async function pickEnd(
  side: 'from' | 'to',
  { endpoints, atCursor }: EndpointsResult,
  from: EndpointCandidate | undefined,
  step: number,
  totalSteps: number,
): Promise<Picked<EndpointCandidate>> {
  const picked = await pickOne({
    title: from === undefined ? title : `Why Can't ${from.label} Reach …?`,
    placeholder:
      side === 'from'
        ? 'From: who opens the connection? (type an address for any host)'
        : 'To: whom should it reach?',
    step,
    totalSteps,
    canGoBack: step > 1,
    items: endpointItems(endpoints, { first: atCursor, without: from?.id }),
    itemForText: addressItem,
  });
  if (picked.kind !== 'picked') return picked;
  return picked.item.endpoint === undefined
    ? { kind: 'cancelled' }
    : { kind: 'picked', item: picked.item.endpoint };
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
