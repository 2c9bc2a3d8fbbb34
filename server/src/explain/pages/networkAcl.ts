import type { NetworkIndex } from '../../reachability/index';
import type { NetworkAcl, NetworkAclEntry } from '../../network/model';
import { markdown, markdownCode } from '../escape';
import { nameList, table, told, unknownText, type Page } from './page';
import { cidrText, trafficText } from './words';

/** A network ACL: the subnets that it guards, and its entries in the order in which AWS asks them. */
export function networkAclPage({ network }: NetworkIndex, acl: NetworkAcl): Page {
  const subnets = [...network.subnets.values()].filter(
    ({ networkAcl }) => networkAcl.known && networkAcl.value === acl.id,
  );
  const isDefault = [...network.vpcs.values()].some(
    ({ defaultNetworkAcl: own }) => own.known && own.value === acl.id,
  );
  return {
    what: isDefault ? 'default network ACL' : 'network ACL',
    of: markdownCode(acl.name),
    body: [
      subnets.length === 0
        ? 'No subnet here is known to use it.'
        : `Guards ${nameList(subnets.map(({ name }) => name))}. It has no memory: replies need an entry of their own.`,
      ...directionText(acl, 'ingress'),
      ...directionText(acl, 'egress'),
    ],
  };
}

function directionText(acl: NetworkAcl, direction: NetworkAclEntry['direction']): string[] {
  const inward = direction === 'ingress';
  const incomplete = acl.entriesIncomplete[direction];
  const entries = acl.entries.filter((entry) => entry.direction === direction).toSorted(byNumber);
  const last = incomplete === undefined ? ['\\*', 'deny', 'everything else', 'everywhere'] : undefined;
  const rows = entries.map((entry) => [
    told(entry.number, String),
    told(entry.action, (action) => action),
    trafficText(entry.traffic),
    `${told(entry.cidr, cidrText)}${entry.uncertain === undefined ? '' : ` (if it exists: ${unknownText(entry.uncertain)})`}`,
  ]);
  const more =
    incomplete === undefined
      ? []
      : [`There may be more entries: ${markdownCode(incomplete.value)} (${markdown(incomplete.why)}).`];
  if (entries.length === 0 && incomplete === undefined)
    return [
      inward
        ? 'Nothing gets in: there is no inbound entry.'
        : 'Nothing gets out: there is no outbound entry.',
    ];
  return [
    ...table(
      [inward ? 'in' : 'out', '', 'traffic', inward ? 'from' : 'to'],
      [...rows, ...(last ? [last] : [])],
    ),
    ...more,
  ];
}

function byNumber(a: NetworkAclEntry, b: NetworkAclEntry): number {
  const number = ({ number: own }: NetworkAclEntry): number => (own.known ? own.value : -1);
  return number(a) - number(b);
}
