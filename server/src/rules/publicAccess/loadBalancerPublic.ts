import { valueOf } from '../../network/maybe';
import { changeResource } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import { certain } from '../../terraform/resources';
import type { Fix, Rule } from '../rule';

/**
 * A load balancer that is not internal: it has public addresses.
 *
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#load-balancer-scheme
 */
export const loadBalancerPublic: Rule = {
  id: 'lb-public',
  severity: 'warning',
  strictOnly: true,
  title: 'A load balancer that faces the internet',
  check: (context) =>
    certain(context.configuration, 'aws_lb', 'aws_alb', 'aws_elb').flatMap((resource) => {
      const balancer = context.network().loadBalancers.get(resource.address);
      if (balancer === undefined || valueOf(balancer.scheme) !== 'internet-facing') return [];
      return [
        {
          source: resource.body.attributes.get('internal')?.source ?? resourceHeader(resource),
          subject: resource.address,
          message: (subjects) => `${subjects} faces the internet: it has public addresses.`,
          fixes: (): readonly Fix[] => {
            const edits = changeResource(resource, { set: [['internal', 'true']] }, context.configuration);
            return edits === undefined
              ? []
              : [{ title: 'Make it internal: replaces it', edits, preferred: false }];
          },
        },
      ];
    }),
};
