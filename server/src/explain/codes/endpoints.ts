import { part, subject, type CodeTable } from './words';

/** VPC endpoints. https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html */
export const endpointCodes = {
  VPCE_SERVICE_NOT_INSTALLED_IN_AZ: {
    what: (hop) => `${subject(hop)} has no interface in ${part(hop, 'zone ', 'zone') || 'the zone'}.`,
    why: 'An interface endpoint is reached by its interfaces, one in each zone that it has a subnet in.',
    advice: 'Add a subnet of that zone to the endpoint.',
  },
  VPCE_GATEWAY_PROTOCOL_RESTRICTION: {
    what: (hop) => `${subject(hop)} takes TCP to its service only.`,
    why: 'A gateway endpoint is a way to S3 or DynamoDB, which speak HTTPS.',
    advice: 'Ask for TCP port 443.',
  },
  NO_POSSIBLE_DESTINATION: {
    what: (hop) =>
      `Nothing behind ${subject(hop).charAt(0).toLowerCase()}${subject(hop).slice(1)} can take it${part(hop, ': ', 'why')}.`,
    why: 'What stands at the end of this way has no interface that could answer.',
    advice: 'Look at what this leads to.',
  },
} satisfies CodeTable;
