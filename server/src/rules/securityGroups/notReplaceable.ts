import { managed } from '../../terraform/resources';
import { quoted } from '../../edits/hcl';
import { literalText } from '../../syntax/literalText';
import type { Attribute, Block } from '../../syntax/tree';
import type { ResourceInstance } from '../../terraform/configuration';
import { chunkText } from '../networkAcls/chunkText';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { at, insertArgument, placeEdits, replaceArgument, type ChunkEdit } from '../textEdits';

/**
 * A group that is in use, has a fixed name, and is not created before the old one is destroyed. A change of its name,
 * description or VPC replaces it, and Terraform would first delete the old one, which AWS refuses while anything carries it:
 * the apply hangs for 15 minutes and fails. With `create_before_destroy` and a fixed name it fails at once, since the name
 * is taken.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group#recreating-a-security-group
 */
export const notReplaceable: Rule = {
  id: 'sg-not-replaceable',
  severity: 'hint',
  title: 'A group in use that can not be replaced',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const named = managed(context.configuration, 'aws_security_group').filter((one) =>
    one.body.attributes.has('name'),
  );
  return named.flatMap((group) => {
    const name = group.body.attributes.get('name');
    if (name === undefined || name.value.kind === 'null') return [];
    const carrier = context.index().interfacesOfGroup(group.address)[0];
    const lifecycle = group.block.body.blocks.find((block) => block.type === 'lifecycle');
    const first = createsFirst(lifecycle);
    if (carrier === undefined || first === undefined) return [];
    return [
      {
        source: name.nameSource,
        subject: group.address,
        message: (subjects: string) =>
          first
            ? `${subjects} can not be replaced: its name is fixed, so that the new group, created first, would have a name that is taken.`
            : `${subjects} can not be replaced while ${carrier.owner ?? carrier.name} carries it: a change of its name, description or VPC hangs until AWS gives up deleting it.`,
        fixes: () => fixes(group, lifecycle, context),
      },
    ];
  });
}

/** Whether it says `create_before_destroy = true`; undefined where it says something that is not written out. */
function createsFirst(lifecycle: Block | undefined): boolean | undefined {
  const argument = lifecycle?.body.attributes.find((one) => one.name === 'create_before_destroy');
  if (argument === undefined) return false;
  return argument.expression.kind === 'boolean' ? argument.expression.value : undefined;
}

/** The longest prefix that the provider takes: it adds 26 characters, and AWS allows 255. */
const longestPrefix = 229;

function fixes(group: ResourceInstance, lifecycle: Block | undefined, { configuration }: RuleContext): Fix[] {
  const { chunk } = group.source;
  const written = group.block.body.attributes;
  const name = written.find((one) => one.name === 'name');
  const value = name === undefined ? undefined : prefixText(name, chunkText(chunk, name.expression.range));
  if (name === undefined || value === undefined || isOneLine(group.block)) return [];
  const renamed = replaceArgument(chunk, written, name, 'name_prefix', value);
  const edits = placeEdits([...renamed, ...creatingFirst(group, lifecycle)], configuration);
  return edits === undefined
    ? []
    : [
        {
          title: 'Use name_prefix, and create the new group first: replaces it once',
          edits,
          preferred: false,
        },
      ];
}

function isOneLine({ range }: Block): boolean {
  return range.start.line === range.end.line;
}

function prefixText(name: Attribute, text: string): string | undefined {
  const literal = literalText(name.expression);
  if (literal !== undefined)
    return literal.length < longestPrefix
      ? quoted(literal.endsWith('-') ? literal : `${literal}-`)
      : undefined;
  if (text.includes('\n')) return undefined;
  return name.expression.kind === 'template' && text.startsWith('"')
    ? `${text.slice(0, -1)}-"`
    : `"\${${text}}-"`;
}

function creatingFirst(group: ResourceInstance, lifecycle: Block | undefined): ChunkEdit[] {
  const { chunk } = group.source;
  const argument = lifecycle?.body.attributes.find((one) => one.name === 'create_before_destroy');
  if (argument !== undefined)
    return argument.expression.kind === 'boolean' && argument.expression.value
      ? []
      : [{ chunk, range: argument.expression.range, newText: 'true' }];
  const last = lifecycle?.body.attributes.at(-1);
  if (lifecycle !== undefined && last !== undefined)
    return insertArgument(chunk, lifecycle.body.attributes, last, 'create_before_destroy', 'true');
  if (lifecycle !== undefined)
    return [{ chunk, range: at(lifecycle.bodyRange.start), newText: '\n    create_before_destroy = true' }];
  const { end } = group.block.range;
  const text = '\n  lifecycle {\n    create_before_destroy = true\n  }\n';
  return [{ chunk, range: at({ line: end.line, character: end.character - 1 }), newText: text }];
}
