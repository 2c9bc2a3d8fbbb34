import { managed } from '../../terraform/resources';
import { count } from '../../explain/traffic';
import { setArgument } from '../../edits/placement';
import { attributeExpression } from '../../edits/naming';
import type { ResourceInstance } from '../../terraform/configuration';
import { valueOf } from '../../network/maybe';
import { resourceHeader } from '../groupRules';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { aclEntries } from './aclEntries';
import { aclAssociations } from './associations';
import { removeResource } from './removeResource';
import { identityKey } from './aclKey';
import { isHandedOut } from './handedOut';

/**
 * A network ACL that no subnet has: neither `subnet_ids` nor an `aws_network_acl_association` gives it to one, so that its
 * entries filter nothing. Silent where the configuration hands the ACL's id out, since it may be given to subnets there.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-associations.html
 */
export const unassociated: Rule = {
  id: 'nacl-unassociated',
  severity: 'hint',
  title: 'A network ACL that no subnet has',
  check,
};

function check(context: RuleContext): RawFinding[] {
  const { configuration } = context;
  const given = new Set(aclAssociations(configuration).map((one) => one.acl));
  // An association that may exist, or whose ACL is unknown, may be this one's.
  const doubtful = configuration.resources.some(
    (resource) =>
      resource.type === 'aws_network_acl_association' &&
      (resource.uncertain !== undefined ||
        identityKey(resource.body.attributes.get('network_acl_id')?.value) === undefined),
  );
  if (doubtful) return [];
  return managed(configuration, 'aws_network_acl')
    .filter((acl) => !given.has(acl.address) && hasNoSubnets(acl) && !isHandedOut(acl, configuration))
    .map((acl) => finding(acl, context));
}

function hasNoSubnets(acl: ResourceInstance): boolean {
  const value = acl.body.attributes.get('subnet_ids')?.value;
  return (
    value === undefined || value.kind === 'null' || (value.kind === 'list' && value.elements.length === 0)
  );
}

function finding(acl: ResourceInstance, context: RuleContext): RawFinding {
  return {
    source: resourceHeader(acl),
    subject: acl.address,
    message: (subjects) => `No subnet has ${subjects}: its entries filter nothing.`,
    fixes: () => [...associated(acl, context), ...removed(acl, context)],
  };
}

/** The subnets of its VPC that have no ACL of their own, one fix for each. */
function associated(acl: ResourceInstance, { configuration, network }: RuleContext): Fix[] {
  const vpc = valueOf(network().networkAcls.get(acl.address)?.vpc ?? { known: false, unknown: noVpc });
  if (vpc === undefined || acl.key !== undefined) return [];
  const taken = new Set(aclAssociations(configuration).map((one) => one.subnet));
  return [...network().subnets.values()]
    .filter((subnet) => valueOf(subnet.vpc) === vpc && !taken.has(subnet.id))
    .slice(0, 3)
    .flatMap((subnet) => {
      const resource = configuration.byAddress.get(subnet.id);
      const id =
        resource === undefined ? undefined : attributeExpression(resource, 'id', acl.module, configuration);
      const edit = id === undefined ? undefined : setArgument(acl, 'subnet_ids', `[${id}]`, configuration);
      return edit === undefined
        ? []
        : [{ title: `Give it to ${subnet.id}: filters its traffic`, edits: [edit], preferred: false }];
    });
}

/** The ACL with its entries, where nothing else speaks of it. */
function removed(acl: ResourceInstance, { configuration }: RuleContext): Fix[] {
  const entries = aclEntries(configuration).filter(
    (entry) => entry.acl === acl.address && entry.resource !== acl,
  );
  const resources = [acl, ...entries.map((entry) => entry.resource)];
  const own = new Set(resources.map((resource) => resource.source.chunk));
  const word = new RegExp(`\\b${acl.type}\\.${acl.name}\\b`);
  const elsewhere = configuration.files.some((file) =>
    file.chunks.some(({ chunk }) => !own.has(chunk) && word.test(chunk.text)),
  );
  if (elsewhere || resources.some((resource) => resource.key !== undefined)) return [];
  const edits = resources.map((resource) => removeResource(resource, configuration));
  const placed = edits.filter((edit) => edit !== undefined).flat();
  if (edits.includes(undefined)) return [];
  const what = entries.length === 0 ? '' : ` and its ${count(entries.length, 'entry', 'entries')}`;
  return [{ title: `Remove ${acl.address}${what}`, edits: placed, preferred: false }];
}

const noVpc = { value: 'vpc_id', why: 'not in the network' };
