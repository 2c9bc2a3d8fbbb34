import { setArgument } from '../../edits/placement';
import type { ResourceInstance } from '../../terraform/configuration';
import { managed } from '../../terraform/resources';
import type { Fix, Rule, RuleContext } from '../rule';

/**
 * A subnet that gives a public IPv4 address to everything that starts in it, whether it asks for one or not.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html
 */
export const publicIpByDefault: Rule = {
  id: 'subnet-public-ip-by-default',
  severity: 'warning',
  strictOnly: true,
  title: 'A subnet that gives public addresses at launch',
  check: (context) =>
    managed(context.configuration, 'aws_subnet', 'aws_default_subnet').flatMap((subnet) => {
      const argument = subnet.body.attributes.get('map_public_ip_on_launch');
      if (argument?.value.kind !== 'boolean' || !argument.value.value) return [];
      return [
        {
          source: argument.source,
          subject: subnet.address,
          message: (subjects: string) =>
            `Everything that starts in ${subjects} gets a public address, unless it refuses one.`,
          fixes: () => switchedOff(subnet, context),
        },
      ];
    }),
};

function switchedOff(subnet: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const edit = setArgument(subnet, 'map_public_ip_on_launch', 'false', configuration);
  const title = 'Give no public addresses at launch';
  return edit === undefined ? [] : [{ title, edits: [edit], preferred: false }];
}
