import type { Chunk } from '../../syntax/tree';
import type { ResourceInstance } from '../../terraform/configuration';
import { remembered } from '../../util/remembered';
import { resourceHeader } from '../groupRules';
import { removal } from '../removal';
import { certain } from '../../terraform/resources';
import type { RawFinding, Rule, RuleContext } from '../rule';

/**
 * An Elastic IP that nothing uses: it names nothing, and no other code of its module names it. AWS charges for it all the
 * same.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html
 */
export const eipUnattached: Rule = {
  id: 'eip-unattached',
  severity: 'hint',
  title: 'An Elastic IP that nothing uses',
  check: (context) =>
    certain(context.configuration, 'aws_eip')
      .filter((eip) => !isAttached(eip) && !isNamed(eip, context))
      .map((eip) => finding(eip, context)),
};

function isAttached({ body }: ResourceInstance): boolean {
  return ['instance', 'network_interface', 'associate_with_private_ip', 'address'].some((name) => {
    const value = body.attributes.get(name)?.value;
    return value !== undefined && value.kind !== 'null';
  });
}

/** The names of the Elastic IPs that a block speaks of. */
const namedIn = remembered(
  (chunk: Chunk): ReadonlySet<string> =>
    new Set(
      chunk.text.includes('aws_eip')
        ? [...chunk.text.matchAll(/\baws_eip\s*\.\s*([\w-]+)/g)].map(([, name = '']) => name)
        : [],
    ),
);

function isNamed({ name, module }: ResourceInstance, { configuration }: RuleContext): boolean {
  return configuration.files.some(
    (file) =>
      file.path.slice(0, file.path.lastIndexOf('/')) === module.directory &&
      file.chunks.some(({ chunk }) => namedIn(chunk).has(name)),
  );
}

function finding(eip: ResourceInstance, context: RuleContext): RawFinding {
  return {
    source: resourceHeader(eip),
    subject: eip.address,
    message: (subjects) => `Nothing uses ${subjects}, and AWS charges for it all the same.`,
    fixes: () => removal(eip, context, `Remove ${eip.address}: gives the address back`),
  };
}
