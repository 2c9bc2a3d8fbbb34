import { groupBy } from '../../util/collections';
import { comparePositions } from '../../util/text';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { placeEdits, type ChunkEdit } from '../textEdits';
import { removeResource } from './removeResource';
import { aclAssociations, type AclAssociation } from './associations';

/**
 * A subnet that is given a network ACL twice: in `subnet_ids` and by an `aws_network_acl_association`, in two ACLs, or by
 * two associations. A subnet has one ACL; the two take it from each other at every apply.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/network_acl_association
 */
export const associatedTwice: Rule = {
  id: 'nacl-associated-twice',
  severity: 'error',
  title: 'A subnet that is given a network ACL twice',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const known = aclAssociations(context.configuration).filter((one) => one.subnet !== undefined);
  const bySubnet = groupBy(known, (one) => one.subnet ?? '');
  return [...bySubnet].flatMap(([subnet, all]) => {
    // Lists come first: an association beside one is the one too many.
    const [first, ...others] = [
      ...all.filter((one) => one.kind === 'element'),
      ...all.filter((one) => one.kind === 'resource'),
    ];
    return first === undefined ? [] : others.flatMap((one) => findingFor(one, first, subnet, context));
  });
}

function findingFor(
  one: AclAssociation,
  first: AclAssociation,
  subnet: string,
  context: RuleContext,
): RawFinding[] {
  // One list is a set: a subnet that is in it twice is in it once.
  if (one.kind === 'element' && one.resource === first.resource) return [];
  const acls =
    one.acl === undefined || one.acl === first.acl
      ? 'One of them takes it from the other'
      : `${first.acl ?? 'One ACL'} and ${one.acl} take it from each other`;
  return [
    {
      source: one.source,
      subject: one.resource.address,
      message: (subjects) =>
        `${subjects} gives ${subnet} a network ACL, and ${first.resource.address} does so too. ${acls} at every apply: a subnet has one network ACL.`,
      related: [{ message: `${subnet} has a network ACL here already`, source: first.source }],
      fixes: () => removed(one, subnet, context),
    },
  ];
}

function removed(one: AclAssociation, subnet: string, { configuration }: RuleContext): Fix[] {
  if (one.resource.key !== undefined) return [];
  const element = one.kind === 'element' ? withoutElement(one) : undefined;
  const edits =
    one.kind === 'resource'
      ? removeResource(one.resource, configuration)
      : element === undefined
        ? undefined
        : placeEdits([element], configuration);
  const title =
    one.kind === 'resource'
      ? `Remove ${one.resource.address}`
      : `Take ${subnet} out of ${one.resource.address}`;
  return edits === undefined ? [] : [{ title, edits, preferred: false }];
}

/** Takes one element out of a list that is written on one line, with its comma. */
function withoutElement({ resource, source }: AclAssociation): ChunkEdit | undefined {
  const expression = resource.body.attributes.get('subnet_ids')?.expression;
  if (expression?.kind !== 'tuple') return undefined;
  const { elements, range } = expression;
  const index = elements.findIndex(
    (element) => comparePositions(element.range.start, source.range.start) === 0,
  );
  const own = elements[index];
  if (own === undefined || range.start.line !== range.end.line) return undefined;
  const before = elements[index - 1];
  const after = elements[index + 1];
  const cut =
    before !== undefined
      ? { start: before.range.end, end: own.range.end }
      : { start: own.range.start, end: (after ?? own).range[after === undefined ? 'end' : 'start'] };
  return { chunk: source.chunk, range: cut, newText: '' };
}
