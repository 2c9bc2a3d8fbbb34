import { literalText } from '../../syntax/literalText';
import { quoted } from '../../edits/hcl';
import { certain } from '../../terraform/resources';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import { textOf } from '../values';

/**
 * An endpoint for the service of another Region than its own, without `service_region`. AWS knows no such service in the
 * endpoint's Region, and refuses it.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
 */
export const otherRegion: Rule = {
  id: 'endpoint-other-region',
  severity: 'warning',
  title: 'An endpoint for the service of another Region',
  check,
};

const regional = /^((?:cn\.)?com\.amazonaws(?:-fips)?|aws\.api|aws\.sagemaker)\.([a-z]{2}(?:-[a-z]+)+-\d)\./;

function check(context: RuleContext): RawFinding[] {
  const { configuration } = context;
  return certain(configuration, 'aws_vpc_endpoint').flatMap((resource): RawFinding[] => {
    const { attributes } = resource.body;
    const argument = attributes.get('service_name');
    const name = textOf(argument?.value);
    const region = regional.exec(name ?? '')?.[2];
    const given = attributes.get('service_region');
    if (argument === undefined || name === undefined || region === undefined) return [];
    if (given !== undefined && given.value.kind !== 'null') return [];
    const own = context.network().endpoints.get(resource.address)?.region;
    if (own === undefined || own === region) return [];
    return [
      {
        source: argument.source,
        subject: resource.address,
        message: (subjects) =>
          `AWS refuses ${subjects}: it is made in ${own}, and ${name} is a service of ${region}.`,
        fixes: (): readonly Fix[] => {
          if (literalText(argument.expression) !== name) return [];
          const newText = quoted(name.replace(`.${region}.`, `.${own}.`));
          const edits = placeEdits([{ ...argument.source, newText }], configuration);
          return edits === undefined ? [] : [{ title: `Name the service of ${own}`, edits, preferred: true }];
        },
      },
    ];
  });
}
