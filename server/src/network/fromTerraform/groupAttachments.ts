import { addTo } from './addTo';
import type { Id, Maybe } from '../model';
import type { Context } from './context';
import { identify } from './identities';
import { readId } from './read';

/** Groups that `aws_network_interface_sg_attachment`s add, by interface. */
export function attachedGroups(context: Context): ReadonlyMap<Id, readonly Maybe<Id>[]> {
  const groups = new Map<Id, Maybe<Id>[]>();
  for (const attachment of context.of('aws_network_interface_sg_attachment')) {
    const fields = context.fields(attachment);
    const target = fields.argument('network_interface_id');
    const group = readId(context, fields, 'security_group_id', 'securityGroups');
    const identity = target === undefined ? undefined : identify(context, target.value, 'interfaces');
    if (identity === undefined || group === undefined) continue;
    const id = identity.kind === 'workloads' ? `${identity.id}/interface-0` : identity.id;
    addTo(groups, id, group);
  }
  return groups;
}
