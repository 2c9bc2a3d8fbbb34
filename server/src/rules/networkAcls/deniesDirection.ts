import { noPackets } from '../../ip/packets';
import type { Family } from '../../ip/cidr';
import { remembered } from '../../util/remembered';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { networkAcls, type Direction } from './aclEntries';
import { aclList, decidedBy, everywhere, type AclList } from './aclLists';
import { aclAssociations } from './associations';
import { addEntries, type NewEntry } from './newEntry';

/**
 * A network ACL that subnets have, and that allows nothing in a direction: what no entry allows is denied, and so are
 * replies, since an ACL does not remember connections. A default ACL without any entry is `default-resource-emptied`.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
 */
export const deniesDirection: Rule = {
  id: 'nacl-denies-direction',
  severity: 'warning',
  title: 'A network ACL of subnets that allows nothing in a direction',
  check,
};

function check(context: RuleContext): RawFinding[] {
  return networkAcls(context.configuration).flatMap((acl) => {
    const closed = (['ingress', 'egress'] as const).filter((direction) =>
      allowsNothing(acl.address, direction, context),
    );
    const [first, second] = closed;
    if (first === undefined || !hasSubnets(acl.address, context)) return [];
    const empty = (['ingress', 'egress'] as const).every(
      (direction) => aclList(context.configuration, acl.address, direction)?.entries.length === 0,
    );
    if (acl.type === 'aws_default_network_acl' && empty) return [];
    return [
      {
        source: resourceHeader(acl),
        subject: acl.address,
        message: (subjects: string) => messageFor(subjects, first, second),
        fixes: () => (second === undefined ? opened(acl.address, first, context) : []),
      },
    ];
  });
}

function messageFor(subjects: string, first: Direction, second: Direction | undefined): string {
  const what = second !== undefined ? 'enters or leaves' : first === 'ingress' ? 'enters' : 'leaves';
  const list = second !== undefined ? 'it allows nothing' : `it has no ${first} entry that allows anything`;
  const replies =
    second !== undefined ? '' : `, not even replies to what ${first === 'ingress' ? 'leaves' : 'enters'}`;
  return `Nothing ${what} the subnets of ${subjects}${replies}: ${list}, and a network ACL denies the rest.`;
}

/** Whether it is certain that the list of an ACL lets no packet through. */
export function allowsNothing(acl: string, direction: Direction, { configuration }: RuleContext): boolean {
  const list = aclList(configuration, acl, direction);
  return list?.complete === true && isClosed(list);
}

const isClosed = remembered((list: AclList): boolean => effectiveAllows(list).length === 0);

function effectiveAllows(list: AclList): AclList['known'] {
  return list.known.filter((one) => one.action === 'allow' && !noPackets(decidedBy(list, one)));
}

/** Whether some subnet surely has this ACL: given to it, or as the default of its VPC. */
export function hasSubnets(acl: string, { configuration, network }: RuleContext): boolean {
  if (aclAssociations(configuration).some((one) => one.acl === acl)) return true;
  return [...network().subnets.values()].some(
    (subnet) => subnet.uncertain === undefined && subnet.networkAcl.known && subnet.networkAcl.value === acl,
  );
}

/** Replies to what the other direction allows, or everything. */
function opened(acl: string, direction: Direction, { configuration }: RuleContext): Fix[] {
  const other = aclList(configuration, acl, direction === 'ingress' ? 'egress' : 'ingress');
  const allows = other === undefined ? [] : effectiveAllows(other);
  const families = ([4, 6] as const).filter((family) => allows.some((one) => one.cidr.family === family));
  const entry = (family: Family, match: NewEntry['match']): NewEntry => ({
    acl,
    direction,
    action: 'allow',
    match,
    cidr: everywhere(family),
  });
  const where = direction === 'egress' ? 'to' : 'from';
  return [
    ...addEntries(
      `Allow replies: opens TCP 1024-65535 ${where} everywhere`,
      families.map((family) => entry(family, { kind: 'ports', protocol: 6, from: 1024, to: 65535 })),
      configuration,
    ),
    ...addEntries(
      `Allow everything: opens all traffic ${where} everywhere`,
      families.map((family) => entry(family, { kind: 'all' })),
      configuration,
    ),
  ].filter((fix) => fix.edits.length > 0);
}
