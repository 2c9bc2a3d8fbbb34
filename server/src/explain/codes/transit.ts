import { name, part, subject, type CodeTable } from './words';

/** Transit gateways. https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html */
export const transitCodes = {
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT: {
    what: (hop) =>
      `${subject(hop)} has no route to ${part(hop, '', 'destination', 'address') || 'the destination'}.`,
    why: 'A transit gateway looks the destination up in the table of the attachment that the packet came in by.',
    advice: 'Propagate the other attachment into this table, or add a static route.',
  },
  TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION: {
    what: (hop) =>
      `The attachment to ${name(hop)} is associated with no route table, so what comes in is dropped.`,
    why: 'A transit gateway routes by the table that the attachment is associated with.',
    advice: 'Associate the attachment with a transit gateway route table.',
  },
  TGW_RTB_BAD_STATE_ROUTE: {
    what: (hop) =>
      `${subject(hop)} drops it by a blackhole route${part(hop, ' for ', 'route', 'destination')}.`,
    why: 'A blackhole route drops what it matches.',
    advice: 'Delete the blackhole route, or add a more specific one.',
  },
  TGW_ROUTE_AZ_RESTRICTION: {
    what: (hop) =>
      `${subject(hop)} has no subnet in ${part(hop, 'zone ', 'zone') || 'the zone of the sender'}.`,
    why: 'A transit gateway takes traffic only from zones in which its attachment has a subnet.',
    advice: 'Add a subnet of that zone to the attachment.',
  },
  BAD_STATE_ATTACHMENT: {
    what: (hop) =>
      `The attachment${part(hop, ' ', 'attachment')} to ${name(hop)} is not available, so it carries nothing.`,
    why: 'An attachment carries traffic once it is accepted and available.',
    advice: 'Accept the attachment, or make it again.',
  },
} satisfies CodeTable;
