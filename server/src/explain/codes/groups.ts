import type { Hop } from '../../reachability/answer';
import { part, subject, traffic, type CodeTable } from './words';

/** Security groups. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html */
export const groupCodes = {
  ENI_SG_RULES_MISMATCH: {
    what: (hop) =>
      `${subject(hop)} has no ${direction(hop)} rule that lets ${traffic(hop)} ${way(hop)}${peer(hop)}${part(hop, hop.direction === 'in' ? '; its rules for that admit only ' : '; its rules for that lead only to ', 'others')}.`,
    why: 'A security group lets through only what one of its rules allows; everything else is dropped without an answer, which looks like a timeout.',
    advice:
      'Add a rule for this traffic. Where both sides carry security groups, name the other group rather than its addresses.',
  },
  SG_HAS_NO_RULES: {
    what: (hop) => `${subject(hop)} has no ${direction(hop)} rule at all, so nothing can get ${way(hop)}.`,
    why: 'A security group lets through only what one of its rules allows. Terraform also removes the rule that lets everything out, which AWS gives to a new group.',
    advice: 'Add a rule for this traffic.',
  },
  SG_REFERENCES_NOT_PRESERVED: {
    what: (hop) =>
      `${subject(hop)} has a rule that names the security group of the other side${part(hop, ' (', 'reference')}${part(hop, '', 'reference') === '' ? '' : ')'}, but on this way it does not match${part(hop, ': the packets pass ', 'through', 'via')}.`,
    why: 'A rule that names a group matches the private addresses of the interfaces in that group. Traffic through a NAT gateway, a public address, a middlebox, or another Region arrives under another address.',
    advice: 'Admit the address that the traffic arrives under, as a CIDR.',
  },
} satisfies CodeTable;

function direction(hop: Hop): string {
  return hop.direction === 'in' ? 'inbound' : 'outbound';
}

function way(hop: Hop): string {
  return hop.direction === 'in' ? 'in' : 'out';
}

function peer(hop: Hop): string {
  return hop.direction === 'in'
    ? part(hop, ' from ', 'source', 'from', 'peer')
    : part(hop, ' to ', 'destination', 'to', 'peer');
}
