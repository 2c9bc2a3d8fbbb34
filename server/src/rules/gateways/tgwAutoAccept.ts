import { textOf } from '../values';
import { setArgument } from '../../edits/placement';
import { managed } from '../../terraform/resources';
import type { Fix, Rule, RuleContext } from '../rule';
import type { ResourceInstance } from '../../terraform/configuration';

/**
 * A transit gateway that accepts every attachment it is asked for: any account that it is shared with connects a VPC to it,
 * and nobody looks.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html
 */
export const tgwAutoAccept: Rule = {
  id: 'tgw-auto-accept',
  severity: 'warning',
  strictOnly: true,
  title: 'A transit gateway that accepts every attachment',
  check: (context) =>
    managed(context.configuration, 'aws_ec2_transit_gateway').flatMap((gateway) => {
      const argument = gateway.body.attributes.get('auto_accept_shared_attachments');
      if (argument === undefined || textOf(argument.value) !== 'enable') return [];
      return [
        {
          source: argument.source,
          subject: gateway.address,
          message: (subjects: string) =>
            `Every account that ${subjects} is shared with can attach its VPCs to it unasked.`,
          fixes: () => disabled(gateway, context),
        },
      ];
    }),
};

function disabled(gateway: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const edit = setArgument(gateway, 'auto_accept_shared_attachments', '"disable"', configuration);
  const title = 'Accept attachments one by one';
  return edit === undefined ? [] : [{ title, edits: [edit], preferred: true }];
}
