import { name, part, subject, type CodeTable } from './words';

/** Route tables, and what lies between VPCs. https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html */
export const routeCodes = {
  NO_ROUTE_TO_DESTINATION: {
    what: (hop) =>
      `${subject(hop)} has no route to ${part(hop, '', 'destination', 'address') || 'the destination'}.`,
    why: 'A packet that no route of its subnet’s table matches is dropped.',
    advice: 'Add a route for this destination, or associate the subnet with a table that has one.',
  },
  BAD_STATE_ROUTE: {
    what: (hop) =>
      `${subject(hop)} sends it into nowhere: its route${part(hop, ' for ', 'destination')} is a blackhole${part(hop, ', because ', 'why')}.`,
    why: 'A route whose target is gone still wins by its prefix length, and drops what it matches.',
    advice: 'Point the route at a target that exists, or delete it.',
  },
  VPC_LOCAL_ROUTE_CIDR_RESTRICTION: {
    what: (hop) =>
      `${part(hop, '', 'destination', 'address') || 'The destination'} lies within the VPC’s own addresses, where no interface has it.`,
    why: 'Addresses of the VPC are always routed inside it; they never leave by another route.',
    advice: 'Use an address that an interface has, or another range for the network elsewhere.',
  },
  DISCONNECTED_VPCS: {
    what: (hop) =>
      `Nothing connects ${part(hop, '', 'fromVpc', 'from') || 'the two VPCs'}${part(hop, ' with ', 'toVpc', 'to')}.`,
    why: 'VPCs do not see each other unless a peering, a transit gateway or an endpoint joins them.',
    advice: 'Peer the VPCs, or attach both to one transit gateway, and add routes on both sides.',
  },
  NO_PATH: {
    what: (hop) => `There is no way on from ${name(hop)}${part(hop, ': ', 'why', 'reason')}.`,
    why: 'No component at this point passes such traffic on.',
    advice: 'Look at the routes of this component.',
  },
  ROUTE_LOOP: {
    what: (hop) => `The routes lead in a circle at ${name(hop)}.`,
    why: 'A packet that comes by the same component again is dropped in the end.',
    advice: 'Mend the route that sends it back.',
  },
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: {
    what: (hop) =>
      `${subject(hop)} carries only traffic between the two VPCs’ own addresses${part(hop, ', and ', 'address', 'destination')}${part(hop, '', 'address', 'destination') === '' ? '' : ' is none of them'}.`,
    why: 'Peering is not transitive: there is no way through a peered VPC to its gateways, NATs or other peerings.',
    advice: 'Connect the two networks directly, or use a transit gateway.',
  },
  PCX_NOT_ACTIVE: {
    what: (hop) => `${subject(hop)} has not been accepted, so it carries nothing.`,
    why: 'A peering connection stays pending until its other side accepts it.',
    advice:
      'Accept it: `auto_accept = true` within one account and Region, else an `aws_vpc_peering_connection_accepter`.',
  },
  ENI_SOURCE_DEST_CHECK_RESTRICTION: {
    what: (hop) =>
      `${subject(hop)} drops what is not addressed to itself: its source/destination check is on.`,
    why: 'Whatever forwards the packets of others (a NAT instance, a firewall) must have the check off.',
    advice: 'Set `source_dest_check = false`.',
  },
} satisfies CodeTable;
