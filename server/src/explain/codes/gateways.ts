import { part, subject, type CodeTable } from './words';

/** Gateways to the internet, and endpoints. https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html */
export const gatewayCodes: CodeTable = {
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: {
    what: (hop) =>
      `${part(hop, '', 'from', 'source', 'interface') || 'The sender'} has no public address, so ${subject(hop).toLowerCase() === 'the internet' ? 'the internet gateway' : lower(subject(hop))} can not send it to the internet.`,
    why: 'An internet gateway only translates between an interface’s private address and the public one associated with it; without a public address nothing passes.',
    advice: 'Give it a public address, or route through a NAT gateway.',
  },
  IGW_PUBLIC_IP_ASSOCIATION_FOR_INGRESS: {
    what: (hop) =>
      `${part(hop, '', 'to', 'destination', 'interface') || 'The destination'} has no public address, so nothing on the internet can address it.`,
    why: 'An internet gateway lets in only what is addressed to the public address of an interface in its VPC.',
    advice: 'Give it a public address, or put a load balancer in front of it.',
  },
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: {
    what: (hop) =>
      `${subject(hop)} refuses traffic that is addressed to a private address${part(hop, ' (', 'destination', 'address')}${part(hop, '', 'destination', 'address') === '' ? '' : ')'}.`,
    why: 'Private addresses mean nothing on the internet.',
    advice: 'Use the public address.',
  },
  IGW_REJECTS_SPOOFED_TRAFFIC: {
    what: (hop) =>
      `${subject(hop)} refuses traffic from an address that can not come from the internet${part(hop, ': ', 'source')}.`,
    why: 'Private addresses mean nothing on the internet.',
    advice: 'Ask from a public address.',
  },
  GATEWAY_NOT_ATTACHED: {
    what: (hop) => `${subject(hop)} is not attached to the VPC.`,
    why: 'A gateway that is not attached to the VPC drops what a route sends to it.',
    advice: 'Attach it.',
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
  NGW_SUBNET_NOT_PUBLIC: {
    what: (hop) =>
      `${subject(hop)} stands in a private subnet: its own route table leads to no internet gateway.`,
    why: 'A public NAT gateway sends its traffic by the route table of the subnet that it stands in.',
    advice: 'Put the NAT gateway into a subnet whose table has a route to an internet gateway.',
  },
  NGW_NO_ELASTIC_IP: {
    what: (hop) => `${subject(hop)} has no Elastic IP, so it can not reach the internet.`,
    why: 'A public NAT gateway translates to its Elastic IP.',
    advice: 'Give it an Elastic IP (`allocation_id`).',
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
  VPCE_SERVICE_NOT_INSTALLED_IN_AZ: {
    what: (hop) => `${subject(hop)} has no interface in ${part(hop, 'zone ', 'zone') || 'the zone'}.`,
    why: 'An interface endpoint is reached by its interfaces, one in each zone that it has a subnet in.',
    advice: 'Add a subnet of that zone to the endpoint.',
  },
  VPCE_GATEWAY_OTHER_VPC: {
    what: (hop) => `${subject(hop)} can be used from its own VPC only.`,
    why: 'Gateway endpoints are routes of one VPC; they are not reached over peerings, VPNs or transit gateways.',
    advice: 'Give the other VPC an endpoint of its own, or use an interface endpoint.',
  },
};

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
