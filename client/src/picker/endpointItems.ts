import { QuickPickItemKind, type QuickPickItem } from 'vscode';
import type { EndpointCandidate, EndpointKind } from '../../../server/src/protocol/requests';
import { plainLabel } from '../plainLabel';

/** An end in the picker; headings between the kinds have none. */
export interface EndpointItem extends QuickPickItem {
  readonly endpoint?: EndpointCandidate;
}

const headings: Readonly<Record<EndpointKind, { readonly heading: string; readonly icon: string }>> = {
  workload: { heading: 'workloads', icon: 'server-process' },
  dataStore: { heading: 'data stores', icon: 'database' },
  loadBalancer: { heading: 'load balancers', icon: 'type-hierarchy' },
  subnet: { heading: 'subnets', icon: 'layout' },
  securityGroup: { heading: 'security groups', icon: 'shield' },
  internet: { heading: 'internet', icon: 'globe' },
  service: { heading: 'AWS services', icon: 'cloud' },
};

/** What stands where in the picker. */
export interface EndpointOrder {
  /** The resource at the cursor: above all others. */
  readonly first?: string | undefined;
  /** Ends that were asked about lately: above the kinds. */
  readonly recent?: readonly string[] | undefined;
  /** The other end of the question: left out. */
  readonly without?: string | undefined;
}

/** The ends as items under headings, each once: at the cursor, asked lately, then kind by kind. */
export function endpointItems(
  endpoints: readonly EndpointCandidate[],
  { first, recent = [], without }: EndpointOrder = {},
): EndpointItem[] {
  const offered = new Map(endpoints.filter(({ id }) => id !== without).map((one) => [one.id, one]));
  const items: EndpointItem[] = [];
  const take = (title: string, ids: readonly string[]): void => {
    const found = ids.flatMap((id) => offered.get(id) ?? []);
    if (found.length > 0) items.push(heading(title));
    for (const endpoint of found) {
      items.push(endpointItem(endpoint));
      offered.delete(endpoint.id);
    }
  };
  take('at the cursor', first === undefined ? [] : [first]);
  take('asked lately', recent);
  let kind: EndpointKind | undefined;
  for (const endpoint of offered.values()) {
    if (endpoint.kind !== kind) items.push(heading(headings[endpoint.kind].heading));
    kind = endpoint.kind;
    items.push(endpointItem(endpoint));
  }
  return items;
}

/** An item for an address or CIDR that was typed; undefined while the text does not look like one. */
export function addressItem(text: string): EndpointItem | undefined {
  if (!/^[\da-f.:]+(\/\d{1,3})?$/i.test(text) || !/\d.*\.|:.*:/.test(text)) return undefined;
  const endpoint: EndpointCandidate = {
    id: text,
    label: text,
    description: 'this address',
    kind: 'internet',
  };
  return { ...endpointItem(endpoint), alwaysShow: true };
}

/**
 * An item for a resource's address that was typed and that is no end here: one of another root, or one that has gone. To
 * ask about it tells which. Undefined while the text may still become one of the ends.
 */
export function absentItem(text: string, endpoints: readonly EndpointCandidate[]): EndpointItem | undefined {
  const typed = text.toLowerCase();
  const isEnd = endpoints.some(({ id, label }) =>
    [id, label].some((name) => name.toLowerCase().includes(typed)),
  );
  if (isEnd || !/^(?:module\.|data\.)?[a-z]\w*(?:\[[^\]]*\])?\.[a-z_]\S*$/i.test(text)) return undefined;
  const endpoint: EndpointCandidate = {
    id: text,
    label: text,
    description: 'not among these: ask why',
    kind: 'workload',
  };
  return { ...endpointItem(endpoint), alwaysShow: true };
}

function endpointItem(endpoint: EndpointCandidate): EndpointItem {
  return {
    label: `$(${headings[endpoint.kind].icon}) ${plainLabel(endpoint.label)}`,
    description: plainLabel(endpoint.description),
    endpoint,
  };
}

function heading(label: string): EndpointItem {
  return { label, kind: QuickPickItemKind.Separator };
}
