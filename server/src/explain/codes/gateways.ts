import { name, part, subject, type CodeTable } from './words';

/** Gateways to the internet, and endpoints. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
export const gatewayCodes = {
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: {
    what: (hop) =>
      `${part(hop, '', 'from', 'source') || 'The sender'} has no public address, so ${name(hop)} can not send it to the internet.`,
    why: 'An internet gateway only translates between an interface’s private address and the public one associated with it; without a public address nothing passes.',
    advice: 'Give it a public address, or route through a NAT gateway.',
  },
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: {
    what: (hop) =>
      `${part(hop, '', 'to', 'destination') || 'The destination'} has no public address, so nothing can come to it through ${name(hop)}.`,
    why: 'An internet gateway lets in only what is addressed to the public address of an interface in its VPC; private addresses mean nothing on the internet.',
    advice: 'Give it a public address, or put a load balancer in front of it.',
  },
  EIGW_ACCEPTS_ONLY_IPV6: {
    what: (hop) => `${subject(hop)} takes IPv6 only.`,
    why: 'An egress-only internet gateway is for IPv6; IPv4 has NAT gateways.',
    advice: 'Route IPv4 to a NAT gateway.',
  },
  EIGW_REJECTS_INGRESS: {
    what: (hop) => `${subject(hop)} lets only replies in, no new connections.`,
    why: 'An egress-only internet gateway is for connections from inside.',
    advice: 'Route `::/0` to an internet gateway, if the internet is meant to get in.',
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS: {
    what: (hop) =>
      `${subject(hop)} does not send to private addresses${part(hop, ', and this goes to ', 'destination')}.`,
    why: 'Private addresses (RFC 1918) mean nothing on the internet.',
    advice: 'Route this destination to a peering, a transit gateway or a VPN.',
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: {
    what: (hop) =>
      `${subject(hop)} does not send to shared addresses${part(hop, ', and this goes to ', 'destination')}.`,
    why: 'Addresses of 100.64.0.0/10 (RFC 6598) mean nothing on the internet.',
    advice: 'Route this destination to a peering, a transit gateway or a VPN.',
  },
  RETURN_PATH_ADDRESS_MISMATCH: {
    what: (hop) =>
      `The reply leaves by ${name(hop)}, which is not the way the request came by${part(hop, ': ', 'why')}.`,
    why: 'Only the gateway that translated the request can write the address back; from another the reply comes as a stranger.',
    advice: 'Route the replies back by the gateway that the requests come in by.',
  },
  BAD_STATE: {
    what: (hop) => `${subject(hop)} is not in a state to carry traffic${part(hop, ': ', 'why')}.`,
    why: 'A component passes traffic once it is attached, accepted and available.',
    advice: 'Attach it, accept it, or wait until it is available.',
  },
  VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS: {
    what: (hop) =>
      `${subject(hop)} sends only what comes from a private address of its VPC${part(hop, ', and this comes from ', 'source')}.`,
    why: 'A virtual private gateway carries traffic between the addresses of its VPC and the network on premises.',
    advice: 'Send from an interface of the VPC that the gateway is attached to.',
  },
  NGW_REQUIRES_SOURCE_IN_VPC: {
    what: (hop) => `${subject(hop)} serves its own VPC only, and this comes from elsewhere.`,
    why: 'A NAT gateway can not be used over a peering, a transit gateway or a VPN.',
    advice: 'Give the other VPC a NAT gateway of its own.',
  },
  NGW_REJECTS_INGRESS: {
    what: (hop) => `${subject(hop)} lets only replies in, no new connections.`,
    why: 'A NAT gateway is for connections from inside.',
    advice: 'Put a load balancer in front, or give the target a public address.',
  },
  PROTOCOL_RESTRICTION: {
    what: (hop) =>
      `${subject(hop)} does not pass ${part(hop, '', 'traffic', 'protocol') || 'this protocol'}.`,
    why: 'A NAT gateway passes TCP, UDP and ICMP; a load balancer what its listeners speak.',
    advice: 'Use another way, or another protocol.',
  },
  VPC_BLOCK_PUBLIC_ACCESS_ENABLED: {
    what: () => 'VPC Block Public Access stops it.',
    why: 'Block Public Access beats every route, group and ACL.',
    advice: 'Exclude this VPC or subnet from it, if the internet is meant to get through.',
  },
} satisfies CodeTable;
