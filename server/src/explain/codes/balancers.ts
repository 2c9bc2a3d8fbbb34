import { part, subject, type CodeTable } from './words';

/** Load balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html */
export const balancerCodes = {
  ELBV2_LISTENERS_MISMATCH: {
    what: (hop) =>
      `${subject(hop)} has no listener on ${part(hop, 'port ', 'port', 'ports') || 'this port'}.`,
    why: 'A load balancer takes connections on the ports of its listeners only.',
    advice: 'Ask for a port that it listens on, or add a listener.',
  },
  ELBV2_LISTENER_HAS_NO_TG: {
    what: (hop) => `${subject(hop)} has a listener that sends to no target group.`,
    why: 'A listener whose actions redirect or answer by themselves reaches nobody.',
    advice: 'Add a `forward` action.',
  },
  ELB_LISTENERS_MISMATCH: {
    what: (hop) =>
      `${subject(hop)} has no listener on ${part(hop, 'port ', 'port', 'ports') || 'this port'}.`,
    why: 'A load balancer takes connections on the ports of its listeners only.',
    advice: 'Ask for a port that it listens on, or add a listener.',
  },
  ELB_ACL_RESTRICTION: {
    what: (hop) =>
      `${subject(hop)} can not get through the network ACL to its target${part(hop, ': ', 'why')}.`,
    why: 'A Classic Load Balancer crosses the network ACL even to a target in its own subnet.',
    advice: 'Allow the traffic, and its replies to ports 1024-65535, in the ACL.',
  },
  ELB_NOT_CROSSZONE: {
    what: (hop) =>
      `${subject(hop)} does not send from one zone to another, and the target is in ${part(hop, 'zone ', 'zone') || 'another zone'}.`,
    why: 'With cross-zone load balancing off, a node of the balancer reaches only the targets of its own zone.',
    advice: 'Turn cross-zone load balancing on, or give the balancer a subnet in that zone.',
  },
  TARGET_PORT_RESTRICTION: {
    what: (hop) =>
      `${subject(hop)} sends to ${part(hop, 'port ', 'targetPort', 'port') || 'another port'}, which the target does not answer on.`,
    why: 'Behind a load balancer the connection goes to the target’s port, not to the listener’s.',
    advice: 'Let the target group’s port and the port that the target listens on agree.',
  },
} satisfies CodeTable;
