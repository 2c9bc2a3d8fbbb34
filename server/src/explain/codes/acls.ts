import type { Hop } from '../../reachability/answer';
import { ruleInWords } from '../ruleText';
import { part, subject, traffic, type CodeTable } from './words';

const stateless =
  'A network ACL guards the border of a subnet. Its entries are tried by number, the first that matches decides, and what none matches is denied.';

/** Network ACLs. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html */
export const aclCodes = {
  SUBNET_ACL_RESTRICTION: {
    what: (hop) => `${subject(hop)} denies ${traffic(hop)} ${way(hop)}${ends(hop)}${by(hop)}.`,
    why: stateless,
    advice: 'Add an entry that allows this traffic, with a lower number than the one that denies it.',
  },
  RETURN_PATH_ACL_RESTRICTION: {
    what: (hop) =>
      `${subject(hop)} drops the replies ${way(hop, 'their')}${ends(hop)}${part(hop, ', to the client ports ', 'dropped')}${by(hop)}.`,
    why: `${stateless} It has no memory: replies need an entry of their own, to the ports that clients use (1024-65535).`,
    advice: 'Allow TCP (or UDP) 1024-65535 in the direction of the replies.',
  },
} satisfies CodeTable;

function way(hop: Hop, whose = 'its'): string {
  return `on ${whose} way ${hop.direction === 'in' ? 'into' : 'out of'} the subnet`;
}

function ends(hop: Hop): string {
  return hop.direction === 'in' ? part(hop, ' from ', 'source') : part(hop, ' to ', 'destination');
}

function by(hop: Hop): string {
  const rule = hop.decision.rule === undefined ? undefined : ruleInWords(hop.decision.rule);
  return rule === undefined ? ': no entry allows it' : `, by ${rule}`;
}
