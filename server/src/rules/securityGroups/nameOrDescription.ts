import { managed } from '../../terraform/resources';
import { quoted } from '../../edits/hcl';
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import { literalText } from '../../syntax/literalText';
import { remembered } from '../../util/remembered';
import type { RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits } from '../textEdits';
import { textOf } from '../values';
import { fix } from './ruleArguments';

/**
 * A name or description that AWS refuses: longer than 255 characters, or with a character that is none of `a-z`, `A-Z`,
 * `0-9`, space and `._-:/()#,@[]+=&;{}!$*`; a name that begins with `sg-`, which ids do.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
 */
export const nameOrDescription: Rule = {
  id: 'sg-invalid-name-or-description',
  severity: 'error',
  title: 'A name or description of a group or rule that AWS refuses',
  check,
};

const illegal = /[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]/gu;
const longest = 255;

function check(context: RuleContext): RawFinding[] {
  const groups = managed(context.configuration, 'aws_security_group');
  const own = groups.flatMap((group) =>
    ['name', 'name_prefix', 'description'].flatMap((name) => {
      const attribute = group.body.attributes.get(name);
      return attribute === undefined ? [] : findingFor(attribute, group, context);
    }),
  );
  const ofRules = context.groupRules().flatMap((rule) => {
    const attribute = rule.arguments.get('description');
    return attribute === undefined ? [] : findingFor(attribute, rule.resource, context);
  });
  return [...own, ...ofRules];
}

function findingFor(
  attribute: EvaluatedAttribute,
  resource: ResourceInstance,
  context: RuleContext,
): RawFinding[] {
  const refused = refusedText(attribute);
  if (refused === undefined) return [];
  const { text, why } = refused;
  return [
    {
      source: attribute.source,
      subject: resource.address,
      message: (subjects) =>
        `AWS refuses the ${attribute.name === 'name_prefix' ? 'name' : attribute.name} of ${subjects}: ${why}.`,
      fixes: () => mended(attribute, text, context),
    },
  ];
}

const refusedText = remembered(
  (attribute: EvaluatedAttribute): { readonly text: string; readonly why: string } | undefined => {
    const text = attribute.value.sensitive === true ? undefined : textOf(attribute.value);
    const why = text === undefined ? undefined : whyRefused(text, attribute.name);
    return text === undefined || why === undefined ? undefined : { text, why };
  },
);

function whyRefused(text: string, argument: string): string | undefined {
  const bad = [...new Set(text.match(illegal) ?? [])];
  if (bad.length > 0)
    return `${bad
      .slice(0, 5)
      .map((one) => JSON.stringify(one))
      .join(
        ', ',
      )} may not be in it (only letters without accents, digits, spaces and ._-:/()#,@[]+=&;{}!$* may)`;
  if (text.length > longest) return `it has ${text.length} characters, and ${longest} are the most`;
  return argument !== 'description' && text.startsWith('sg-') ? 'it begins with "sg-", as ids do' : undefined;
}

function mended(
  attribute: EvaluatedAttribute,
  text: string,
  { configuration }: RuleContext,
): ReturnType<typeof fix> {
  if (literalText(attribute.expression) !== text) return [];
  // Accents come apart from their letters, and go.
  const legal = text.normalize('NFKD').replace(illegal, '').replace(/ {2,}/g, ' ').slice(0, longest).trim();
  const result = attribute.name === 'description' ? legal : legal.replace(/^(sg-)+/, '');
  if (result === '') return [];
  const { chunk, range } = attribute.source;
  return fix(
    `Write ${quoted(result.length > 60 ? `${result.slice(0, 60)}...` : result)}`,
    placeEdits([{ chunk, range, newText: quoted(result) }], configuration),
    attribute.name === 'description',
  );
}
