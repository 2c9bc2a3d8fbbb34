import { intersect, subtract } from '../../ip/ranges';
import { formatPorts, repliesTo, type Traffic } from '../../ip/traffic';
import { allPorts } from '../../ip/packets';
import type { NetworkAcl, Subnet } from '../../network/model';
import { judgeAcl, type AclVerdict } from '../aclEntries';
import { aclEntryFacts, portsText, trafficFacts, type HopCode } from '../facts';
import { openBounds } from '../filterTraffic';
import { awsPorts } from '../ends';
import { filter, filterReplies, type Branch, type HopVerdict } from './branch';
import { addHop } from './hops';
import { isPortTranslated, type Packet, type Walk } from './packet';

/**
 * The network ACL at a subnet's border. It keeps no state: replies need entries of their own, to the client's port.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
export function crossAcl(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  subnet: Subnet,
  direction: 'in' | 'out',
  code: HopCode = packet.reply ? 'RETURN_PATH_ACL_RESTRICTION' : 'SUBNET_ACL_RESTRICTION',
): void {
  const asked = packet.reply
    ? repliesTo(branch.flow.someMay)
    : walk.required === undefined
      ? branch.flow.someMay
      : walk.asked;
  const id = subnet.networkAcl;
  const acl = id.known ? walk.index.network.networkAcls.get(id.value) : undefined;
  const judged =
    acl === undefined
      ? {
          ...openBounds,
          must: [],
          unknowns: [id.known ? walk.index.missing('networkAcls', id.value) : id.unknown],
          allowing: undefined,
          denying: undefined,
        }
      : judgeAcl(
          walk.index,
          acl,
          direction === 'in' ? 'ingress' : 'egress',
          direction === 'in' ? packet.from : packet.to,
          asked,
        );
  const before = branch.flow.someMay;
  if (!packet.reply) {
    const verdict = filter(branch, judged, walk.required);
    addAclHop(walk, branch, packet, subnet, acl, direction, verdict, code, judged, () => ({
      passes: passText(intersect(asked, judged.may)),
    }));
    return;
  }
  const translated = isPortTranslated(packet);
  const needed = translated ? awsPorts : walk.clientPorts;
  const { verdict, clientPorts } = filterReplies(branch, judged, needed, translated, walk.required);
  addAclHop(walk, branch, packet, subnet, acl, direction, verdict, code, judged, () => ({
    ...trafficFacts(walk.required ?? before),
    clientPorts: formatPorts(clientPorts),
    dropped: formatPorts(subtract(allPorts, clientPorts)),
    needed: formatPorts(needed.sure),
  }));
}

function passText(traffic: Traffic): string {
  const { protocol, ports } = trafficFacts(traffic);
  return protocol === '-1' ? portsText(traffic, 6) : ports;
}

function addAclHop(
  walk: Walk,
  branch: Branch,
  packet: Packet,
  subnet: Subnet,
  acl: NetworkAcl | undefined,
  direction: 'in' | 'out',
  verdict: HopVerdict,
  code: HopCode,
  judged: AclVerdict,
  facts: () => Readonly<Record<string, string>>,
): void {
  addHop(walk, branch, packet, () => {
    const id = subnet.networkAcl.known ? subnet.networkAcl.value : subnet.networkAcl.unknown.value;
    const entry = verdict === 'blocked' ? judged.denying : judged.allowing;
    return {
      component: acl ?? { id, name: id },
      kind: 'networkAcl',
      direction,
      verdict,
      code: verdict === 'blocked' ? code : undefined,
      rule: entry === undefined ? undefined : aclEntryFacts(entry),
      facts: { subnet: subnet.name, ...facts() },
      unknowns: verdict === 'unknown' ? judged.unknowns : [],
      origin: entry?.origin,
    };
  });
}
