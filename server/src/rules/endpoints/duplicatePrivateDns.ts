import { valueOf } from '../../network/maybe';
import { groupBy } from '../../util/collections';
import { changeResource } from '../bodyEdits';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { codeEndpoints, type CodeEndpoint } from './codeEndpoints';

/**
 * Two interface endpoints for one service in one VPC, both with private DNS: they want the same name, and AWS refuses the
 * second. One endpoint can be in a subnet of every zone.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export const duplicatePrivateDns: Rule = {
  id: 'endpoint-duplicate-private-dns',
  severity: 'error',
  title: 'Two interface endpoints with private DNS for one service in one VPC',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const named = codeEndpoints(context).flatMap((one) => {
    const { vpc, service, type, privateDns } = one.endpoint;
    const isNamed = valueOf(type) === 'interface' && valueOf(privateDns) === true;
    return isNamed && vpc.known && service.known ? [{ one, key: `${vpc.value} ${service.value}` }] : [];
  });
  return [...groupBy(named, ({ key }) => key).values()].flatMap((same) => {
    const [first, ...others] = same.map(({ one }) => one);
    return first === undefined ? [] : others.map((other) => finding(first, other, context));
  });
}

function finding(
  first: CodeEndpoint,
  { resource, endpoint }: CodeEndpoint,
  context: RuleContext,
): RawFinding {
  const written = resource.body.attributes.get('private_dns_enabled');
  return {
    source: written?.source ?? resourceHeader(resource),
    subject: resource.address,
    message: (subjects) =>
      `AWS refuses private DNS for ${subjects}: ${first.resource.address} has it for ${valueOf(endpoint.service) ?? 'the service'} in the same VPC.`,
    related: [{ message: 'The first endpoint with private DNS', source: resourceHeader(first.resource) }],
    fixes: (): readonly Fix[] => {
      if (resource.block === first.resource.block) return [];
      const set = [['private_dns_enabled', 'false']] as const;
      const edits = changeResource(resource, { set }, context.configuration);
      const title = `Turn private DNS off here: the name leads to ${first.resource.address}`;
      return edits === undefined ? [] : [{ title, edits, preferred: false }];
    },
  };
}
