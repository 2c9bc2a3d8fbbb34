import { listInWords } from '../../explain/traffic';
import { formatCidr } from '../../ip/cidr';
import { intersectPackets, noPackets, type PacketSet } from '../../ip/packets';
import { valueOf } from '../../network/maybe';
import type { Subnet } from '../../network/model';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import type { ResourceInstance } from '../../terraform/configuration';
import { networkAcls, type Direction } from './aclEntries';
import {
  aclList,
  aclLists,
  decidedBy,
  everywhere,
  isEverywhere,
  spaceOf,
  type AclList,
  type KnownEntry,
} from './aclLists';
import { entryInWords } from './entryText';
import { matchOf } from './entryMatch';
import { addEntries, type NewEntry } from './newEntry';

/**
 * A network ACL that was written for IPv4 only. Its entries never match IPv6: a subnet that has IPv6 gets none of it in
 * the direction that allows IPv4 alone; and where everything of IPv6 is allowed, what is denied to every IPv4 address comes
 * in by IPv6.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
 */
export const ipv6NotCovered: Rule = {
  id: 'nacl-ipv6-not-covered',
  severity: 'warning',
  title: 'A network ACL with entries for IPv4 only, where there is IPv6',
  check: (context) => [
    ...networkAcls(context.configuration).flatMap((acl) => withoutIpv6(acl, context)),
    ...aclLists(context.configuration).flatMap((list) =>
      list.known.flatMap((one) => deniedForIpv4Only(one, list, context)),
    ),
  ],
};

function withoutIpv6(acl: ResourceInstance, context: RuleContext): RawFinding[] {
  const lacking = (['ingress', 'egress'] as const).filter((direction) => {
    const list = aclList(context.configuration, acl.address, direction);
    return (
      list?.complete === true &&
      list.known.some((one) => one.action === 'allow') &&
      list.known.every((one) => one.cidr.family === 4)
    );
  });
  const subnets = lacking.length === 0 ? [] : subnetsWithIpv6(acl.address, context);
  if (subnets.length === 0) return [];
  return [
    {
      source: resourceHeader(acl),
      subject: acl.address,
      message: (subjects) =>
        `${subjects} denies all IPv6 (${listInWords(lacking)}): its entries are for IPv4 only, and ${listInWords(
          subnets.map((subnet) => subnet.id),
          3,
        )} ${subnets.length === 1 ? 'has' : 'have'} IPv6.`,
      fixes: () => duplicated(acl.address, lacking, context),
    },
  ];
}

function subnetsWithIpv6(acl: string, { network }: RuleContext): Subnet[] {
  return [...network().subnets.values()].filter(
    (subnet) =>
      subnet.uncertain === undefined &&
      valueOf(subnet.networkAcl) === acl &&
      subnet.cidrs.some((cidr) => (cidr.known ? cidr.value.family : cidr.unknown.family) === 6),
  );
}

/** The allows for every IPv4 address once more, for every IPv6 address. */
function duplicated(acl: string, directions: readonly Direction[], { configuration }: RuleContext): Fix[] {
  const entries = directions.flatMap((direction) =>
    (aclList(configuration, acl, direction)?.known ?? []).flatMap((one): NewEntry[] => {
      const match = matchOf(one.entry);
      if (one.action !== 'allow' || !isEverywhere(one.cidr) || match === undefined) return [];
      return [{ acl, direction, action: 'allow', match, cidr: everywhere(6) }];
    }),
  );
  const title = 'Repeat the entries for 0.0.0.0/0 with ::/0: opens the same to every IPv6 address';
  return entries.length === 0 ? [] : addEntries(title, entries, configuration);
}

/** A deny for every IPv4 address whose traffic IPv6 may have from everywhere. */
function deniedForIpv4Only(one: KnownEntry, list: AclList, context: RuleContext): RawFinding[] {
  if (one.action !== 'deny' || one.cidr.family !== 4 || !isEverywhere(one.cidr)) return [];
  const sameOverIpv6: PacketSet = decidedBy(list, one).map((box) => spaceOf(everywhere(6), box.traffic));
  const allowing = list.known.find(
    (other) =>
      other.action === 'allow' &&
      other.cidr.family === 6 &&
      isEverywhere(other.cidr) &&
      !noPackets(intersectPackets(decidedBy(list, other), sameOverIpv6)),
  );
  if (allowing === undefined) return [];
  const match = matchOf(one.entry);
  return [
    {
      source: one.entry.cidr4?.source ?? one.entry.header,
      subject: one.entry.resource.address,
      message: (subjects) =>
        `What ${entryInWords(one.entry)} of ${subjects} keeps out comes by IPv6: ${formatCidr(one.cidr)} is no IPv6 address, and ${entryInWords(allowing.entry)} allows it.`,
      related: [{ message: `Allowed by ${entryInWords(allowing.entry)}`, source: allowing.entry.header }],
      fixes: () =>
        match === undefined
          ? []
          : addEntries(
              `Deny it for ::/0 too, before entry ${allowing.number}`,
              [{ acl: list.acl, direction: list.direction, action: 'deny', match, cidr: everywhere(6) }],
              context.configuration,
            ),
    },
  ];
}
