import { isBoolean } from '../arguments';
import { changeResource } from '../bodyEdits';
import { certain } from '../../terraform/resources';
import type { Fix, Rule } from '../rule';

/**
 * An endpoint service that takes every connection without asking: whoever may make an endpoint for it is connected.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
 */
export const endpointServiceAutoAccept: Rule = {
  id: 'endpoint-service-auto-accept',
  severity: 'warning',
  strictOnly: true,
  title: 'An endpoint service that takes every connection without asking',
  check: (context) =>
    certain(context.configuration, 'aws_vpc_endpoint_service').flatMap((resource) => {
      const argument = resource.body.attributes.get('acceptance_required');
      if (argument === undefined || !isBoolean(argument.value, false)) return [];
      return [
        {
          source: argument.source,
          subject: resource.address,
          message: (subjects) =>
            `${subjects} takes every connection without asking: whoever may make an endpoint for it is connected.`,
          fixes: (): readonly Fix[] => {
            if (argument.expression.kind !== 'boolean') return [];
            const set = [['acceptance_required', 'true']] as const;
            const edits = changeResource(resource, { set }, context.configuration);
            return edits === undefined
              ? []
              : [{ title: 'Ask before a connection is taken', edits, preferred: true }];
          },
        },
      ];
    }),
};
