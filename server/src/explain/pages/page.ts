/**
 * This folder tells about one component at a time: what it is, who carries or uses it, what it lets through. A page is
 * Markdown for a hover or a document; names in it can not become markup.
 */
import type { Component, ComponentKind, Id, Maybe, Network, Unknown } from '../../network/model';
import { markdown, markdownCode } from '../escape';
import { listInWords } from '../traffic';

/** What is told about one thing. */
export interface Page {
  /** What it is, in our words: `security group`. Starts small; goes on with `of`. */
  readonly what: string;
  /** The rest of the heading, as Markdown: its name. */
  readonly of: string;
  /** Paragraphs, lists and tables, as Markdown. */
  readonly body: readonly string[];
}

/** How many names a line has before it says how many more there are. */
const maximumNames = 5;

/** Rows of a table. */
const maximumRows = 12;

/** The kinds of components by which an id is looked up, in this order. */
const kinds: readonly ComponentKind[] = [
  'workloads',
  'loadBalancers',
  'securityGroups',
  'subnets',
  'vpcs',
  'networkAcls',
  'routeTables',
  'prefixLists',
  'internetGateways',
  'egressOnlyInternetGateways',
  'natGateways',
  'endpoints',
  'targetGroups',
  'peeringConnections',
  'transitGateways',
  'vpnGateways',
  'carrierGateways',
  'transitGatewayAttachments',
  'transitGatewayRouteTables',
  'vpnConnections',
  'endpointServices',
];

/** Whether there is a component of this kind and id that a page tells about. */
export function componentOf(
  network: Network,
  id: Id,
): { readonly kind: ComponentKind; readonly component: Component } | undefined {
  for (const kind of kinds) {
    const component = network[kind].get(id);
    if (component !== undefined) return { kind, component };
  }
  return undefined;
}

/** A component's name as code; the id itself where it is not in the model. An interface goes by its owner's name. */
export function named(network: Network, id: Id): string {
  const one = network.interfaces.get(id);
  if (one !== undefined) return markdownCode(ownerName(network, one));
  return markdownCode(componentOf(network, id)?.component.name ?? id);
}

/** What an interface belongs to by name, else its own name. */
export function ownerName(
  network: Network,
  { owner, name }: { readonly owner?: Id; readonly name: string },
): string {
  return owner === undefined ? name : (componentOf(network, owner)?.component.name ?? name);
}

/** `a`, `b` and 3 more, each as code and once. */
export function nameList(names: Iterable<string>, limit = maximumNames): string {
  return listInWords([...new Set(names)].map(markdownCode), limit);
}

/** A value that may be unknown, as Markdown: what `show` makes of it, else what it hangs on and why. */
export function told<T>(maybe: Maybe<T>, show: (value: T) => string): string {
  return maybe.known ? show(maybe.value) : unknownText(maybe.unknown);
}

/** `var.x` (unknown: it has no default). */
export function unknownText({ value, why }: Unknown): string {
  return `${markdownCode(value)} (unknown: ${markdown(why)})`;
}

/** A table; rows beyond a dozen are counted below it. No rows, no table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const shown = rows.slice(0, maximumRows).map(line);
  const more = rows.length - shown.length;
  return [
    [line(head), line(head.map(() => ':--')), ...shown].join('\n'),
    ...(more > 0 ? [`… and ${more} more.`] : []),
  ];
}

/** The first letter large, for our own words at the start of a sentence. */
export function atStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
