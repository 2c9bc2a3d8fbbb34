import { serviceOfPort } from '../../explain/services';
import { listInWords } from '../../explain/traffic';
import { formatCidr } from '../../ip/cidr';
import { includes, overlaps } from '../../ip/ranges';
import { allTraffic, portTraffic, protocolTraffic, tcp } from '../../ip/traffic';
import type { Fix, RawFinding, Rule, RuleContext, Severity } from '../rule';
import { aclLists, decidedBy, isEverywhere, type AclList, type KnownEntry } from './aclLists';
import { entryInWords } from './entryText';
import { addEntries, type NewEntry } from './newEntry';

/**
 * An ACL that lets everyone on the internet in to FTP, SSH or RDP: the first entry that matches them from `0.0.0.0/0` or
 * `::/0` allows them. A hint where the entry is for all ports (an ACL that filters nothing, as AWS makes them), or for the
 * ephemeral ports that replies need.
 *
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html (EC2.21)
 */
export const aclOpenToInternet: Rule = {
  id: 'nacl-open-to-internet',
  severity: 'warning',
  title: 'A network ACL that admits the whole internet to FTP, SSH or RDP',
  check: (context) =>
    aclLists(context.configuration)
      .filter((list) => list.direction === 'ingress')
      .flatMap((list) => list.known.flatMap((one) => findingFor(one, list, context))),
};

/** FTP (data and control), SSH, RDP. */
const controlled = [20, 21, 22, 3389];

function findingFor(one: KnownEntry, list: AclList, context: RuleContext): RawFinding[] {
  if (one.action !== 'allow' || !isEverywhere(one.cidr)) return [];
  const decided = decidedBy(list, one);
  const open = controlled.filter((port) =>
    decided.some((box) => overlaps(box.traffic, portTraffic(tcp, port, port))),
  );
  if (open.length === 0) return [];
  const services = listInWords(open.map((port) => `${serviceOfPort('tcp', port) ?? ''} (port ${port})`));
  return [
    {
      source: (one.entry.cidr4 ?? one.entry.cidr6)?.source ?? one.entry.header,
      subject: one.entry.resource.address,
      severity: severityOf(one),
      message: (subjects) =>
        `${subjects} lets everyone on the internet in to ${services}: ${entryInWords(one.entry)} is the first that matches them.`,
      fixes: () => denied(open, one, list, context),
    },
  ];
}

function severityOf({ traffic }: KnownEntry): Severity {
  if (includes(traffic, allTraffic) || includes(traffic, protocolTraffic(tcp))) return 'hint';
  const replies = includes(traffic, portTraffic(tcp, 32768, 60999));
  return replies && !overlaps(traffic, portTraffic(tcp, 0, 1023)) ? 'hint' : 'warning';
}

/** A deny for each port in front of the entry. */
function denied(ports: readonly number[], one: KnownEntry, list: AclList, context: RuleContext): Fix[] {
  const entries = ports.map((port): NewEntry => ({
    acl: list.acl,
    direction: 'ingress',
    action: 'deny',
    match: { kind: 'ports', protocol: tcp, from: port, to: port },
    cidr: one.cidr,
  }));
  const names = listInWords(ports.map(String));
  const title = `Deny TCP ${names} from ${formatCidr(one.cidr)} before entry ${one.number}`;
  return addEntries(title, entries, context.configuration);
}
