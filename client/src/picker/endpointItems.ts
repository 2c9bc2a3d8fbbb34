import { QuickPickItemKind, type QuickPickItem } from 'vscode';
import type { EndpointCandidate, EndpointKind } from '../../../server/src/protocol/requests';

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

/**
 * The ends as items under headings. What is `first` (the resource at the cursor) stands above all of them, what is
 * `without` (the other end of the question) is left out.
 */
export function endpointItems(
  endpoints: readonly EndpointCandidate[],
  { first, without }: { readonly first?: string | undefined; readonly without?: string | undefined } = {},
): EndpointItem[] {
  const offered = endpoints.filter(({ id }) => id !== without);
  const atCursor = offered.find(({ id }) => id === first);
  const items: EndpointItem[] =
    atCursor === undefined ? [] : [heading('at the cursor'), endpointItem(atCursor)];
  let kind: EndpointKind | undefined;
  for (const endpoint of offered) {
    if (endpoint === atCursor) continue;
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

function endpointItem(endpoint: EndpointCandidate): EndpointItem {
  return {
    label: `$(${headings[endpoint.kind].icon}) ${endpoint.label}`,
    description: endpoint.description,
    endpoint,
  };
}

function heading(label: string): EndpointItem {
  return { label, kind: QuickPickItemKind.Separator };
}
