import { cidrExpression } from '../../edits/naming';
import { cidrsOverlap, formatCidr } from '../../ip/cidr';
import { resourceHeader } from '../groupRules';
import { replaceDestination } from '../routes/writtenRoute';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { peeringRoutes, type PeeringRoute } from './peeringRoutes';
import { allBlocks, peerings, type Peering } from './peers';

/**
 * A route over a peering for addresses that the peer does not have, or a peering of two VPCs whose blocks overlap. Peering
 * leads to the peer itself and to nothing behind it; VPCs with overlapping blocks can not be peered at all.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
 */
export const peeringRouteOutsidePeer: Rule = {
  id: 'peering-route-outside-peer',
  severity: 'error',
  title: 'A peering route for what the peer does not have, or a peering of VPCs that overlap',
  check: (context) => [
    ...peeringRoutes(context).flatMap((route) => outside(route, context)),
    ...peerings(context).flatMap((peering) => overlapping(peering, context)),
  ],
};

function outside({ route, cidr, to }: PeeringRoute, context: RuleContext): RawFinding[] {
  const blocks = allBlocks(to);
  if (blocks === undefined || blocks.some((block) => cidrsOverlap(block, cidr))) return [];
  const own = blocks.filter((block) => block.family === cidr.family);
  return [
    {
      source: route.destinations[0]?.source ?? route.header,
      subject: route.resource.address,
      message: (subjects) =>
        `Nothing gets anywhere by this route of ${subjects}: ${formatCidr(cidr)} is not in ${to.name} (${blocks.map(formatCidr).join(', ')}), and a peering leads to nothing behind the peer.`,
      fixes: () =>
        own.slice(0, 3).flatMap((block) => {
          const text = cidrExpression(block, route.resource.module, context.configuration);
          const title = `Lead ${formatCidr(block)}, the block of ${to.name}: opens the way there`;
          return replaceDestination(route, text, title, context);
        }),
    },
  ];
}

function overlapping({ connection, requester, accepter }: Peering, context: RuleContext): RawFinding[] {
  const resource = context.configuration.byAddress.get(connection.id);
  const known = requester.cidrs.flatMap((a) =>
    accepter.cidrs.flatMap((b) =>
      a.known && b.known && cidrsOverlap(a.value, b.value) ? [{ a: a.value, b: b.value }] : [],
    ),
  );
  const [pair] = known;
  if (resource === undefined || pair === undefined || requester === accepter) return [];
  return [
    {
      source: resource.body.attributes.get('peer_vpc_id')?.source ?? resourceHeader(resource),
      subject: resource.address,
      message: (subjects) =>
        `AWS refuses ${subjects}: ${formatCidr(pair.a)} of ${requester.name} and ${formatCidr(pair.b)} of ${accepter.name} overlap, and such VPCs can not be peered.`,
      related: [requester, accepter].flatMap((vpc) => {
        const cidr = context.configuration.byAddress.get(vpc.id)?.body.attributes.get('cidr_block');
        return cidr === undefined ? [] : [{ message: `The block of ${vpc.name}`, source: cidr.source }];
      }),
    },
  ];
}
