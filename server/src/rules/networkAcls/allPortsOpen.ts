import { includes } from '../../ip/ranges';
import { allTraffic, protocolTraffic, tcp, udp } from '../../ip/traffic';
import type { RawFinding, Rule } from '../rule';
import { aclLists, decidedBy, isEverywhere, type AclList, type KnownEntry } from './aclLists';
import { noPackets } from '../../ip/packets';

/**
 * An entry that allows all ports or protocols from everywhere: the ACL then keeps nobody out, and everything is left to the
 * security groups. That is how AWS makes ACLs, so it is a matter of policy.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
export const allPortsOpen: Rule = {
  id: 'nacl-all-ports-open',
  severity: 'warning',
  strictOnly: true,
  title: 'A network ACL that admits everything from everywhere',
  check: (context) =>
    aclLists(context.configuration)
      .filter((list) => list.direction === 'ingress')
      .flatMap((list) => list.known.flatMap((one) => findingFor(one, list))),
};

function findingFor(one: KnownEntry, list: AclList): RawFinding[] {
  const all = [allTraffic, protocolTraffic(tcp), protocolTraffic(udp)].find((traffic) =>
    includes(one.traffic, traffic),
  );
  if (one.action !== 'allow' || !isEverywhere(one.cidr) || all === undefined) return [];
  if (noPackets(decidedBy(list, one))) return [];
  const { entry } = one;
  const what =
    all === allTraffic ? 'everything' : `every ${includes(all, protocolTraffic(tcp)) ? 'TCP' : 'UDP'} port`;
  return [
    {
      source: (entry.protocol ?? entry.number)?.source ?? entry.header,
      subject: entry.resource.address,
      message: (subjects) =>
        `Entry ${one.number} of ${subjects} allows ${what} from every IPv${one.cidr.family} address: the network ACL keeps nobody out.`,
    },
  ];
}
